"""A customer can be forgotten: the words of a person are taken out of the trail, and nothing else."""

from migrations.scripts import run

revision = "0029_anonymised"
down_revision = "0028_subscriptions"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
