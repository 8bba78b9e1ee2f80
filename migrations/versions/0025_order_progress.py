"""How far each line of an order is: assigned, closed, replaced."""

from migrations.scripts import run

revision = "0025_order_progress"
down_revision = "0024_code_search"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
