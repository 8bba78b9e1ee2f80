"""A unit says when it moved last, whatever it was that moved it."""

from migrations.scripts import run

revision = "0038_units_as_they_moved"
down_revision = "0037_promises_taken"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
