"""The pages of places."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages
from webapp.locations.models import Bin, Warehouse
from webapp.locations.operations import create_bin, create_warehouse, rename_bin
from webapp.locations.queries import WAREHOUSES, bin_choices, bins_of, find_bin, find_warehouse

pages = Pages("locations")


def _warehouse(actor: Actor, location_id: str) -> dict[str, Any]:
    return {"warehouse": find_warehouse(db.session(), actor.tenant.id, location_id)}


def _bin(actor: Actor, location_id: str, layout_id: str) -> dict[str, Any]:
    found = find_bin(db.session(), actor.tenant.id, location_id, layout_id)
    return {**_warehouse(actor, location_id), "bin": found}


def _words_of_bin(actor: Actor, location_id: str, layout_id: str) -> dict[str, Any]:
    found = find_bin(db.session(), actor.tenant.id, location_id, layout_id)
    return {"name": found.name, "code": found.code, "version": str(found.version)}


def _offer_bins(form: Any, actor: Actor, location_id: str) -> None:
    inside = bin_choices(db.session(), actor.tenant.id, location_id)
    offer(form.parent_id, [("", "Nothing: it stands by itself"), *inside])


def _warehouse_made(made: Warehouse) -> Done:
    return Done(url_for("locations.bins", location_id=made.id), f"{made.name} is there. Now add its bins.")


def _bin_made(made: Bin, location_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), f"Bin {made.code} is there.")


def _bin_renamed(renamed: Bin, location_id: str, layout_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), f"Bin {renamed.code} is saved.")


pages.listing("/warehouses", needs=Permission.READ_PLACES, lists=lambda: WAREHOUSES, template="locations/index.html")
pages.form("/warehouses/new", FormPage(calls=create_warehouse, template="locations/new.html", done=_warehouse_made))
pages.listing(
    "/warehouses/<location_id>",
    needs=Permission.READ_PLACES,
    lists=bins_of,
    template="locations/bins.html",
    context=_warehouse,
    endpoint="bins",
)
pages.form(
    "/warehouses/<location_id>/bins/new",
    FormPage(
        calls=create_bin, template="locations/new_bin.html", done=_bin_made, context=_warehouse, prepare=_offer_bins
    ),
)
pages.form(
    "/warehouses/<location_id>/bins/<layout_id>/edit",
    FormPage(
        calls=rename_bin,
        template="locations/rename_bin.html",
        done=_bin_renamed,
        context=_bin,
        initial=_words_of_bin,
        editing=True,
    ),
)
