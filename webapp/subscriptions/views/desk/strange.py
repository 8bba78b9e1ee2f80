"""What a code is that names neither a unit nor an order, in words that say what to scan instead."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.catalog.models import Variant
from webapp.catalog.queries.gtins import variants_by_gtin
from webapp.core.codes.reading import Reading
from webapp.core.data.database import db
from webapp.core.inputs.text import fold
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.locations.places import find_place

CARD = "This card is for the receiving desk. Here units and orders are scanned, and the cards UNDO and DONE."
PLACE = "This is the place {}. Scan a unit that lies there, or an order."
ITEM = "This is the item {}, not one unit of it. Scan the unit's serial number."


def known_as(actor: Actor, reading: Reading) -> str:
    """What it is that nothing goes out with: a card, an item or a place; empty for what nobody knows."""
    code = reading.serial or reading.text
    if fold(code).startswith("sd:"):
        return CARD
    if item := None if reading.serial else _item(actor, reading):
        return ITEM.format(item)
    if place := _place(actor, code):
        return PLACE.format(place)
    return ""


def unknown(reading: Reading, near: Sequence[str]) -> str:
    """That nobody knows it, and what comes near."""
    code = reading.serial or reading.text
    words = f"No unit has the serial number {code}. Check it, or receive the unit first."
    return f"{words} Is {' or '.join(near)} meant?" if near else words


def _item(actor: Actor, reading: Reading) -> str | None:
    mine = select(Variant.variant_sku).where(
        Variant.tenant_id == actor.tenant.id, Variant.variant_sku.in_([reading.text, reading.text.upper()])
    )
    found = db.session().execute(mine).scalars().first()
    if found is None and reading.gtin:
        found = next((row.variant_sku for row in variants_by_gtin(db.session(), actor.tenant.id, reading.gtin)), None)
    return found


def _place(actor: Actor, code: str) -> str | None:
    try:
        place = find_place(db.session(), actor.tenant.id, code)
    except Problem:
        return None
    return None if place.words else str(place)
