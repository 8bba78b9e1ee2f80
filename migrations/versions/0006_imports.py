"""Imports: sheets on their way in, and their parked rows."""

from migrations.scripts import run

revision = "0006_imports"
down_revision = "0005_presets"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
