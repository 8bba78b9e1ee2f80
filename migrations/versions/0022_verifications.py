"""Runs of the check that balances are what the ledger says are kept."""

from migrations.scripts import run

revision = "0022_verifications"
down_revision = "0021_bin_lines"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
