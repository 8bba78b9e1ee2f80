"""Margin presets; each tenant there is begins with the one that new tenants get."""

from migrations.scripts import run

revision = "0005_presets"
down_revision = "0004_catalogue_in_full"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
