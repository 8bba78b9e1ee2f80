"""What a product's serial numbers have to be, where somebody says so."""

from migrations.scripts import run

revision = "0017_serial_rules"
down_revision = "0016_intake_sheets"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
