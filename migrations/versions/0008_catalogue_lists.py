"""What the lists of products and variants are sorted and filtered by."""

from migrations.scripts import run

revision = "0008_catalogue_lists"
down_revision = "0007_saved_views"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
