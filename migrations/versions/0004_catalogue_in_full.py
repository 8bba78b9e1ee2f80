"""GTINs, price changes, and the order of variants."""

from migrations.scripts import run

revision = "0004_catalogue_in_full"
down_revision = "0003_ledger"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
