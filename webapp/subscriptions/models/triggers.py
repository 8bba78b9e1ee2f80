"""What tables cannot say of subscriptions: what one takes as it begins, and gives back when it is taken back.

The unit has left by its movement before the row is written, and comes back by it after the row is voided.
"""

from webapp.core.data.ddl import after_tables
from webapp.ledger.triggers.language import ENGINES, KEY, OnlyOn, Require, Run, Step, Trigger, along, never
from webapp.subscriptions.models import dues
from webapp.subscriptions.models.subscription import ENDED, VOIDED, Subscription

_LINE = f"{KEY} AND order_id = NEW.order_id AND position = NEW.position"
_UNIT = f"{KEY} AND id = NEW.unit_id"
_STEPS = ", ".join(f"('active', '{end}')" for end in (*ENDED, VOIDED)) + f", ('{VOIDED}', 'active')"
_BEGINS = "NEW.status = 'active'"
_VOIDED = f"NEW.status = '{VOIDED}'"
_STEPPED = "NEW.status <> OLD.status"
_FREE = ("status", "customer_id", "notes", "batch_id", "version", "updated_at")
"""What may change of a subscription; all else is a copy of the moment in which it began."""
_FIXED = [column.name for column in Subscription.__table__.c if column.name not in _FREE]
_COUNTED = (
    "(SELECT count(*) FROM subscription AS s WHERE s.tenant_id = NEW.tenant_id"
    f" AND s.order_id = NEW.order_id AND s.position = NEW.position AND s.status <> '{VOIDED}')"
)
_ORDERED = (
    "FROM order_line AS l JOIN sales_order AS o ON o.tenant_id = l.tenant_id AND o.id = l.order_id"
    " WHERE l.tenant_id = NEW.tenant_id AND l.order_id = NEW.order_id AND l.position = NEW.position"
)
_SAME = " AND ".join(
    f"{theirs} = NEW.{mine}"
    for theirs, mine in (
        ("l.unit_price", "monthly_amount"),
        ("l.setup_fee", "setup_fee"),
        ("o.currency", "currency"),
        ("o.vat_basis_points", "vat_basis_points"),
        ("o.prices_include_vat", "prices_include_vat"),
    )
)


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
        Require("subscription_not_as_ordered", f"EXISTS (SELECT 1 {_ORDERED} AND {_SAME})", when),
        Require("unit_not_rented_out", f"EXISTS (SELECT 1 FROM unit WHERE {_UNIT} AND status = 'rented_out')", when),
    ]


def _recounted(name: str, when: str) -> list[Step]:
    """A line has as many assigned as there are subscriptions of it, and room for them, or nothing is written.

    Counted, not added up: PostgreSQL fires these once a statement is done, so each of its rows sees all of them.
    """
    lock = f"PERFORM 1 FROM order_line WHERE {_LINE} FOR NO KEY UPDATE;"  # so that the count is not an older one
    return [
        OnlyOn("postgresql", f"IF {when} THEN {lock} END IF;" if when else lock),
        Run(
            f"UPDATE order_line SET rented = {_COUNTED}"
            f" WHERE {_LINE} AND rented <> {_COUNTED} AND {_COUNTED} + closed <= quantity",
            when,
        ),
        Require(name, f"EXISTS (SELECT 1 FROM order_line WHERE {_LINE} AND rented = {_COUNTED})", when),
    ]


def triggers() -> list[Trigger]:
    """All of them."""
    fixed = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _FIXED)
    return [
        Trigger(
            "subscription_born",
            "subscription",
            "BEFORE INSERT",
            (Require("subscription_born_active", _BEGINS), *_allowed(""), _copied()),
        ),
        Trigger("subscription_taken", "subscription", "AFTER INSERT", _recounted("line_fulfilled", "")),
        Trigger("subscription_step", "subscription", "BEFORE UPDATE OF status", _stepped()),
        Trigger("subscription_ended", "subscription", "AFTER UPDATE OF status", _given_back()),
        Trigger(
            "subscription_fixed",
            "subscription",
            "BEFORE UPDATE OF " + ", ".join(_FIXED),
            (Require("subscription_fixed", fixed),),
        ),
        Trigger("subscription_moved", "subscription", "BEFORE UPDATE OF customer_id", (_follows(),)),
        Trigger("order_line_counted", "order_line", "BEFORE UPDATE OF rented", (_counts(),)),
        Trigger("unit_on_subscription", "unit", "BEFORE UPDATE OF status", (_kept(),)),
        Trigger("order_line_on_subscription", "order_line", "BEFORE DELETE", (_remembered(),)),
        *never("subscription_kept", "subscription", ("DELETE",)),
        *dues.triggers(),
    ]


def _stepped() -> list[Step]:
    paid = f"SELECT 1 FROM payment WHERE {KEY} AND subscription_id = NEW.id AND status IN ('paid', 'processing')"
    return [
        along("subscription_step_not_allowed", _STEPS),
        Require("subscription_paid", f"NOT EXISTS ({paid})", f"{_STEPPED} AND {_VOIDED}"),
        *_allowed(f"{_STEPPED} AND {_BEGINS}"),
    ]


def _copied() -> Require:
    """What it is called is copied from the line; and it begins as long as it was agreed for."""
    copied = f"EXISTS (SELECT 1 {_ORDERED} AND l.sku = NEW.sku AND l.product_name = NEW.product_name)"
    return Require("subscription_not_as_ordered", f"NEW.contract_length = NEW.original_contract_length AND {copied}")


def _follows() -> Require:
    """It goes to another customer with its order alone."""
    theirs = f"SELECT 1 FROM sales_order WHERE {KEY} AND id = NEW.order_id AND customer_id = NEW.customer_id"
    return Require("subscription_of_another", f"NEW.status = '{VOIDED}' OR EXISTS ({theirs})")


def _counts() -> Require:
    """A line has as many assigned as there are subscriptions of it, whoever writes."""
    return Require("order_line_count", f"NEW.rented = {_COUNTED}")


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
    return [
        *_recounted("line_not_given_back", f"{_STEPPED} AND {_VOIDED}"),
        *_recounted("line_fulfilled", f"{_STEPPED} AND {_BEGINS}"),
    ]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        after_tables(engine, [one for trigger in triggers() for one in trigger.statements(engine)], of="subscription")
