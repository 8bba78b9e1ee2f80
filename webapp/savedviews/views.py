"""The pages of saved views, and the chips that every list shows of them."""

from typing import Any

from flask import request, url_for
from werkzeug.routing import BuildError

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.saved import Shelf, View
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages
from webapp.core.web.targets import returning, safe_target
from webapp.savedviews.models import SavedView
from webapp.savedviews.operations import remove_view, rename_view, save_view
from webapp.savedviews.queries import find_view, views_of

pages = Pages("savedviews")


def shelf(actor: Actor, list_name: str) -> Shelf:
    """What was saved of a list, for its page."""
    views = [
        View(row.name, row.query, row.owner_id is None, _edit(row) if _may_edit(actor, row) else "")
        for row in views_of(db.session(), actor, list_name)
    ]
    return Shelf(views, url_for("savedviews.save_view"), actor.may(Permission.SHARE_VIEWS))


def _may_edit(actor: Actor, row: Any) -> bool:
    return row.owner_id is not None or actor.may(Permission.SHARE_VIEWS)


def _edit(row: Any) -> str:
    return url_for("savedviews.rename_view", view_id=row.id)


def _list(view: Any, *, plain: bool = False) -> str:
    """The list itself; one that lies within another thing is opened from there."""
    try:
        address = url_for(view.list_name)
    except BuildError:
        return url_for("dashboard.index")
    return address if plain else f"{address}?{view.query}"


def _back() -> str:
    return safe_target(request.values.get("next")) or ""


def _saved(view: SavedView) -> Done:
    return Done(returning(_list(view)), f"{view.name} is saved. It stands above the list{_for_whom(view)}.")


def _for_whom(view: SavedView) -> str:
    return " for everybody here" if view.owner_id is None else ""


def _renamed(view: SavedView, view_id: str) -> Done:
    return Done(returning(_list(view)), f"The view is called {view.name} now.")


def _removed(view: SavedView, view_id: str) -> Done:
    return Done(returning(_list(view, plain=True)), f"The view {view.name} is removed.")


def _standing(actor: Actor, view_id: str) -> dict[str, Any]:
    view = find_view(db.session(), actor, view_id)
    return {"version": str(view.version), "name": view.name}


def _view(actor: Actor, view_id: str) -> dict[str, Any]:
    view = find_view(db.session(), actor, view_id)
    return {"view": view, "back": _back(), "list_href": _back() or _list(view)}


pages.form(
    "/views/new",
    FormPage(
        calls=save_view,
        template="savedviews/new.html",
        done=_saved,
        context=lambda actor: {"back": _back()},
        initial=lambda actor: {"list": request.args.get("list", ""), "query": request.args.get("query", "")},
    ),
)
pages.form(
    "/views/<view_id>",
    FormPage(
        calls=rename_view,
        template="savedviews/rename.html",
        done=_renamed,
        context=_view,
        initial=_standing,
        takes={"view_id": "viewId"},
        editing=True,
    ),
)
pages.action(
    "/views/<view_id>/remove",
    calls=remove_view,
    done=_removed,
    back=lambda view_id: returning(url_for("dashboard.index")),
    takes={"view_id": "viewId"},
)
