"""Correcting ticked rows of an intake: what they are, what can be corrected, and what became of it."""

from typing import Any

from flask import render_template, request, url_for

from webapp.catalog.queries.variants import sku_choices
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage
from webapp.locations.queries import place_names
from webapp.receiving.correcting.asking import receipts_by_scan
from webapp.receiving.correcting.receipts import Receipt, receipts_named, receipts_of
from webapp.receiving.correcting.results import Corrected
from webapp.receiving.inputs.correcting import MOST_TICKED
from webapp.receiving.operations import correct_scans
from webapp.receiving.queries.intakes import find_intake, received_by_sku
from webapp.receiving.views.pages import intake_pages as pages
from webapp.receiving.words import pieces

NEWEST = 100


def _initial(actor: Actor, intake_id: str) -> dict[str, Any]:
    """The rows that were ticked elsewhere, by the receipts that stand for them."""
    session, tenant_id = db.session(), actor.tenant.id
    ticked = request.args.getlist("rows")[:MOST_TICKED]
    by_scan = receipts_by_scan(session, tenant_id, intake_id, ticked)
    ids = [one.id for receipts in by_scan.values() for one in receipts]
    ids += [one for one in ticked if one.startswith(("mov_", "unit_"))]
    named = receipts_named(session, tenant_id, intake_id, ids)
    return {"rows": list(dict.fromkeys(one.id for one in named)), "receivedAs": request.args.get("receivedAs", "")}


def _prepare(form: BoundForm, actor: Actor, intake_id: str) -> None:
    """Without a tick, the newest rows are offered."""
    if form["receivedAs"].data:
        offer(form["rows"], [])
        return
    session, tenant_id = db.session(), actor.tenant.id
    named = (form["rows"].data or [])[:MOST_TICKED]
    shown = {one.id: one for one in receipts_named(session, tenant_id, intake_id, named)}
    if len(shown) < NEWEST:
        newest = receipts_of(session, tenant_id, intake_id, most=NEWEST)
        shown |= {one.id: one for one in newest if one.id not in shown}
    offer(form["rows"], [(key, _said(one)) for key, one in shown.items()])


def _said(one: Receipt) -> str:
    return " · ".join((one.what, one.sku, one.place) if one.serial else (one.what, one.place))


def _context(actor: Actor, intake_id: str) -> dict[str, Any]:
    session, tenant_id = db.session(), actor.tenant.id
    return {
        "intake": find_intake(session, tenant_id, intake_id),
        "received": received_by_sku(session, tenant_id, intake_id),
        "skus": sku_choices(session, tenant_id),
        "places": place_names(session, tenant_id),
    }


def _done(done: Corrected, intake_id: str) -> Done | str:
    back = url_for("intakes.intake", intake_id=intake_id)
    undo = url_for("history.undo_batch", batch_id=done.batch_id) if done.batch_id else None
    if not done.refused:
        kept = len(done.rows) - done.changed
        say = f"{pieces(done.changed, 'row')} corrected{f', {kept} left as before' if kept else ''}."
        return Done(back, say if done.changed else "Nothing had to change.", undo=undo)
    return render_template("intakes/corrected.html", done=done, undo=undo, back=back)


pages.form(
    "/intakes/<intake_id>/correct",
    FormPage(
        calls=correct_scans,
        template="intakes/correct.html",
        done=_done,
        context=_context,
        initial=_initial,
        prepare=_prepare,
        takes={"intake_id": "intakeId"},
    ),
)
