"""What was taken of a promise is found by itself."""

from migrations.scripts import run

revision = "0037_promises_taken"
down_revision = "0036_merged_addresses"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
