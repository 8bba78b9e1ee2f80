"""Further codes of units: each leads to one live unit, as a serial number does."""

from migrations.scripts import run

revision = "0015_unit_codes"
down_revision = "0014_expected"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
