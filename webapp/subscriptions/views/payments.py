"""The pages of payments: the list, and one of them."""

from flask import render_template

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, Pages
from webapp.subscriptions.queries.payments import PAYMENTS, find_payment

payment_pages = Pages("payments")

payment_pages.listing(
    "/payments", needs=Permission.READ_PAYMENTS, lists=PAYMENTS, template="payments/index.html"
)  # fmt: skip


@payment_pages.page("/payments/<payment_id>", needs=Permission.READ_PAYMENTS)
def payment(actor: Actor, payment_id: str) -> Page:
    """One payment: for which month of which subscription, how much, and when it is due."""
    return render_template("payments/detail.html", payment=find_payment(db.session(), actor.tenant.id, payment_id))
