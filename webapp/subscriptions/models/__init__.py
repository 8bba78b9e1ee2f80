"""The tables of subscriptions and their payments."""

from webapp.subscriptions.models import triggers
from webapp.subscriptions.models.payment import OPEN_PAYMENTS, PAYMENT_STATUSES, Payment
from webapp.subscriptions.models.subscription import ENDED, LIST_SOURCES, STATUSES, VOIDED, Subscription
from webapp.subscriptions.models.unscheduled import Unscheduled

__all__ = [
    "ENDED",
    "LIST_SOURCES",
    "OPEN_PAYMENTS",
    "PAYMENT_STATUSES",
    "STATUSES",
    "VOIDED",
    "Payment",
    "Subscription",
    "Unscheduled",
]

triggers.attach()
