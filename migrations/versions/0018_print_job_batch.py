"""A batch finds its print jobs by an index: without one, every new batch walked the tenant's."""

from migrations.scripts import run

revision = "0018_print_job_batch"
down_revision = "0017_serial_rules"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
