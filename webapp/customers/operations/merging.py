"""Two records of one customer become one."""

from typing import Any

from sqlalchemy import select, update

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import CustomerAnonymised, MergeNotSure
from webapp.customers.finding import be_found
from webapp.customers.hooks import customer_counted, customer_merged
from webapp.customers.inputs import MergeCustomers
from webapp.customers.models import Customer
from webapp.customers.operations.changing import ABSENT, locked_customer, name_of
from webapp.customers.queries import find_customer, other_customer
from webapp.customfields.values import keep_values

_FILLED = ("company", "phone", "billing_address", "shipping_address")


@operation(needs=Permission.EDIT_CUSTOMERS, raises=(*ABSENT, CustomerAnonymised, MergeNotSure))
def merge_customers(work: Work, data: MergeCustomers) -> Any:
    """Make another record part of this one, with its orders and subscriptions; its e-mail address leads here then."""
    other_id = other_customer(work.session, work.tenant_id, data.other).id
    if other_id == data.customer_id:
        raise InputRefused([Detail("other", "This leads to the same record. Name the other one.", "custom")])
    held = {one: locked_customer(work, one) for one in sorted((data.customer_id, other_id))}
    found, other = held[data.customer_id], held[other_id]
    if not data.sure:
        counted = [words for words in customer_counted(work.session, work.tenant_id, other.id) if words]
        raise MergeNotSure(
            other=f"{name_of(other)} ({other.email})",
            survivor=f"{name_of(found)} ({found.email})",
            orders=" and ".join(counted) or "nothing ordered yet",
        )
    moved = sum(customer_merged(work, other.id, found.id))
    _take_over(work, found, other)
    work.tell(f"merged {name_of(other)} into the customer {name_of(found)}", found.id)
    work.changed(found.id, {"merged": None, "moved": None}, {"merged": other.id, "moved": moved})
    work.changed(other.id, {"merged_into": None}, {"merged_into": found.id})
    work.session.flush()
    return find_customer(work.session, work.tenant_id, found.id)


def _take_over(work: Work, found: Customer, other: Customer) -> None:
    """What the one lacks comes from the other; where both say something, the one that stays is right."""
    other.status, other.merged_into, other.updated_at = "inactive", found.id, work.at
    other.version += 1
    be_found(work, other)
    work.session.flush()
    work.session.execute(
        update(Customer)
        .where(Customer.tenant_id == work.tenant_id, Customer.merged_into == other.id)
        .values(merged_into=found.id)
    )
    for name in _FILLED:
        setattr(found, name, getattr(found, name) or getattr(other, name))
    stands = found.custom_fields or {}
    together = {**(other.custom_fields or {}), **stands}
    keep_values(work, "customer", found.id, together, before=stands)
    found.custom_fields = together
    found.version, found.updated_at = found.version + 1, work.at
    be_found(work, found)


def merged_ids(work: Work, customer_id: str) -> list[str]:
    """The records that became part of this one."""
    mine = select(Customer.id).where(Customer.tenant_id == work.tenant_id, Customer.merged_into == customer_id)
    return list(work.session.execute(mine).scalars())
