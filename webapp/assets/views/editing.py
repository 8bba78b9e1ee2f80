"""The page on which the facts of a unit are edited: cost, date, condition, notes."""

from typing import Any

from flask import url_for

from webapp.assets.operations import change_asset
from webapp.assets.operations.changing import version_of
from webapp.assets.rows import Handled
from webapp.assets.views.pages import live_unit, pages, unit_of
from webapp.core.data.money import to_major
from webapp.core.inputs.forms import BoundForm
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage


def _initial(actor: Actor, unit_id: str) -> dict[str, Any]:
    unit = live_unit(actor, unit_id)
    cost = unit.acquisition_cost
    return {
        "condition": unit.condition or "",
        "notes": unit.notes or "",
        "acquisitionCost": "" if cost is None else str(to_major(cost, actor.tenant.exponent)),
        "acquisitionDate": unit.acquisition_date.isoformat() if unit.acquisition_date else "",
        "version": version_of(unit),
    }


def _prepare(form: BoundForm, actor: Actor, **parts: str) -> None:
    """Status and place have pages of their own."""
    for name in ("status", "statusReason", "location"):
        del form[name]


def _done(handled: Handled, unit_id: str) -> Done:
    return Done(url_for("assets.unit", unit_id=unit_id), f"Saved {handled.unit.serial}.")


pages.form(
    "/units/<unit_id>/edit",
    FormPage(
        calls=change_asset,
        template="assets/edit.html",
        done=_done,
        context=unit_of,
        initial=_initial,
        prepare=_prepare,
        takes={"unit_id": "unitId"},
        editing=True,
    ),
)
