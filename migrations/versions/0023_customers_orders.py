"""Customers and orders."""

from migrations.scripts import run

revision = "0023_customers_orders"
down_revision = "0022_verifications"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
