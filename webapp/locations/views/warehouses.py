"""The pages of warehouses: the list, a new one, its words, closing and opening."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage
from webapp.locations.models import Warehouse
from webapp.locations.operations import close_warehouse, create_warehouse, edit_warehouse, open_warehouse
from webapp.locations.queries import WAREHOUSES, bins_of, find_warehouse
from webapp.locations.views.pages import pages, warehouse_of

_TAKES = {"location_id": "locationId"}


def _words(actor: Actor, location_id: str) -> dict[str, Any]:
    found = find_warehouse(db.session(), actor.tenant.id, location_id)
    return {
        "name": found.name,
        "code": found.code,
        "address": found.address,
        "type": found.type,
        "isDefault": found.is_default,
        "version": str(found.version),
    }


def _made(made: Warehouse) -> Done:
    return Done(url_for("locations.bins", location_id=made.id), f"{made.name} is there. Now add its bins.")


def _saved(edited: Warehouse, location_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), f"{edited.name} is saved.")


def _closed(closed: Warehouse, location_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), f"{closed.name} is closed. Nothing comes into it.")


def _opened(opened: Warehouse, location_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), f"{opened.name} is open again.")


def _back(location_id: str) -> str:
    return url_for("locations.edit_warehouse", location_id=location_id)


pages.listing("/warehouses", needs=Permission.READ_PLACES, lists=WAREHOUSES, template="locations/index.html")
pages.form("/warehouses/new", FormPage(calls=create_warehouse, template="locations/new.html", done=_made))
pages.listing(
    "/warehouses/<location_id>",
    needs=Permission.READ_PLACES,
    lists=lambda visit, location_id: bins_of(location_id),
    template="locations/bins.html",
    context=warehouse_of,
    endpoint="bins",
)
pages.form(
    "/warehouses/<location_id>/edit",
    FormPage(
        calls=edit_warehouse,
        template="locations/edit.html",
        done=_saved,
        context=warehouse_of,
        initial=_words,
        takes=_TAKES,
        editing=True,
    ),
)
pages.action("/warehouses/<location_id>/close", calls=close_warehouse, done=_closed, back=_back, takes=_TAKES)
pages.action("/warehouses/<location_id>/open", calls=open_warehouse, done=_opened, back=_back, takes=_TAKES)
