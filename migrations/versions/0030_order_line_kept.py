"""A line for which something went out stays on its order."""

from migrations.scripts import run

revision = "0030_order_line_kept"
down_revision = "0029_anonymised"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
