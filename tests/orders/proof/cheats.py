"""What plain SQL may try on orders and subscriptions: the lie, the name it is refused by, and the trigger that refuses.

``{words}`` are ids of the scene (test_cheats.py). An order half assigned: half (of it: rental); one that
waits: waits; one that is confirmed, of which a unit came back: back; one that is cancelled: gone.
"""

from dataclasses import dataclass
from typing import Any

from webapp.core.data.database import Base


@dataclass(frozen=True)
class Cheat:
    """SQL that is honest, then SQL that is not; ``seen`` is what a verification finds where nothing refused it.

    What is refused by the name of a key that is judged at commit is refused there, and not before.
    """

    story: str
    refused: str
    trigger: str
    sql: str
    honest: tuple[str, ...] = ()
    seen: str = ""


def order(name: str, values: str) -> str:
    """Write on an order."""
    return f"UPDATE sales_order SET {values} WHERE tenant_id = {{tenant}} AND id = '{{{name}}}'"


def line(name: str, position: int, values: str) -> str:
    """Write on a line."""
    mine = f"tenant_id = {{tenant}} AND order_id = '{{{name}}}' AND position = {position}"
    return f"UPDATE order_line SET {values} WHERE {mine}"


def rental(values: str, of: str = "{rental}") -> str:
    """Write on a subscription."""
    return f"UPDATE subscription SET {values} WHERE tenant_id = {{tenant}} AND id = '{of}'"


def copy(table: str, where: str, **otherwise: Any) -> str:
    """One more row like one that is there, but for these values."""
    names = [column.name for column in Base.metadata.tables[table].c if column.computed is None]
    values = ", ".join(str(otherwise.get(name, name)) for name in names)
    rows = f"SELECT {values} FROM {table} WHERE tenant_id = {{tenant}} AND {where}"
    return f"INSERT INTO {table} ({', '.join(names)}) {rows}"


def one_more(number: int, **otherwise: Any) -> str:
    """One more subscription of the same unit."""
    return copy("subscription", "id = '{rental}'", **{"id": f"'sub_{number}'", "status": "'active'", **otherwise})


def ended(number: int) -> tuple[str, str]:
    """A subscription that came and went."""
    return one_more(number), rental("status = 'ended_completed'", f"sub_{number}")


def payment(number: int, values: str) -> str:
    """Write on a payment."""
    mine = f"tenant_id = {{tenant}} AND subscription_id = '{{rental}}' AND number = {number}"
    return f"UPDATE payment SET {values} WHERE {mine}"


_WAITING = "order_id = '{waits}' AND position = 0"
_END = rental("status = 'ended_completed'")

ORDERS = (
    Cheat("born confirmed", "order_born_pending", "sales_order_born",
          copy("sales_order", "id = '{waits}'", id="'ord_1'", status="'confirmed'")),
    Cheat("a step back", "order_step_not_allowed", "sales_order_step", order("half", "status = 'pending'")),
    Cheat("fulfilled with units open", "order_status_untrue", "sales_order_step",
          order("half", "status = 'fulfilled'"), seen="status"),
    Cheat("fulfilled with nothing assigned", "order_status_untrue", "sales_order_step",
          order("back", "status = 'fulfilled'"), seen="status"),
    Cheat("partial with nothing assigned", "order_status_untrue", "sales_order_step",
          order("back", "status = 'partial'"), seen="status"),
    Cheat("confirmed with something assigned", "order_status_untrue", "sales_order_step",
          order("half", "status = 'confirmed'"), seen="status"),
    Cheat("confirmed at sums that are not its lines'", "order_sums", "sales_order_step",
          order("waits", "status = 'confirmed'"),
          (line("waits", 0, "quantity = 2, unit_price = 100, tax_amount = 42"),), seen="subtotal"),
    Cheat("a smaller sum", "order_sums", "sales_order_summed",
          order("half", "subtotal = subtotal - 1, total = total - 1"), seen="subtotal"),
    Cheat("another tax", "order_sums", "sales_order_summed",
          order("half", "tax_amount = tax_amount + 1, total = total + 1"), seen="tax_amount"),
    Cheat("more devices", "order_sums", "sales_order_summed",
          order("half", "total_devices = total_devices + 1"), seen="total_devices"),
    Cheat("another rate", "order_fixed", "sales_order_fixed", order("half", "vat_basis_points = 0"),
          seen="lines at another tax"),
    Cheat("tax within", "order_fixed", "sales_order_fixed", order("half", "prices_include_vat = 1, total = subtotal")),
    Cheat("another currency", "order_fixed", "sales_order_fixed", order("half", "currency = 'USD'")),
    Cheat("of another day", "order_fixed", "sales_order_fixed", order("half", "created_at = created_at - 1")),
    Cheat("born without a line", "order_sums_left", "sales_order_unsummed",
          copy("sales_order", "id = '{waits}'", id="'ord_1'")),
    Cheat("an order is gone", "order_kept", "sales_order_no_delete",
          "DELETE FROM sales_order WHERE tenant_id = {tenant} AND id = '{waits}'"),
)  # fmt: skip

