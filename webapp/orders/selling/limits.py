"""What is judged of lines before they are taken: how many, for how much, and not twice by mistake."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from webapp.core.data.money import written
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.orders.errors import LikelyDouble, PriceChanged
from webapp.orders.inputs import OrderItem
from webapp.orders.models import MOST_A_MONTH, OrderLine, SalesOrder
from webapp.orders.selling.pricing import Sums, Terms


def judge_quantities(terms: Terms, items: Mapping[int, OrderItem]) -> None:
    """Refuse lines that ask for fewer or more than the tenant's settings allow, each at its field."""
    wrong = [
        Detail(f"items.{at}.quantity", *_judged(item.quantity, terms.least, terms.most))
        for at, item in items.items()
        if not terms.least <= item.quantity <= terms.most
    ]
    if wrong:
        raise InputRefused(wrong)


def _judged(quantity: int, least: int, most: int) -> tuple[str, str]:
    if quantity < least:
        return f"An order takes at least {least:,} of an item.", "too_small"
    return f"An order takes at most {most:,} of an item.", "too_big"


def judge_prices(work: Work, items: Mapping[int, OrderItem], lines: Mapping[int, Mapping[str, Any]]) -> None:
    """Refuse new lines that cost something else than was seen, each in its words."""
    currency = work.actor.tenant.currency
    wrong = []
    for at, item in items.items():
        seen, now = item.expected_unit_price, lines[at]["unit_price"]
        if seen is not None and seen != now:
            words = f"A month was {written(seen, currency)}, is {written(now, currency)} now."
            wrong.append(Detail(f"items.{at}.expectedUnitPrice", words, "price_changed"))
    if wrong:
        raise PriceChanged(details=wrong)


def judge_sums(sums: Sums) -> Sums:
    """Refuse lines that come to more than an order holds."""
    if sums.subtotal > MOST_A_MONTH:
        raise InputRefused([Detail("items", "These lines come to more than one order can hold.", "too_big")])
    return sums


DOUBLE_WITHIN = dt.timedelta(minutes=15)


def judge_double(work: Work, customer_id: str, buyer: str, lines: Iterable[Mapping[str, Any]]) -> None:
    """Refuse an order of what the same customer ordered a moment ago; two that come at the very same time both pass."""
    asked = _counted(lines)
    recent = (
        select(SalesOrder.id, SalesOrder.created_at, OrderLine.sku, OrderLine.contract_length, OrderLine.quantity)
        .join(OrderLine, (OrderLine.tenant_id == SalesOrder.tenant_id) & (OrderLine.order_id == SalesOrder.id))
        .where(SalesOrder.tenant_id == work.tenant_id, SalesOrder.customer_id == customer_id)
        .where(SalesOrder.created_at >= work.at - DOUBLE_WITHIN, SalesOrder.status != "cancelled")
        .where(OrderLine.tenant_id == work.tenant_id)
        .order_by(SalesOrder.created_at.desc(), SalesOrder.id)
    )
    orders: dict[str, list[Mapping[str, Any]]] = {}
    taken: dict[str, dt.datetime] = {}
    for row in work.session.execute(recent).mappings():
        orders.setdefault(row["id"], []).append(dict(row))
        taken[row["id"]] = row["created_at"]
    for order_id, there in orders.items():
        if _counted(there) == asked:
            raise _double(order_id, buyer, work.at - taken[order_id])


def _double(order_id: str, buyer: str, ago: dt.timedelta) -> LikelyDouble:
    minutes = int(ago.total_seconds()) // 60
    words = "just now" if minutes == 0 else "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
    problem = LikelyDouble(buyer=buyer, minutes=words)
    problem.leads_to = order_id
    return problem


def _counted(lines: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, int]]:
    counted = Counter[tuple[str, int]]()
    for line in lines:
        counted[line["sku"], line["contract_length"]] += line["quantity"]
    return counted
