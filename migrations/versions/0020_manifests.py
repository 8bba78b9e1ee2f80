"""Manifests: what a program told of a delivery, beside its intake."""

from migrations.scripts import run

revision = "0020_manifests"
down_revision = "0019_corrections"


def upgrade() -> None:
    """Up."""
    run(revision, "up")


def downgrade() -> None:
    """Down."""
    run(revision, "down")
