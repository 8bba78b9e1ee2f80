"""What tables cannot say of subscriptions: what one takes as it begins, and gives back when it is taken back.

The unit has left by its movement before the row is written, and comes back by it after the row is voided.
"""

from webapp.core.data.ddl import after_tables
from webapp.ledger.triggers.language import ENGINES, KEY, Change, Require, Step, Trigger, never
from webapp.subscriptions.models.payment import STEPS as PAYMENT_STEPS
from webapp.subscriptions.models.subscription import ENDED, VOIDED

_LINE = f"{KEY} AND order_id = NEW.order_id AND position = NEW.position"
_UNIT = f"{KEY} AND id = NEW.unit_id"
_STEPS = ", ".join(f"('active', '{end}')" for end in (*ENDED, VOIDED)) + f", ('{VOIDED}', 'active')"
_PAID = ", ".join(f"('{start}', '{end}')" for start, end in PAYMENT_STEPS)
_BEGINS = "NEW.status = 'active'"
_VOIDED = f"NEW.status = '{VOIDED}'"
_STEPPED = "NEW.status <> OLD.status"
_FIXED = ("id", "order_id", "position", "unit_id", "variant_id", "product_id", "currency")


def _allowed(when: str) -> list[Step]:
    """The order is confirmed and its customer's, the line is of the unit's SKU, and the unit has left."""
    return [
        Require(
            "order_not_confirmed",
            f"EXISTS (SELECT 1 FROM sales_order WHERE {KEY} AND id = NEW.order_id"
            " AND status IN ('confirmed', 'partial') AND customer_id = NEW.customer_id)",
            when,
        ),
        Require(
            "line_of_another_sku",
            f"EXISTS (SELECT 1 FROM order_line WHERE {_LINE} AND variant_id = NEW.variant_id)"
            f" AND EXISTS (SELECT 1 FROM unit WHERE {_UNIT} AND variant_id = NEW.variant_id)",
            when,
        ),
        Require("unit_not_rented_out", f"EXISTS (SELECT 1 FROM unit WHERE {_UNIT} AND status = 'rented_out')", when),
    ]


def _taken(when: str) -> list[Step]:
    """One of the line is its own, or it is not written."""
    return [
        Change(
            "line_fulfilled",
            "order_line",
            "rented = rented + 1",
            f"{_LINE} AND rented + closed < quantity",
            f"{_LINE} AND rented = (SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id"
            f" AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> '{VOIDED}')",
            when=when,
        ),
    ]


def triggers() -> list[Trigger]:
    """All of them."""
    fixed = " AND ".join(f"NEW.{name} = OLD.{name}" for name in _FIXED)
    return [
        Trigger(
            "subscription_born",
            "subscription",
            "BEFORE INSERT",
            (Require("subscription_born_active", _BEGINS), *_allowed("")),
        ),
        Trigger("subscription_taken", "subscription", "AFTER INSERT", _taken("")),
        Trigger("subscription_step", "subscription", "BEFORE UPDATE OF status", _stepped()),
        Trigger("subscription_ended", "subscription", "AFTER UPDATE OF status", _given_back()),
        Trigger(
            "subscription_fixed",
            "subscription",
            "BEFORE UPDATE OF " + ", ".join(_FIXED),
            (Require("subscription_fixed", fixed),),
        ),
        Trigger("unit_on_subscription", "unit", "BEFORE UPDATE OF status", (_kept(),)),
        Trigger("order_line_on_subscription", "order_line", "BEFORE DELETE", (_remembered(),)),
        Trigger("payment_step", "payment", "BEFORE UPDATE OF status", (_along("payment_step_not_allowed", _PAID),)),
        *never("subscription_kept", "subscription", ("DELETE",)),
        *never("payment_kept", "payment", ("DELETE",)),
    ]


def _along(name: str, pairs: str) -> Require:
    """The status stays, or goes along one of these steps."""
    return Require(name, f"NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES {pairs})")


def _stepped() -> list[Step]:
    paid = f"SELECT 1 FROM payment WHERE {KEY} AND subscription_id = NEW.id AND status IN ('paid', 'processing')"
    return [
        _along("subscription_step_not_allowed", _STEPS),
        Require("subscription_paid", f"NOT EXISTS ({paid})", f"{_STEPPED} AND {_VOIDED}"),
        *_allowed(f"{_STEPPED} AND {_BEGINS}"),
    ]


def _kept() -> Require:
    """A unit stays rented out while it is on a subscription."""
    active = f"SELECT 1 FROM subscription WHERE {KEY} AND unit_id = NEW.id AND status = 'active'"
    return Require("unit_on_subscription", f"NEW.status = 'rented_out' OR NOT EXISTS ({active})")


def _remembered() -> Require:
    """A line for which something went out stays, though it came back: its undo may be taken back as well."""
    mine = "tenant_id = OLD.tenant_id AND order_id = OLD.order_id AND position = OLD.position"
    return Require("order_line_kept", f"NOT EXISTS (SELECT 1 FROM subscription WHERE {mine})")


def _given_back() -> list[Step]:
    """What is voided gives its line room again; what is taken up again takes it."""
    counted = (
        "(SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id"
        f" AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> '{VOIDED}')"
    )
    return [
        Change(
            "line_not_given_back",
            "order_line",
            "rented = rented - 1",
            f"{_LINE} AND rented > 0",
            f"{_LINE} AND rented = {counted}",
            when=f"{_STEPPED} AND {_VOIDED}",
        ),
        *_taken(f"{_STEPPED} AND {_BEGINS}"),
    ]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        after_tables(engine, [one for trigger in triggers() for one in trigger.statements(engine)], of="subscription")
