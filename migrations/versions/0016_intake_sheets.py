"""Lists of goods that somebody looks at before they are received or announced."""

from migrations.scripts import run

revision = "0016_intake_sheets"
down_revision = "0015_unit_codes"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
