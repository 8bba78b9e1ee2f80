"""Rows that were corrected: the movements that each of them led to."""

from migrations.scripts import run

revision = "0019_corrections"
down_revision = "0018_print_job_batch"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
