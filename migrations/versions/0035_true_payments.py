"""Payments are what their subscription asks for, and orders never end a transaction at other sums than their lines'."""

from migrations.scripts import run

revision = "0035_true_payments"
down_revision = "0034_true_orders"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
