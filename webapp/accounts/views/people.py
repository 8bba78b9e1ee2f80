"""The pages of the people who work for a tenant."""

from typing import Any

from flask import g, render_template, url_for

from webapp.accounts.operations.people import (
    PersonLink,
    change_role,
    invite_person,
    let_in,
    make_link,
    take_out,
)
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import PEOPLE, Person, find_person
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages

pages = Pages("people")

LINK_WORDS = {
    "invitation": "Give {name} this link. It works once, within 7 days, and is not shown again.",
    "reset": "Give {name} this link to set a new password. It works once, within 24 hours, and is not shown again.",
}


def _person(actor: Actor, user_id: str) -> dict[str, Any]:
    return {"person": find_person(db.session(), actor.tenant.id, user_id)}


def _to(user_id: str) -> str:
    return url_for("people.person", user_id=user_id)


def _link_made(made: PersonLink, **parts: str) -> Done:
    words = LINK_WORDS[made.kind].format(name=made.person.name)
    link = url_for("links.follow", secret=made.secret, _external=True)
    return Done(_to(made.person.id), words, secret=link)


def _role_changed(person: Person, user_id: str) -> Done:
    if person.id == g.actor.id and person.role != "admin":
        return Done(url_for("dashboard.index"), f"You are {person.role} from now on.")
    return Done(_to(user_id), f"{person.name} is {person.role} from now on.")


def _taken_out(person: Person, user_id: str) -> Done:
    return Done(url_for("people.index"), f"{person.name} does not get in here any more.")


def _back_in(person: Person, user_id: str) -> Done:
    return Done(_to(user_id), f"{person.name} is back, as {person.role}.")


pages.listing("/people", needs=Permission.MANAGE_PEOPLE, lists=PEOPLE, template="people/index.html")
pages.form(
    "/people/new",
    FormPage(
        calls=invite_person,
        template="people/invite.html",
        done=_link_made,
        initial=lambda actor: {"role": "operator"},
    ),
)


@pages.page("/people/<user_id>", needs=Permission.MANAGE_PEOPLE)
def person(actor: Actor, user_id: str) -> Page:
    """One person: what they may do, and what can be done."""
    return render_template("people/person.html", **_person(actor, user_id))


pages.form(
    "/people/<user_id>/role",
    FormPage(
        calls=change_role,
        template="people/role.html",
        done=_role_changed,
        context=_person,
        initial=lambda actor, user_id: {"role": _person(actor, user_id)["person"].role},
        takes={"user_id": "userId"},
    ),
)
for _rule, _calls, _done in (
    ("take-out", take_out, _taken_out),
    ("let-in", let_in, _back_in),
    ("link", make_link, _link_made),
):
    pages.action(f"/people/<user_id>/{_rule}", calls=_calls, done=_done, back=_to, takes={"user_id": "userId"})
