"""The forms by which records are made, described, adjusted, reserved and released."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.web.html import Done, FormPage, Page
from webapp.inventory.inputs import AdjustRecord
from webapp.inventory.operations import Booked, adjust_record, create_record, edit_record, release_stock, reserve_stock
from webapp.inventory.queries.contents import pools_of, promises_of
from webapp.inventory.queries.records import find_record
from webapp.inventory.reckoning import reckon
from webapp.inventory.views.pages import TAKES, address, pages, record_of
from webapp.locations.queries import bin_choices, warehouse_choices


def _told(done: Booked, say: str) -> Done:
    """Go on to the record, and offer the undo of what was done."""
    return Done(address(done.row), say, undo=url_for("history.undo_batch", batch_id=done.batch_id))


def _choose_warehouse(form: BoundForm, actor: Actor) -> None:
    offer(form["warehouseId"], warehouse_choices(db.session(), actor.tenant.id))


def _from_address(actor: Actor) -> dict[str, Any]:
    return {name: request.args[name][:200] for name in ("sku", "warehouseId") if request.args.get(name)}


def _facts(actor: Actor, record_id: str) -> dict[str, Any]:
    row = find_record(db.session(), actor.tenant.id, record_id)
    return {
        "version": str(row.version),
        "location": row.place,
        "reorderLevel": _text(row.reorder_level),
        "reorderQty": _text(row.reorder_qty),
        "variantAttributes": "\n".join(f"{name}: {word}" for name, word in row.variant_attributes.items()),
    }


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _seen(actor: Actor, record_id: str) -> dict[str, Any]:
    """The version that is looked at, and what the address asks for."""
    row = find_record(db.session(), actor.tenant.id, record_id)
    asked = {name: request.args[name][:200] for name in ("action", "qty", "reference") if request.args.get(name)}
    return {"version": str(row.version), **asked}


def _with_bins(actor: Actor, record_id: str) -> dict[str, Any]:
    around = record_of(actor, record_id)
    return {**around, "bins": bin_choices(db.session(), actor.tenant.id, around["record"].warehouse_id)}


def _with_promises(actor: Actor, record_id: str) -> dict[str, Any]:
    return {**record_of(actor, record_id), "promises": promises_of(db.session(), actor.tenant.id, record_id)}


def _adjusted(done: Booked, record_id: str) -> Done:
    row = done.row
    return _told(done, f"{row.sku}: {row.available:,} available, {row.reserved:,} reserved.")


def _form(rule: str, calls: Any, template: str, done: Callable[..., Done], **more: Any) -> None:
    page = FormPage(calls=calls, template=f"records/{template}.html", done=done, takes=TAKES, **more)
    pages.form(f"/records/<record_id>/{rule}", page)


pages.form(
    "/records/new",
    FormPage(
        calls=create_record,
        template="records/new.html",
        done=lambda made: _told(made, f"{made.row.sku} has a stock record in {made.row.warehouse_name}."),
        prepare=_choose_warehouse,
        initial=_from_address,
    ),
)
_form(
    "edit",
    edit_record,
    "edit",
    lambda saved, record_id: _told(saved, f"The stock record of {saved.row.sku} is saved."),
    context=_with_bins,
    initial=_facts,
    editing=True,
)
_form("adjust", adjust_record, "adjust", _adjusted, context=record_of, initial=_seen)
_form("reserve", reserve_stock, "reserve", _adjusted, context=record_of, initial=_seen)
_form("release", release_stock, "release", _adjusted, context=_with_promises, initial=_seen)


pages.action(
    "/records/<record_id>/give-back",
    calls=release_stock,
    done=_adjusted,
    back=lambda record_id: url_for("records.record", record_id=record_id),
    takes=TAKES,
    endpoint="give_back",
)


@pages.page("/records/<record_id>/outcome", needs=Permission.ADJUST_STOCK)
def outcome(actor: Actor, record_id: str) -> Page:
    """What an adjustment that is being typed would come to: a part of its form."""
    session, tenant_id = db.session(), actor.tenant.id
    row = find_record(session, tenant_id, record_id)
    told = {"recordId": record_id, **{name: request.args.get(name, "") for name in ("action", "qty", "reference")}}
    after, refused = None, ""
    if told["qty"].strip():
        try:
            data = AdjustRecord.from_form(_given(told), exponent=actor.tenant.exponent)
            pools, promises = pools_of(session, tenant_id, record_id), promises_of(session, tenant_id, record_id)
            after = reckon(pools, promises, data.action, data.qty, data.reference)
        except Problem as problem:
            refused = problem.words
    return render_template("records/_outcome.html", record=row, after=after, refused=refused)


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value.strip()}
