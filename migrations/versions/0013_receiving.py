"""The receiving desk: intakes, what a desk has chosen, scans; receipts found by their intake."""

from migrations.scripts import run

revision = "0013_receiving"
down_revision = "0012_unit_search"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
