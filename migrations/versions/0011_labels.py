"""Label printers, what was printed, and what is printed when something arrives."""

from migrations.scripts import run

revision = "0011_labels"
down_revision = "0010_desk_setup"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
