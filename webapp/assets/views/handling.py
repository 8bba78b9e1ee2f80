"""The forms by which one unit is handled: status, inspection, move, another grade."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from webapp.assets.operations import change_status, inspect_unit, move_unit, regrade_unit
from webapp.assets.queries import UnitRow, place_of
from webapp.assets.rows import Handled
from webapp.assets.views.offers import status_choices
from webapp.assets.views.pages import live_unit, pages, unit_of
from webapp.catalog.queries.variants import variants_of
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Operation
from webapp.core.web.html import Done, FormPage
from webapp.ledger.quantities import broken_words
from webapp.locations.queries import place_names

CONDITIONS = ("excellent", "good", "fair", "poor", "damaged")


def about(title: str, save: str, explain: str = "") -> Callable[..., dict[str, Any]]:
    """What the page of one of these forms needs."""

    def context(actor: Actor, unit_id: str) -> dict[str, Any]:
        around = unit_of(actor, unit_id)
        return {
            **around,
            "place": place_of(around["unit"]),
            "places": place_names(db.session(), actor.tenant.id),
            "conditions": CONDITIONS,
            "what": title,
            "save": save,
            "explain": explain,
        }

    return context


def _choose_status(form: BoundForm, actor: Actor, unit_id: str) -> None:
    unit = live_unit(actor, unit_id)
    offer(form["to"], [("", "Pick one"), *status_choices(actor, unit)])
    if unit.warehouse_id:
        del form["location"]


def _choose_outcome(form: BoundForm, actor: Actor, unit_id: str) -> None:
    choices = status_choices(actor, live_unit(actor, unit_id))
    offer(form["to"], [pair for pair in choices if pair[0] not in ("returned", "sold")])


def _asked_for(actor: Actor, unit_id: str) -> dict[str, Any]:
    return {"to": request.args.get("to", "")[:50]}


def _siblings(actor: Actor, unit_id: str) -> list[Any]:
    unit = live_unit(actor, unit_id)
    found = variants_of(db.session(), actor.tenant.id, [unit.product_id])[unit.product_id]
    return [one for one in found if one.values["status"] == "active" and one.values["id"] != unit.variant_id]


def _choose_variant(form: BoundForm, actor: Actor, unit_id: str) -> None:
    pairs = [(one.values["variant_sku"], _variant_words(one.values)) for one in _siblings(actor, unit_id)]
    offer(form["sku"], [("", "Pick one"), *pairs])


def _variant_words(values: dict[str, Any]) -> str:
    return f"Grade {values['grade']} · {values['variant_name']} · {values['variant_sku']}"


def _with_siblings(actor: Actor, unit_id: str) -> dict[str, Any]:
    words = "It stays the same unit with its history; the prices of the other variant hold from then on."
    return {**about("Re-grade", "Re-grade", words)(actor, unit_id), "siblings": _siblings(actor, unit_id)}


def _after(say: Callable[[UnitRow], str]) -> Callable[..., Done]:
    def done(handled: Handled, unit_id: str) -> Done:
        return Done(url_for("assets.unit", unit_id=unit_id), f"{say(handled.unit)}{broken_words(handled.broken)}")

    return done


def _handle(rule: str, calls: Operation[Any, Handled], say: Callable[[UnitRow], str], **more: Any) -> None:
    pages.form(
        f"/units/<unit_id>/{rule}",
        FormPage(
            calls=calls, done=_after(say), takes={"unit_id": "unitId"}, **{"template": "assets/handle.html", **more}
        ),
    )


def _stands(unit: UnitRow) -> str:
    where = place_of(unit)
    return f"{unit.serial} is {unit.status.replace('_', ' ')}{f' in {where}' if where else ''}."


_handle(
    "status",
    change_status,
    _stands,
    context=about("Change status", "Save"),
    prepare=_choose_status,
    initial=_asked_for,
)
_handle("inspect", inspect_unit, _stands, context=about("Inspect", "Save the inspection"), prepare=_choose_outcome)
_handle(
    "move",
    move_unit,
    lambda unit: f"{unit.serial} is in {place_of(unit)} now.",
    context=about("Move", "Move", "Scan or type where it goes."),
)
_handle(
    "regrade",
    regrade_unit,
    lambda unit: f"{unit.serial} is {unit.sku} now.",
    context=_with_siblings,
    prepare=_choose_variant,
    template="assets/regrade.html",
)
