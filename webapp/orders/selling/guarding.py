"""Where orders say no: to a customer who leaves, to a variant or product that is retired."""

from collections import Counter
from typing import Any

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.catalog.errors import ProductHasActiveOrders, VariantInUse
from webapp.catalog.models import Product, Variant
from webapp.catalog.writing.claims import held_in_use
from webapp.core.operation.registry import Work
from webapp.customers.errors import HasPendingOrders
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.queries import OPEN, open_orders

RETIRED = "what would be asked for again is not offered any more: put it back in use first"
_KEPT = "orders that wait"


def customer_waits(work: Work, customer_id: str) -> None:
    """A customer with open orders stays active."""
    count = open_orders(work.session, work.tenant_id, SalesOrder.customer_id == customer_id)
    if count:
        raise HasPendingOrders(what=_orders(count))


def variant_ordered(work: Work, variant_id: str, sku: str) -> None:
    """A variant that open orders ask for stays active."""
    count = _asked_for(work)[variant_id]
    if count:
        raise VariantInUse(sku=sku, users=_orders(count))


def product_ordered(work: Work, product_id: str, product_sku: str) -> None:
    """A product that open orders ask for stays in the catalogue."""
    count = _asked_for(work)[product_id]
    if count:
        raise ProductHasActiveOrders(product_sku=product_sku, users=_orders(count))


def is_retired(session: Session, tenant_id: int, variant_ids: Any, *, hold: bool = False) -> bool:
    """Whether one of these variants is out of use, and nothing may ask for it again; held so until the end, if asked.

    ``variant_ids`` may be a query.
    """
    found = select(Variant.status).where(Variant.tenant_id == tenant_id, Variant.id.in_(variant_ids))
    found = held_in_use(found.order_by(Product.product_sku, Variant.variant_sku)) if hold else found
    return any(status != "active" for status in session.execute(found).scalars())


def _asked_for(work: Work) -> Counter[str]:
    """How many open orders ask for each variant and each product: read once a command, for some retire hundreds.

    Whoever retires something holds it by now, and an order holds what it asks for: neither overtakes the other.
    """
    kept = work.session.info.get(_KEPT)
    if kept is not None and kept[0] == work.batch_id:
        found: Counter[str] = kept[1]
        return found
    asked = union_all(*(_open_lines(work, column) for column in (OrderLine.variant_id, OrderLine.product_id)))
    counted = Counter[str]()
    for thing, count in work.session.execute(asked):
        counted[thing] = count
    work.session.info[_KEPT] = (work.batch_id, counted)
    return counted


def _open_lines(work: Work, column: InstrumentedAttribute[str]) -> Select[str, int]:
    """Each thing of this column, and how many open orders ask for it."""
    return (
        select(column, func.count(OrderLine.order_id.distinct()))
        .join(SalesOrder, (SalesOrder.tenant_id == OrderLine.tenant_id) & (SalesOrder.id == OrderLine.order_id))
        .where(OrderLine.tenant_id == work.tenant_id, SalesOrder.tenant_id == work.tenant_id)
        .where(SalesOrder.status.in_(OPEN))
        .group_by(column)
    )


def _orders(count: int) -> str:
    return f"{count} open order{'' if count == 1 else 's'}"
