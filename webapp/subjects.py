"""Where the things that a trail names have their pages, by what their ids begin with."""

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.web.subjects import Subject

SUBJECTS = {
    "sub": Subject(
        lambda subscription_id: url_for("subscriptions.subscription", subscription_id=subscription_id),
        Permission.READ_SUBSCRIPTIONS,
    ),
    "pay": Subject(lambda payment_id: url_for("payments.payment", payment_id=payment_id), Permission.READ_PAYMENTS),
    "ord": Subject(lambda order_id: url_for("orders.order", order_id=order_id), Permission.READ_ORDERS),
    "cust": Subject(
        lambda customer_id: url_for("customers.customer", customer_id=customer_id), Permission.READ_CUSTOMERS
    ),
    "int": Subject(lambda intake_id: url_for("intakes.intake", intake_id=intake_id), Permission.READ_STOCK),
    "inv": Subject(lambda record_id: url_for("records.record", record_id=record_id), Permission.READ_INVENTORY),
    "lot": Subject(lambda lot_id: url_for("lots.lot", lot_id=lot_id), Permission.READ_LOTS),
    "unit": Subject(lambda unit_id: url_for("assets.unit", unit_id=unit_id), Permission.READ_STOCK),
    "prod": Subject(lambda product_id: url_for("catalog.product", product_id=product_id), Permission.READ_CATALOGUE),
    "var": Subject(lambda variant_id: url_for("stock.variant", variant_id=variant_id), Permission.READ_STOCK),
    "prc": Subject(
        lambda change_id: url_for("price_changes.change", price_change_id=change_id), Permission.READ_CATALOGUE
    ),
    "wh": Subject(lambda location_id: url_for("locations.bins", location_id=location_id), Permission.READ_PLACES),
    "usr": Subject(lambda user_id: url_for("people.person", user_id=user_id), Permission.MANAGE_PEOPLE),
    "key": Subject(lambda key_id: url_for("keys.key", key_id=key_id), Permission.MANAGE_KEYS),
    "job": Subject(lambda job_id: url_for("labels.job", job_id=job_id), Permission.READ_LABELS),
    "dsk": Subject(lambda desk_id: url_for("desks.desk", desk_id=desk_id), Permission.READ_SETTINGS),
}
