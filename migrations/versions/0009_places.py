"""Places that close: nothing comes to lie in a closed one, and one that holds something does not close."""

from migrations.scripts import run

revision = "0009_places"
down_revision = "0008_catalogue_lists"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
