"""Fields of a tenant's own, and what stands in them to be found by."""

from migrations.scripts import run

revision = "0027_custom_fields"
down_revision = "0026_order_settings"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
