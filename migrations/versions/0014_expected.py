"""Announced goods: the lines of a manifest, and the movements made for each of them."""

from migrations.scripts import run

revision = "0014_expected"
down_revision = "0013_receiving"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
