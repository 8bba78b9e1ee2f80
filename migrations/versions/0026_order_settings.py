"""What a tenant decides about orders: quantities, billing, promises, ids."""

from migrations.scripts import run

revision = "0026_order_settings"
down_revision = "0025_order_progress"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
