"""Units by any part of their serial number, at any number of them; what stands there already is taken in."""

from migrations.scripts import run

revision = "0012_unit_search"
down_revision = "0011_labels"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
