"""Status, sums and tax of orders and the terms of subscriptions are true, whoever writes."""

from migrations.scripts import run

revision = "0034_true_orders"
down_revision = "0033_search"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
