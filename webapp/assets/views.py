"""The pages of units: receiving, the list, and everything known of one."""

from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.assets.operations import receive_asset
from webapp.assets.queries import UNITS, UnitRow, find_by_serial, find_unit, sku_choices
from webapp.assets.receipts import recent_receipts
from webapp.assets.wire import location_of
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import NotFound
from webapp.core.site.jinja import day
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.ledger.history import Line, unit_history
from webapp.locations.queries import place_names

pages = Pages("assets")

KEPT = ("sku", "acquisitionCost", "acquisitionDate", "location", "condition")
"""What stays in the form from one unit to the next; the serial number and the notes are each unit's own."""


def _received(unit: UnitRow) -> Done:
    kept = {name: request.form[name] for name in KEPT if request.form.get(name)}
    return Done(
        f"{url_for('assets.receive_asset')}?{urlencode(kept)}", f"Received {unit.serial} into {location_of(unit)}."
    )


def _kept(actor: Actor) -> dict[str, Any]:
    return {name: request.args[name][:500] for name in KEPT if request.args.get(name)}


def _around(actor: Actor) -> dict[str, Any]:
    session = db.session()
    return {
        "receipts": recent_receipts(session, actor),
        "skus": sku_choices(session, actor.tenant.id),
        "places": place_names(session, actor.tenant.id),
        "holder": _holder(actor),
    }


def _holder(actor: Actor) -> UnitRow | None:
    """The unit that has the serial number just sent, so that a duplicate helps instead of only refusing."""
    serial = request.form.get("serialNumber", "").strip()
    if not serial:
        return None
    try:
        return find_by_serial(db.session(), actor.tenant.id, serial)
    except NotFound:
        return None


pages.form(
    "/receive",
    FormPage(calls=receive_asset, template="assets/receive.html", done=_received, context=_around, initial=_kept),
)
pages.listing("/units", needs=Permission.READ_STOCK, lists=lambda: UNITS, template="assets/index.html")


@pages.page("/units/<unit_id>", needs=Permission.READ_STOCK)
def unit(actor: Actor, unit_id: str) -> Page:
    """Everything known of one unit, and what happened to it."""
    found = find_unit(db.session(), actor.tenant.id, unit_id)
    history = unit_history(db.session(), actor.tenant.id, unit_id)
    items = [_told(actor, line) for line in history]
    return render_template("assets/detail.html", unit=found, location=location_of(found), history=items)


def _told(actor: Actor, line: Line) -> dict[str, Any]:
    """One line for the timeline; what was done can be undone from here, once."""
    at_desk = f" at {line.desk_name}" if line.desk_name else ""
    is_open = not line.undone and actor.may(Permission.UNDO)
    return {
        "at": line.at,
        "day": day(line.at),
        "icon": "undone" if line.is_undo else "receive",
        "text": f"{line.actor_name} {line.sentence}{at_desk}",
        "note": line.note,
        "undone": "taken back" if line.undone else "",
        "undo_url": url_for("history.undo_batch", batch_id=line.batch_id) if is_open else "",
        "undo_label": "Do it again" if line.is_undo else "Undo",
    }
