"""How the reference of a reservation is called, where it is an order's."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.customers.naming import full_name
from webapp.orders.models import SalesOrder


def orders_named(work: Work, references: Sequence[str]) -> Mapping[str, str]:
    """The orders among these references, by who ordered where one may see that."""
    sees = work.actor.may(Permission.READ_ORDERS)
    names: dict[str, str] = {}
    for part in in_parts(references):
        rows = select(SalesOrder.id, SalesOrder.customer).where(
            SalesOrder.tenant_id == work.tenant_id, SalesOrder.id.in_(part)
        )
        for row in work.session.execute(rows):
            buyer = full_name(row.customer)
            names[row.id] = f"the order of {buyer}" if sees else f"the order {row.id}"
    return names
