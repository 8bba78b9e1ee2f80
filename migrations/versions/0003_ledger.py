"""The stock ledger: records, pools, lots, units, movements, events and the triggers that guard them."""

from migrations.scripts import run

revision = "0003_ledger"
down_revision = "0002_catalog"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
