"""What tables cannot say of orders: they begin pending, and go on along the published steps alone."""

from webapp.core.data.ddl import after_tables
from webapp.ledger.triggers.language import ENGINES, Require, Trigger, never
from webapp.orders.models.order import STEPS

_PAIRS = ", ".join(f"('{start}', '{end}')" for start, end in STEPS)
_OPEN = (
    "EXISTS (SELECT 1 FROM sales_order WHERE tenant_id = {row}.tenant_id AND id = {row}.order_id AND status IN {in_})"
)


def triggers() -> list[Trigger]:
    """All of them."""
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
        Trigger(
            "order_line_changed",
            "order_line",
            "BEFORE UPDATE",
            (Require("order_not_editable", _OPEN.format(row="NEW", in_="('pending', 'confirmed', 'partial')")),),
        ),
        *never("order_kept", "sales_order", ("DELETE",)),
    ]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        after_tables(engine, [one for trigger in triggers() for one in trigger.statements(engine)], of="sales_order")