LINES = (
    Cheat("born with another tax", "order_line_tax", "order_line_born",
          copy("order_line", _WAITING, position=9, tax_amount="tax_amount + 1"), seen="lines at another tax"),
    Cheat("born assigned", "order_line_rented", "order_line_born",
          copy("order_line", _WAITING, position=9, rented=1), seen="assigned"),
    Cheat("one more line though units are out", "order_not_editable", "order_line_born",
          copy("order_line", "order_id = '{half}' AND position = 1", position=9)),
    Cheat("another tax", "order_line_tax", "order_line_taxed", line("half", 0, "tax_amount = tax_amount + 1"),
          seen="lines at another tax"),
    Cheat("closed at the tax of all", "order_line_tax", "order_line_taxed",
          line("half", 1, "closed = 1, close_reason = 'x'"), seen="lines at another tax"),
    Cheat("more, at the tax of less", "order_line_tax", "order_line_taxed", line("waits", 0, "quantity = 7"),
          seen="lines at another tax"),
    Cheat("another price for what is out", "order_line_rented", "order_line_asked",
          line("half", 0, "unit_price = 100, tax_amount = 42"), seen="monthly_amount"),
    Cheat("another name for what is out", "order_line_rented", "order_line_asked",
          line("half", 0, "product_name = 'Other'")),
    Cheat("asked for once cancelled", "order_not_editable", "order_line_asked", line("gone", 0, "setup_fee = 1")),
    Cheat("written on once cancelled", "order_not_editable", "order_line_filled", line("gone", 0, "closed = 0")),
    Cheat("a reason once cancelled", "order_not_editable", "order_line_explained",
          line("gone", 0, "close_reason = 'x'")),
    Cheat("a line is gone though units are out", "order_not_editable", "order_line_gone",
          "DELETE FROM order_line WHERE tenant_id = {tenant} AND order_id = '{half}' AND position = 1"),
    Cheat("the line of what came back is gone", "order_line_kept", "order_line_on_subscription",
          "DELETE FROM order_line WHERE tenant_id = {tenant} AND order_id = '{back}' AND position = 0"),
    Cheat("fewer, and its order worth as much", "order_sums_left", "order_line_changed",
          line("waits", 0, "quantity = 2, unit_price = 100, tax_amount = 42"), seen="subtotal"),
    Cheat("closed, and its order worth as much", "order_sums_left", "order_line_changed",
          line("back", 0, "closed = 1, close_reason = 'x', tax_amount = 0"), seen="total_devices"),
    Cheat("one more line, and its order worth as much", "order_sums_left", "order_line_brought",
          copy("order_line", _WAITING, position=9), seen="subtotal"),
    Cheat("a line less, and its order worth as much", "order_sums_left", "order_line_taken",
          "DELETE FROM order_line WHERE tenant_id = {tenant} AND order_id = '{waits}' AND position = 1",
          seen="subtotal"),
    Cheat("a line of another order's", "order_line_fixed", "order_line_fixed",
          line("waits", 1, "order_id = '{back}'"), seen="subtotal"),
    Cheat("more assigned than went out", "order_line_count", "order_line_counted", line("half", 0, "rented = 2"),
          seen="assigned"),
    Cheat("less assigned than went out", "order_line_count", "order_line_counted", line("half", 0, "rented = 0"),
          seen="assigned"),
)  # fmt: skip

FIXED = {
    "monthly_amount": "monthly_amount - 1", "setup_fee": "setup_fee + 1", "sku": "'OTHER'", "product_name": "'Other'",
    "contract_length": "contract_length + 1", "original_contract_length": "1", "billing_start": "'first_of_next_month'",
    "start_date": "'2020-01-01'", "end_date": "'2099-01-01'", "currency": "'USD'", "vat_basis_points": "0",
    "prices_include_vat": "1", "list_price": "1", "list_price_source": "'estimated'", "acquisition_cost": "1",
    "acquisition_cost_source": "'unknown'", "image_url": "'x'", "position": "1", "unit_id": "'{free}'",
    "created_at": "created_at - 1", "created_by": "'x'",
}  # fmt: skip
_SEEN = ("monthly_amount", "setup_fee", "sku")

