"""Tenants, people, credentials, desks, batches, audit, warehouses and bins."""

from migrations.scripts import run

revision = "0001_foundation"
down_revision = None


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
