"""Products, variants and price tiers."""

from migrations.scripts import run

revision = "0002_catalog"
down_revision = "0001_foundation"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
