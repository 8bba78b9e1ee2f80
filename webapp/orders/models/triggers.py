"""What tables cannot say of orders: their steps, that what is assigned stays, and that what they say of it is true."""

from dataclasses import replace

from webapp.core.data.ddl import after_tables
from webapp.ledger.triggers.language import ENGINES, Owe, Require, Run, Trigger, never
from webapp.orders.models.line import FORGOTTEN
from webapp.orders.models.order import STEPS

_PAIRS = ", ".join(f"('{start}', '{end}')" for start, end in STEPS)
_STATUS = "(SELECT status FROM sales_order WHERE tenant_id = {row}.tenant_id AND id = {row}.order_id)"
_ASKED = (
    "position, variant_id, product_id, sku, product_name, image_url, quantity, contract_length, unit_price, setup_fee, "
    "list_price, list_price_source, list_price_override, acquisition_cost, acquisition_cost_source, "
    "acquisition_cost_override, used_list_price, replaces"
)
"""The columns of a line that say what is asked for, and at which price."""
_MINE = "FROM order_line WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id"
_SUMS = Require(
    "order_sums",
    "(SELECT sum(unit_price * (quantity - closed)) = NEW.subtotal AND sum(tax_amount) = NEW.tax_amount"
    f" AND sum(quantity - closed) = NEW.total_devices {_MINE})",
)
_FIXED = ("id", "order_type", "currency", "vat_basis_points", "prices_include_vat", "created_by", "created_at")


def tax_on(amount: str, terms: str) -> str:
    """The tax of an amount, half up, as ``Tax.of`` has it; no step of it is too large for 64 bits."""
    points = f"{terms}.vat_basis_points"
    whole = f"(10000 + {terms}.prices_include_vat * {points})"
    return f"{amount} / {whole} * {points} + (2 * ({amount} % {whole}) * {points} + {whole}) / (2 * {whole})"


def tax_of(line: str, order: str) -> str:
    """The tax of what is to come of a line."""
    return tax_on(f"({line}.unit_price * ({line}.quantity - {line}.closed))", order)


_OF_ORDER = "FROM sales_order AS o WHERE o.tenant_id = NEW.tenant_id AND o.id = NEW.order_id"
_TAX = Require("order_line_tax", f"NEW.tax_amount = (SELECT {tax_of('NEW', 'o')} {_OF_ORDER})")


def _owing(**signed: str) -> Owe:
    """What the lines come to changes: the less of it is left of what the order says, or the more."""
    (row, sign), *more = signed.items()
    amounts = {"subtotal": "{row}.unit_price * ({row}.quantity - {row}.closed)", "tax_amount": "{row}.tax_amount"}
    amounts["devices"] = "({row}.quantity - {row}.closed)"
    told = [(row.upper(), sign), *((row.upper(), sign) for row, sign in more)]
    added = {name: "".join(f" {sign} {one.format(row=row)}" for row, sign in told) for name, one in amounts.items()}
    key = {"tenant_id": f"{told[0][0]}.tenant_id", "order_id": f"{told[0][0]}.order_id"}
    return Owe("unsummed", key, {name: f"({one.strip()})" for name, one in added.items()})


def _sums() -> list[Trigger]:
    """An order and its lines may say different sums within a transaction, until it ends."""
    claimed = "NEW.tenant_id, NEW.id, NEW.subtotal, NEW.tax_amount, NEW.total_devices"
    born = Run(f"INSERT INTO unsummed (tenant_id, order_id, subtotal, tax_amount, devices) VALUES ({claimed})")
    amounts = "quantity, unit_price, closed, tax_amount"
    return [
        Trigger("sales_order_unsummed", "sales_order", "AFTER INSERT", (born,)),
        Trigger("order_line_brought", "order_line", "AFTER INSERT", (_owing(new="-"),)),
        Trigger("order_line_changed", "order_line", f"AFTER UPDATE OF {amounts}", (_owing(old="+", new="-"),)),
        Trigger("order_line_taken", "order_line", "AFTER DELETE", (_owing(old="+"),)),
        Trigger(
            "order_line_fixed",
            "order_line",
            "BEFORE UPDATE OF tenant_id, order_id",
            (Require("order_line_fixed", "NEW.tenant_id = OLD.tenant_id AND NEW.order_id = OLD.order_id"),),
        ),
    ]


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
            (_while("NEW", *early, or_=_stand_in("NEW")), _unrented("NEW"), _TAX),
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
        Trigger("order_line_taxed", "order_line", "BEFORE UPDATE OF quantity, unit_price, closed, tax_amount", (_TAX,)),
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
                _true(),
                replace(_SUMS, when="OLD.status = 'pending' AND NEW.status = 'confirmed'"),
            ),
        ),
        Trigger(
            "sales_order_summed",
            "sales_order",
            "BEFORE UPDATE OF subtotal, tax_amount, total, total_devices",
            (_SUMS, Run("DELETE FROM unsummed WHERE tenant_id = NEW.tenant_id AND order_id = NEW.id")),
        ),
        Trigger(
            "sales_order_fixed",
            "sales_order",
            "BEFORE UPDATE OF " + ", ".join(_FIXED),
            (Require("order_fixed", " AND ".join(f"NEW.{name} = OLD.{name}" for name in _FIXED)),),
        ),
        *never("order_kept", "sales_order", ("DELETE",)),
    ]


def _true() -> Require:
    """An order is as far as its lines are."""
    told = (
        "CASE WHEN sum(rented) = 0 THEN NEW.status NOT IN ('partial', 'fulfilled')"
        " WHEN sum(quantity - closed - rented) > 0 THEN NEW.status = 'partial' ELSE NEW.status = 'fulfilled' END"
    )
    return Require("order_status_untrue", f"(SELECT {told} {_MINE})", "NEW.status <> OLD.status")


def triggers() -> list[Trigger]:
    """All of them."""
    return [*_orders(), *_lines(), *_sums()]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        for trigger in triggers():
            after_tables(engine, trigger.statements(engine), of=trigger.table)
