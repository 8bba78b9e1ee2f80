"""The page of verifications: the last one in words, those before it, and a button for the next."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, Pages
from webapp.core.web.subjects import address_of
from webapp.ledger.verifications.models import Verification
from webapp.ledger.verifications.operations import verify_stock
from webapp.ledger.verifications.queries import VERIFICATIONS, newest

pages = Pages("verifications")


def _around(actor: Actor) -> dict[str, Any]:
    last = newest(db.session(), actor.tenant.id)
    return {"last": last, "leads": lambda thing_id: address_of(thing_id, actor)}


def _verified(run: Verification) -> Done:
    agree = f"{run.movements:,} movements replayed. Every balance is what they add up to."
    say = f"{run.drifts:,} do not agree with the movements. They are below." if run.drifts else agree
    return Done(_back(), say, kind="refused" if run.drifts else "accepted")


def _back() -> str:
    return url_for("verifications.index")


pages.listing(
    "/verify",
    needs=Permission.EDIT_SETTINGS,
    lists=VERIFICATIONS,
    template="verifications/index.html",
    context=_around,
)
pages.action("/verify", calls=verify_stock, done=_verified, back=_back)
