"""Units by any part of a code they have, at any number of them; what stands there already is taken in."""

from migrations.scripts import run

revision = "0024_code_search"
down_revision = "0023_customers_orders"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
