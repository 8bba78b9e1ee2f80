"""The JSON door of subscriptions and payments."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL, PAYING
from webapp.subscriptions.errors import PaymentNotFound, SubscriptionNotFound
from webapp.subscriptions.fulfilling import fulfil_order
from webapp.subscriptions.operations import create_subscription, write_subscription_notes
from webapp.subscriptions.queries.payments import PAYMENTS, find_payment
from webapp.subscriptions.queries.subscriptions import SUBSCRIPTIONS, find_subscription
from webapp.subscriptions.wire.fulfilling import FulfilledJson, fulfilled_json
from webapp.subscriptions.wire.payments import OnePaymentJson, PaymentJson, one_payment_json, payment_json
from webapp.subscriptions.wire.subscriptions import (
    RentalJson,
    WrittenRentalJson,
    created_json,
    noted_json,
    rental_json,
)

api = Api("subscriptions", FLEXPORTAL)
payments = Api("payments", PAYING)

_ONE = "/subscriptions/<subscriptionId>"

api.write(
    "POST", "/subscriptions", calls=create_subscription, wire=created_json, shape=WrittenRentalJson, status=201
)  # fmt: skip
api.listing(
    "/subscriptions",
    needs=Permission.READ_SUBSCRIPTIONS,
    lists=lambda: SUBSCRIPTIONS,
    key="rentals",
    wire=rental_json,
    shape=RentalJson,
    summary="List subscriptions.",
)


@api.read(_ONE, needs=Permission.READ_SUBSCRIPTIONS, shape=RentalJson, raises=(SubscriptionNotFound,))
def get_subscription(actor: Actor, subscriptionId: str) -> RentalJson:  # noqa: N803  (path parts are JSON names)
    """One subscription."""
    return rental_json(find_subscription(db.session(), actor.tenant.id, subscriptionId), actor)


api.write("PATCH", f"{_ONE}/notes", calls=write_subscription_notes, wire=noted_json, shape=WrittenRentalJson)
api.write("POST", "/orders/<orderId>/fulfil", calls=fulfil_order, wire=fulfilled_json, shape=FulfilledJson)
payments.listing(
    "/payments",
    needs=Permission.READ_PAYMENTS,
    lists=lambda: PAYMENTS,
    key="payments",
    wire=payment_json,
    shape=PaymentJson,
    summary="List payments.",
)


@payments.read("/payments/<paymentId>", needs=Permission.READ_PAYMENTS, shape=OnePaymentJson, raises=(PaymentNotFound,))
def get_payment(actor: Actor, paymentId: str) -> OnePaymentJson:  # noqa: N803  (path parts are JSON names)
    """One payment."""
    return one_payment_json(find_payment(db.session(), actor.tenant.id, paymentId), actor)