RENTALS = (
    *(
        Cheat(f"another {name}", "subscription_fixed", "subscription_fixed", rental(f"{name} = {value}"),
              seen=name if name in _SEEN else "")
        for name, value in FIXED.items()
    ),
    Cheat("born voided", "subscription_born_active", "subscription_born", one_more(1, status="'voided'")),
    Cheat("for an order that waits", "order_not_confirmed", "subscription_born", one_more(1, order_id="'{waits}'")),
    Cheat("cheaper than ordered", "subscription_not_as_ordered", "subscription_born",
          one_more(1, monthly_amount="monthly_amount - 1"), (_END,), seen="monthly_amount"),
    Cheat("longer than it began", "subscription_not_as_ordered", "subscription_born",
          one_more(1, contract_length="contract_length + 1"), (_END,)),
    Cheat("under another name", "subscription_not_as_ordered", "subscription_born",
          one_more(1, sku="'OTHER'"), (_END,), seen="sku"),
    Cheat("of a unit that is here", "unit_not_rented_out", "subscription_born", one_more(1, unit_id="'{free}'"),
          seen="its unit"),
    Cheat("for a line that is full", "line_fulfilled", "subscription_taken", one_more(2), (_END, *ended(1))),
    Cheat("ended and active again", "subscription_step_not_allowed", "subscription_step", rental("status = 'active'"),
          (_END,)),
    Cheat("voided though paid", "subscription_paid", "subscription_step", rental("status = 'voided'"),
          (payment(1, "status = 'processing'"),)),
    Cheat("taken up again on a line that is full", "line_fulfilled", "subscription_ended",
          rental("status = 'active'"), (rental("status = 'voided'"), *ended(1), *ended(2))),
    Cheat("another customer's", "subscription_of_another", "subscription_moved", rental("customer_id = '{other}'")),
    Cheat("a subscription is gone", "subscription_kept", "subscription_no_delete",
          "DELETE FROM subscription WHERE tenant_id = {tenant} AND id = '{rental}'"),
)  # fmt: skip

_PAID = {
    "rent": "rent - 1, subtotal = subtotal - 1, total = total - 1",
    "rent_tax": "rent_tax + 1, tax_amount = tax_amount + 1, total = total + 1",
    "setup_fee": "setup_fee + 1, subtotal = subtotal + 1, total = total + 1",
    "setup_fee_tax": "setup_fee_tax + 1, tax_amount = tax_amount + 1, total = total + 1",
    "total": "subtotal",
    "vat_basis_points": "0",
    "currency": "'USD'",
    "due_date": "'2099-01-15'",
    "billing_period": "'2099-01'",
    "number": "99",
}
_NEXT = "subscription_id = '{rental}' AND number = 2"
_AGAIN = (_END, one_more(1))


def months(which: str, **otherwise: Any) -> str:
    """Payments of one more subscription, like those of the one that is there."""
    told = {"id": "id || 'x'", "subscription_id": "'sub_1'", **otherwise}
    return copy("payment", f"subscription_id = '{{rental}}' AND number {which} ORDER BY number", **told)


PAYMENTS = (
    *(
        Cheat(f"another {name}", "payment_not_as_agreed", "payment_asked", payment(1, f"{name} = {value}"),
              seen="what is asked for")
        for name, value in _PAID.items()
    ),
    Cheat("one more", "payment_not_asked_for", "payment_scheduled", copy("payment", _NEXT, id="'pay_1'", number=99),
          seen="what is asked for"),
    Cheat("none", "payments_left", "subscription_unscheduled", one_more(1), (_END,), seen="payments"),
    Cheat("the last one dearer", "payment_not_as_agreed", "payment_scheduled",
          months("= 12", rent="rent + 1", subtotal="subtotal + 1", total="total + 1"), (*_AGAIN, months("< 12")),
          seen="what is asked for"),
    Cheat("all but the fifth", "payment_not_as_agreed", "payment_scheduled",
          months("= 12"), (*_AGAIN, months("NOT IN (5, 12)")), seen="payments"),
    Cheat("born paid", "payment_not_asked_for", "payment_scheduled", months("= 1", status="'paid'", paid_at=1), _AGAIN),
    Cheat("another customer's", "payment_of_another", "payment_moved", payment(1, "customer_id = '{other}'"),
          seen="what is asked for"),
    Cheat("voided by itself", "payment_voided_alone", "payment_step", payment(1, "status = 'voided'"), seen="status"),
    Cheat("comes back by itself", "payment_voided_alone", "payment_step", payment(1, "status = 'pending'"),
          (rental("status = 'voided'"), payment(1, "status = 'voided'")), seen="status"),
    Cheat("comes back", "payment_step_not_allowed", "payment_step", payment(1, "status = 'pending'"),
          (payment(1, "status = 'cancelled'"),)),
    Cheat("is gone", "payment_kept", "payment_no_delete", "DELETE FROM payment WHERE tenant_id = {tenant}"),
)  # fmt: skip

CHEATS = (*ORDERS, *LINES, *RENTALS, *PAYMENTS)

BEHIND = {"unit_on_subscription": "the ledger lets no status go without a movement or along a listed step, before it"}
"""Triggers behind others, each with its reason."""
