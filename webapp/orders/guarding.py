"""Where orders say no: to a customer who leaves, to a variant or product that is retired."""

from sqlalchemy import ColumnElement, select

from webapp.catalog.errors import ProductHasActiveOrders, VariantInUse
from webapp.core.operation.registry import Work
from webapp.customers.errors import HasPendingOrders
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.queries import open_orders


def customer_waits(work: Work, customer_id: str) -> None:
    """A customer with open orders stays active."""
    count = open_orders(work.session, work.tenant_id, SalesOrder.customer_id == customer_id)
    if count:
        raise HasPendingOrders(what=_orders(count))


def variant_ordered(work: Work, variant_id: str, sku: str) -> None:
    """A variant that open orders ask for stays active."""
    count = _asking(work, OrderLine.variant_id == variant_id)
    if count:
        raise VariantInUse(sku=sku, users=_orders(count))


def product_ordered(work: Work, product_id: str, product_sku: str) -> None:
    """A product that open orders ask for stays in the catalogue."""
    count = _asking(work, OrderLine.product_id == product_id)
    if count:
        raise ProductHasActiveOrders(product_sku=product_sku, users=_orders(count))


def _asking(work: Work, which: ColumnElement[bool]) -> int:
    asked = select(OrderLine.order_id).where(OrderLine.tenant_id == work.tenant_id, which)
    return open_orders(work.session, work.tenant_id, SalesOrder.id.in_(asked))


def _orders(count: int) -> str:
    return f"{count} open order{'' if count == 1 else 's'}"
