"""What tables cannot say of orders: they begin pending, keep to the published steps, and what is assigned stays."""

from webapp.core.data.ddl import after_tables
from webapp.ledger.triggers.language import ENGINES, Require, Trigger, never
from webapp.orders.models.line import FORGOTTEN
from webapp.orders.models.order import STEPS

_PAIRS = ", ".join(f"('{start}', '{end}')" for start, end in STEPS)
_STATUS = "(SELECT status FROM sales_order WHERE tenant_id = {row}.tenant_id AND id = {row}.order_id)"
_ASKED = (
    "position, variant_id, product_id, sku, quantity, contract_length, unit_price, setup_fee, list_price, "
    "list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, acquisition_cost_override"
)
"""The columns of a line that say what is asked for, and at which price."""


def _while(row: str, *statuses: str, or_: str = "") -> Require:
    told = ", ".join(f"'{status}'" for status in statuses)
    also = f" OR ({or_})" if or_ else ""
    return Require("order_not_editable", f"{_STATUS.format(row=row)} IN ({told}){also}")


def _stand_in(row: str) -> str:
    """A line that replaces another comes and goes as long as something is to be delivered."""
    return f"{row}.replaces IS NOT NULL AND {_STATUS.format(row=row)} = 'partial'"


def _unrented(row: str) -> Require:
    return Require("order_line_rented", f"{row}.rented = 0")


def _lines() -> list[Trigger]:
    """A line is asked for, changed and taken away until something of it is assigned."""
    early = ("pending", "confirmed")
    return [
        Trigger(
            "order_line_born",
            "order_line",
            "BEFORE INSERT",
            (_while("NEW", *early, or_=_stand_in("NEW")), _unrented("NEW")),
        ),
        Trigger(
            "order_line_asked", "order_line", f"BEFORE UPDATE OF {_ASKED}", (_unrented("OLD"), _while("NEW", *early))
        ),
        Trigger(
            "order_line_filled",
            "order_line",
            "BEFORE UPDATE OF rented, closed, tax_amount",
            (_while("NEW", *early, "partial", "fulfilled"),),
        ),
        Trigger(
            "order_line_explained",
            "order_line",
            "BEFORE UPDATE OF close_reason",
            (_while("NEW", *early, "partial", "fulfilled", or_=f"NEW.close_reason = '{FORGOTTEN}'"),),
        ),
        Trigger(
            "order_line_gone",
            "order_line",
            "BEFORE DELETE",
            (_unrented("OLD"), _while("OLD", *early, or_=_stand_in("OLD"))),
        ),
    ]


def _orders() -> list[Trigger]:
    """Those of an order."""
    return [
        Trigger(
            "sales_order_born",
            "sales_order",
            "BEFORE INSERT",
            (Require("order_born_pending", "NEW.status = 'pending'"),),
        ),
        Trigger(
            "sales_order_step",
            "sales_order",
            "BEFORE UPDATE OF status",
            (
                Require(
                    "order_step_not_allowed",
                    f"NEW.status = OLD.status OR (OLD.status, NEW.status) IN (VALUES {_PAIRS})",
                ),
            ),
        ),
        *never("order_kept", "sales_order", ("DELETE",)),
    ]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        for table, told in (("sales_order", _orders()), ("order_line", _lines())):
            after_tables(engine, [one for trigger in told for one in trigger.statements(engine)], of=table)
