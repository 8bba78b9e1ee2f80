"""Subscriptions and their payments."""

from migrations.scripts import run

revision = "0028_subscriptions"
down_revision = "0027_custom_fields"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
