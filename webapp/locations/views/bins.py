"""The pages of one bin: a new one, what it holds, its words and place, closing and opening."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page
from webapp.locations.hooks import bin_shown
from webapp.locations.models import Bin
from webapp.locations.operations import close_bin, create_bin, move_bin, open_bin, rename_bin
from webapp.locations.queries import bin_choices, family_of, find_bin, other_places
from webapp.locations.views.pages import bin_of, pages, told_of, warehouse_of

_NOTHING = ("", "Nothing: it stands by itself")


def _words(actor: Actor, location_id: str, layout_id: str) -> dict[str, Any]:
    found = find_bin(db.session(), actor.tenant.id, location_id, layout_id)
    return {"name": found.name, "code": found.code, "version": str(found.version)}


def _offer_bins(form: Any, actor: Actor, location_id: str) -> None:
    offer(form.parent_id, [_NOTHING, *bin_choices(db.session(), actor.tenant.id, location_id)])


def _place(actor: Actor, location_id: str, layout_id: str) -> dict[str, Any]:
    return {"parent_id": find_bin(db.session(), actor.tenant.id, location_id, layout_id).parent_id or ""}


def _offer_others(form: Any, actor: Actor, location_id: str, layout_id: str) -> None:
    found = find_bin(db.session(), actor.tenant.id, location_id, layout_id)
    offer(form.parent_id, [_NOTHING, *other_places(db.session(), actor.tenant.id, found)])


def _made(made: Bin, location_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), f"Bin {made.code} is there.")


def _page_of(one: Bin) -> str:
    return url_for("locations.bin", location_id=one.warehouse_id, layout_id=one.id)


def _saved(saved: Bin, location_id: str, layout_id: str) -> Done:
    return Done(_page_of(saved), f"Bin {saved.code} is saved.")


def _moved(moved: Bin, location_id: str, layout_id: str) -> Done:
    return Done(_page_of(moved), f"Bin {moved.code} is moved, and what lies in it with it.")


def _closed(closed: Bin, location_id: str, layout_id: str) -> Done:
    return Done(_page_of(closed), f"Bin {closed.code} is closed. Nothing comes into it.")


def _opened(opened: Bin, location_id: str, layout_id: str) -> Done:
    return Done(_page_of(opened), f"Bin {opened.code} is open again.")


def _back(location_id: str, layout_id: str) -> str:
    return url_for("locations.bin", location_id=location_id, layout_id=layout_id)


@pages.page("/warehouses/<location_id>/bins/<layout_id>", needs=Permission.READ_PLACES)
def bin(actor: Actor, location_id: str, layout_id: str) -> Page:  # noqa: A001  (the endpoint's name)
    """Everything known of one bin: what lies in it, what stands in it, what was done to it."""
    known = bin_of(actor, location_id, layout_id)
    around, inside = family_of(db.session(), actor.tenant.id, known["bin"])
    panels = [panel for panel in bin_shown(actor, layout_id) if panel is not None]
    history = told_of(actor, known["bin"])
    return render_template("locations/bin.html", **known, around=around, inside=inside, panels=panels, history=history)


pages.form(
    "/warehouses/<location_id>/bins/new",
    FormPage(
        calls=create_bin,
        template="locations/new_bin.html",
        done=_made,
        context=warehouse_of,
        prepare=_offer_bins,
    ),
)
pages.form(
    "/warehouses/<location_id>/bins/<layout_id>/edit",
    FormPage(
        calls=rename_bin,
        template="locations/rename_bin.html",
        done=_saved,
        context=bin_of,
        initial=_words,
        editing=True,
    ),
)
pages.form(
    "/warehouses/<location_id>/bins/<layout_id>/move",
    FormPage(
        calls=move_bin,
        template="locations/move_bin.html",
        done=_moved,
        context=bin_of,
        initial=_place,
        prepare=_offer_others,
    ),
)
pages.action("/warehouses/<location_id>/bins/<layout_id>/close", calls=close_bin, done=_closed, back=_back)
pages.action("/warehouses/<location_id>/bins/<layout_id>/open", calls=open_bin, done=_opened, back=_back)
