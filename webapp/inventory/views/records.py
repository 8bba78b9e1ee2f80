"""The lists of records and of what runs low, and everything known of one record."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page
from webapp.core.web.subjects import address_of
from webapp.inventory.lists import with_warehouses
from webapp.inventory.queries.contents import Moved, movements_of, pools_of, promises_of, units_by_bin
from webapp.inventory.queries.low import LOW_STOCK
from webapp.inventory.queries.records import RECORDS, find_record
from webapp.inventory.views.pages import low_pages, pages
from webapp.ledger.operations import may_take_back

WORDS = {
    "RECEIVED": "Received",
    "SOLD": "Sold",
    "ADJUSTED": "Corrected",
    "DAMAGED": "Damaged",
    "RETURNED": "Returned",
    "RESERVED": "Reserved",
    "RELEASED": "Released",
    "EXPECTED": "Announced",
    "HELD": "Set apart",
    "UNHELD": "Good again",
    "SCRAPPED": "Scrapped",
    "MOVED": "Moved",
    "ASSIGNED": "Handed out",
    "UNDONE": "Taken back",
}


def _records(visit: Visit) -> Listing:
    return with_warehouses(visit.session, visit.actor.tenant.id, RECORDS)


def _low(visit: Visit) -> Listing:
    return with_warehouses(visit.session, visit.actor.tenant.id, LOW_STOCK)


pages.listing("/records", needs=Permission.READ_INVENTORY, lists=_records, template="records/index.html")
low_pages.listing("/low-stock", needs=Permission.READ_INVENTORY, lists=_low, template="low_stock/index.html")


@pages.page("/records/<record_id>", needs=Permission.READ_INVENTORY)
def record(actor: Actor, record_id: str) -> Page:
    """Everything known of one record: its pools, its promises, and what moved it."""
    session, tenant_id = db.session(), actor.tenant.id
    found = find_record(session, tenant_id, record_id)
    pools = pools_of(session, tenant_id, record_id)
    has_units = any(pool.kind == "units" for pool in pools)
    return render_template(
        "records/detail.html",
        record=found,
        pools=pools,
        kinds={pool.kind for pool in pools},
        units=units_by_bin(session, tenant_id, record_id) if has_units else [],
        promises=promises_of(session, tenant_id, record_id) if found.reserved else [],
        leads=lambda thing_id: address_of(thing_id, actor),
        moved=[_told(actor, one) for one in movements_of(session, tenant_id, found)],
    )


def _told(actor: Actor, one: Moved) -> dict[str, Any]:
    """One movement for the table; what it did can be undone from here, with all that was done together with it."""
    line = one.line
    is_open = line.later is None and may_take_back(actor, line.actor_id, line.at, clock.now())
    return {
        "line": line,
        "after": one.after,
        "words": WORDS.get(line.action, line.action.capitalize()),
        "undo_url": url_for("history.undo_batch", batch_id=line.batch_id) if is_open else "",
        "undo_label": "Do it again" if line.reverses_n is not None else "Undo",
    }
