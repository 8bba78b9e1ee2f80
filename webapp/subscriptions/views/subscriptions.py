"""The pages of subscriptions: the list, one with its payments, and its notes."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.customers.hooks import Panel
from webapp.ledger.operations import may_take_back
from webapp.subscriptions.operations import write_subscription_notes
from webapp.subscriptions.queries.payments import payments_of
from webapp.subscriptions.queries.subscriptions import SUBSCRIPTIONS, find_subscription, rented_by
from webapp.subscriptions.recovery import recovery_of

pages = Pages("subscriptions")

SHOWN = 10
_ONE = "/subscriptions/<subscription_id>"


def _found(actor: Actor, subscription_id: str) -> dict[str, Any]:
    return {"subscription": find_subscription(db.session(), actor.tenant.id, subscription_id)}


def _noted(row: Any, subscription_id: str) -> Done:
    return Done(url_for("subscriptions.subscription", subscription_id=subscription_id), "The notes are saved.")


pages.listing(
    "/subscriptions",
    needs=Permission.READ_SUBSCRIPTIONS,
    lists=SUBSCRIPTIONS,
    template="subscriptions/index.html",
)


@pages.page(_ONE, needs=Permission.READ_SUBSCRIPTIONS)
def subscription(actor: Actor, subscription_id: str) -> Page:
    """One subscription: the unit, the customer, the terms, what is paid and what is due."""
    told = _found(actor, subscription_id)
    row = told["subscription"]
    offers = row.status == "active" and may_take_back(actor, row.created_by, row.created_at, clock.now())
    return render_template(
        "subscriptions/detail.html",
        payments=payments_of(db.session(), actor.tenant.id, subscription_id),
        recovery=recovery_of(row, clock.now().date()),
        undo_url=url_for("history.undo_batch", batch_id=row.batch_id) if offers else "",
        **told,
    )


pages.form(
    f"{_ONE}/notes",
    FormPage(
        calls=write_subscription_notes,
        template="subscriptions/notes.html",
        done=_noted,
        context=_found,
        initial=lambda actor, subscription_id: {"notes": _found(actor, subscription_id)["subscription"].notes},
        takes={"subscription_id": "subscriptionId"},
        editing=True,
    ),
)


def rentals_panel(actor: Actor, customer_id: str) -> Panel | None:
    """What a customer rents, the newest first, for their page."""
    if not actor.may(Permission.READ_SUBSCRIPTIONS):
        return None
    rows = rented_by(db.session(), actor.tenant.id, customer_id, SHOWN + 1)
    told = {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "customer_id": customer_id}
    return Panel("subscriptions/_customer.html", told) if rows else None
