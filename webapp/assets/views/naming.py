"""The forms by which a unit gets another serial number or further codes."""

from typing import Any

from flask import url_for

from webapp.assets.operations import add_identifier, correct_serial, remove_identifier
from webapp.assets.queries import UnitRow
from webapp.assets.views.handling import about
from webapp.assets.views.pages import live_unit, pages
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage

_OLD = "The old number still finds it. Print a new label afterwards, so that the right one is on it."
_FINDS = "It finds the unit as its serial number does, and belongs to no other unit."


def _corrected(unit: UnitRow, unit_id: str) -> Done:
    return Done(_page(unit_id), f"Its serial number is {unit.serial} now.")


def _added(row: Any, unit_id: str) -> Done:
    return Done(_page(unit_id), f"{row.code} finds {row.serial} now.")


def _removed(row: Any, unit_id: str, identifier_id: str) -> Done:
    return Done(_page(unit_id), f"{row.code} is not on {row.serial} any more.", kind="undone")


def _page(unit_id: str, identifier_id: str = "") -> str:
    return url_for("assets.unit", unit_id=unit_id)


def _serial(actor: Actor, unit_id: str) -> dict[str, Any]:
    return {"serialNumber": live_unit(actor, unit_id).serial}


pages.form(
    "/units/<unit_id>/serial",
    FormPage(
        calls=correct_serial,
        template="assets/handle.html",
        done=_corrected,
        context=about("Correct the serial number of", "Correct it", _OLD),
        initial=_serial,
        takes={"unit_id": "unitId"},
    ),
)
pages.form(
    "/units/<unit_id>/identifiers/new",
    FormPage(
        calls=add_identifier,
        template="assets/handle.html",
        done=_added,
        context=about("Add a code to", "Add the code", _FINDS),
        takes={"unit_id": "unitId"},
    ),
)
pages.action(
    "/units/<unit_id>/identifiers/<identifier_id>/remove",
    calls=remove_identifier,
    done=_removed,
    back=_page,
    takes={"unit_id": "unitId", "identifier_id": "identifierId"},
)
