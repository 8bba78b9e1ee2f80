"""The pages of desks: naming this browser, and the desks there are."""

from typing import Any

from flask import g, render_template, url_for

from webapp.accounts.access import name_browser
from webapp.accounts.models import Desk
from webapp.accounts.operations.desks import choose_desk, leave_desk, name_desk, rename_desk, retire_desk
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import DESKS, find_desk
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages

pages = Pages("desks")


def _desk(actor: Actor, desk_id: str) -> dict[str, Any]:
    return {"desk": find_desk(db.session(), actor.tenant.id, desk_id)}


def _here(actor: Actor) -> dict[str, Any]:
    return {"desk_id": actor.desk_id, "desk_name": actor.desk_name}


def _sat_down(desk: Desk, **parts: str) -> Done:
    name_browser(g.actor.tenant.slug, desk.id)
    return Done(url_for("desks.index"), f"This browser is {desk.name} now. What you do here says so.")


def _left(result: None) -> Done:
    name_browser(g.actor.tenant.slug, None)
    return Done(url_for("desks.index"), "This browser is no desk any more.")


def _renamed(desk: Desk, desk_id: str) -> Done:
    return Done(url_for("desks.desk", desk_id=desk_id), f"This desk is called {desk.name} now.")


def _retired(desk: Desk, desk_id: str) -> Done:
    return Done(url_for("desks.index"), f"{desk.name} is out of use. What was done there still says so.")


def _back(**parts: str) -> str:
    return url_for("desks.index")


pages.listing(
    "/desks",
    needs=Permission.READ_SETTINGS,
    lists=DESKS,
    template="desks/index.html",
    context=_here,
)
pages.form("/desks/new", FormPage(calls=name_desk, template="desks/new.html", done=_sat_down))
pages.action("/desks/leave", calls=leave_desk, done=_left, back=_back)


@pages.page("/desks/<desk_id>", needs=Permission.READ_SETTINGS)
def desk(actor: Actor, desk_id: str) -> Page:
    """One desk."""
    return render_template("desks/desk.html", **_desk(actor, desk_id), **_here(actor))


pages.form(
    "/desks/<desk_id>/name",
    FormPage(
        calls=rename_desk,
        template="desks/rename.html",
        done=_renamed,
        context=_desk,
        initial=lambda actor, desk_id: {"name": _desk(actor, desk_id)["desk"].name},
        takes={"desk_id": "deskId"},
    ),
)
pages.action("/desks/<desk_id>/choose", calls=choose_desk, done=_sat_down, back=_back, takes={"desk_id": "deskId"})
pages.action("/desks/<desk_id>/retire", calls=retire_desk, done=_retired, back=_back, takes={"desk_id": "deskId"})
