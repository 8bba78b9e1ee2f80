"""Desks know their scanner and how loud their sounds are."""

from migrations.scripts import run

revision = "0010_desk_setup"
down_revision = "0009_places"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
