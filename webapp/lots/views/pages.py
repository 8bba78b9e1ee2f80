"""What the pages of lots share."""

from typing import Any

from flask import request, url_for

from webapp.core.codes.errors import CodeRefused
from webapp.core.codes.reading import Reading, read_code
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, Pages
from webapp.lots.queries.rows import LotRow, find_lot_row, picks

pages = Pages("lots")


def row_of(actor: Actor, lot_id: str) -> LotRow:
    """The lot of an address; raises LotNotFound."""
    return find_lot_row(db.session(), actor.tenant.id, lot_id)


def lot_of(actor: Actor, lot_id: str) -> dict[str, Any]:
    """What every page of one lot knows of it."""
    return about(actor, row_of(actor, lot_id))


def about(actor: Actor, lot: Any) -> dict[str, Any]:
    """The lot, its place, what of it can be promised, and how many days are left."""
    now = clock.now()
    left = None if lot.expires_at is None else (lot.expires_at - now).days if lot.expires_at > now else -1
    return {
        "lot": lot,
        "place": f"{lot.warehouse_name} / {lot.bin_code}" if lot.bin_code else lot.warehouse_name,
        "promisable": lot.available if picks(lot, now) else 0,
        "days_left": left,
        "state": "expired" if left == -1 and lot.status == "active" else lot.status,
        "stands": {"available": lot.available, "reserved": lot.reserved, "held": lot.held, "expected": lot.expected},
    }


def read_before() -> Reading | None:
    """What the GS1 code says by which somebody came here; it goes along in the address."""
    try:
        read = read_code(request.args.get("code", "")[:512])
    except CodeRefused:
        return None
    return read if read.segments else None


def done_with(row: Any, say: str, *, to: str = "") -> Done:
    """On to the lot's page, with a way to take it back."""
    undo = url_for("history.undo_batch", batch_id=row.batch_id)
    return Done(to or url_for("lots.lot", lot_id=row.id), say, undo=undo)
