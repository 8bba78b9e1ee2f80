"""Saved views of lists."""

from migrations.scripts import run

revision = "0007_saved_views"
down_revision = "0006_imports"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
