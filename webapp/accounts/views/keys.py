"""The pages of API keys."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.operations.keys import NewKey, create_key, revoke_key
from webapp.accounts.permissions import OFFERED, SCOPES, Permission
from webapp.accounts.queries import KEYS, find_key_row
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages

pages = Pages("keys")


def _to(key_id: str) -> str:
    return url_for("keys.key", key_id=key_id)


def _made(made: NewKey) -> Done:
    say = f"{made.key.name} is ready. Copy its key now: it is not shown again."
    return Done(_to(made.key.id), say, secret=made.secret)


def _offer_scopes(form: BoundForm, actor: Actor) -> None:
    offer(form["scopes"], [(scope, scope) for scope in SCOPES])


pages.listing("/keys", needs=Permission.MANAGE_KEYS, lists=KEYS, template="keys/index.html")
pages.form(
    "/keys/new",
    FormPage(
        calls=create_key,
        template="keys/new.html",
        done=_made,
        context=lambda actor: {"offered": OFFERED},
        prepare=_offer_scopes,
    ),
)


@pages.page("/keys/<key_id>", needs=Permission.MANAGE_KEYS)
def key(actor: Actor, key_id: str) -> Page:
    """One key: what it may do, and when it was used."""
    return render_template("keys/key.html", key=find_key_row(db.session(), actor.tenant.id, key_id))


def _revoked(row: Any, key_id: str) -> Done:
    return Done(_to(key_id), f"{row.name} opens nothing any more.")


pages.action("/keys/<key_id>/revoke", calls=revoke_key, done=_revoked, back=_to, takes={"key_id": "keyId"})
