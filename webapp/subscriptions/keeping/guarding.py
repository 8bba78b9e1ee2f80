"""Where subscriptions have a say in what units, customers and orders show and allow."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, func, select

from webapp.assets.hooks import Rental
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.customers.errors import HasActiveSubscriptions
from webapp.customers.naming import full_name
from webapp.customers.queries import survivor
from webapp.ledger.models import Unit
from webapp.orders.models import SalesOrder
from webapp.subscriptions.models import Subscription

_ACTIVE = Subscription.status == bindparam("active", "active", unique=True, literal_execute=True)
"""Written into the statement: a parameter would miss the partial index."""


def rental_of_unit() -> Rental:
    """How the subscription that a unit is on is joined to it."""
    mine = (Subscription.tenant_id == Unit.tenant_id) & (Subscription.unit_id == Unit.id)
    customer = Subscription.customer_id
    return Rental(Subscription, mine & _ACTIVE, Subscription.id, customer, lambda told: customer == survivor(told))


def rented_units(work: Work, unit_ids: Sequence[str]) -> Mapping[str, str]:
    """The units that a customer has on an active subscription, and who."""
    found: dict[str, str] = {}
    for part in in_parts(unit_ids):
        rows = (
            select(Subscription.unit_id, SalesOrder.customer)
            .join(
                SalesOrder,
                (SalesOrder.tenant_id == Subscription.tenant_id) & (SalesOrder.id == Subscription.order_id),
            )
            .where(Subscription.tenant_id == work.tenant_id, Subscription.unit_id.in_(part), _ACTIVE)
        )
        for row in work.session.execute(rows):
            found[row.unit_id] = f"{full_name(row.customer)} rents it"
    return found


def customer_rents(work: Work, customer_id: str) -> None:
    """A customer who rents something stays active."""
    counted = select(func.count()).select_from(Subscription)
    mine = (Subscription.tenant_id == work.tenant_id, Subscription.customer_id == customer_id, _ACTIVE)
    count = int(work.session.execute(counted.where(*mine)).scalar_one())
    if count:
        raise HasActiveSubscriptions(what=f"{count} active subscription{'' if count == 1 else 's'}")
