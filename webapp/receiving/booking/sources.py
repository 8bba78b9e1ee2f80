"""Where goods come from in the ledger's eyes: a supplier, what was announced, or the stock of day one."""

from webapp.ledger.posting import Spot
from webapp.receiving.desk import Desk
from webapp.receiving.reading.things import Item


def source_of(desk: Desk, item: Item, serial: str | None, spot: Spot) -> str:
    """The outside node, or the bucket, that what is received comes from."""
    return "opening" if desk.intake.kind == "opening" else "supplier"
