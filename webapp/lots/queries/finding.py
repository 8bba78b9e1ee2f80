"""The lots that a scanned or typed code means, in the order in which they are to be picked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.catalog.queries.gtins import variants_by_gtin
from webapp.core.codes.reading import Reading
from webapp.core.data import clock
from webapp.ledger.models import Lot
from webapp.lots.queries.published import LAST_EXPIRY
from webapp.lots.queries.rows import lot_rows, picks

MOST = 100


@dataclass(frozen=True)
class Sought:
    """What a code means here: lots to choose from, or an item that has none like it."""

    text: str
    lots: Sequence[Any] = ()
    items: Sequence[Any] = ()
    number: str = ""
    expiry: dt.date | None = None
    quantity: int | None = None
    first: str = ""
    """The id of the lot that is to be picked first, where all are of one item."""
    segments: tuple[Any, ...] = field(default=())


def seek_lots(session: Session, tenant_id: int, reading: Reading) -> Sought:
    """Lots by number, by the item whose SKU or GTIN it is, or by both, as a GS1 code says them."""
    items = _items(session, tenant_id, reading)
    number = reading.lot or ("" if items else reading.text)
    rows = lot_rows(tenant_id)
    if items:
        rows = rows.where(Lot.variant_id.in_([item.id for item in items]))
    if number:
        rows = rows.where(Lot.number == number)
    by_turn = (Lot.available > 0).desc(), LAST_EXPIRY, Lot.created_at, Lot.id
    lots = session.execute(rows.order_by(*by_turn).limit(MOST)).all()
    now = clock.now()
    pickable = [lot for lot in lots if lot.available and picks(lot, now)]
    is_one_item = len({lot.variant_id for lot in lots}) == 1 and len(lots) > 1
    return Sought(
        text=reading.text,
        lots=lots,
        items=items,
        number=number,
        expiry=reading.expiry,
        quantity=reading.quantity,
        first=pickable[0].id if pickable and is_one_item and not number else "",
        segments=reading.segments,
    )


def _items(session: Session, tenant_id: int, reading: Reading) -> Sequence[Any]:
    if reading.gtin:
        found = [row for row in variants_by_gtin(session, tenant_id, reading.gtin) if row.status == "active"]
        if found or reading.is_gs1:
            return found
    return session.execute(
        select(Variant.id, Variant.variant_sku, Variant.grade).where(
            Variant.tenant_id == tenant_id, Variant.variant_sku == reading.text
        )
    ).all()
