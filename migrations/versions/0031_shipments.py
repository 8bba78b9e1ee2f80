"""Shipments of orders, and the units in each."""

from migrations.scripts import run

revision = "0031_shipments"
down_revision = "0030_order_line_kept"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
