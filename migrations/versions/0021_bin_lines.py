"""A bin and a kind of movement find their lines by indexes: without them, every list of few walked the whole ledger."""

from migrations.scripts import run

revision = "0021_bin_lines"
down_revision = "0020_manifests"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
