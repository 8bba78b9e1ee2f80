"""Who is anonymised goes from the history of units and the reasons of closed lines too."""

from migrations.scripts import run

revision = "0032_forgotten_words"
down_revision = "0031_shipments"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
