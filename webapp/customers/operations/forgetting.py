"""A customer who wants to be forgotten: sums stay, the person goes."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote_plus

from sqlalchemy import delete, or_, update

from webapp.accounts.permissions import Permission
from webapp.audit.forgetting import forget
from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import CustomerAnonymised, HasActiveSubscriptions, HasPendingOrders, NotTheirAddress
from webapp.customers.finding import email_key, name_key
from webapp.customers.hooks import customer_forgotten, customer_leaving
from webapp.customers.inputs import NOBODYS, AnonymiseCustomer
from webapp.customers.models import Customer
from webapp.customers.operations.changing import ABSENT, locked_customer
from webapp.customers.operations.merging import merged_ids
from webapp.customers.queries import find_customer
from webapp.customfields.models import CustomValue
from webapp.savedviews.models import SavedView

FIRST, LAST = "Anonymous", "customer"


@operation(
    needs=Permission.EDIT_CUSTOMERS,
    raises=(*ABSENT, CustomerAnonymised, NotTheirAddress, HasActiveSubscriptions, HasPendingOrders),
)
def anonymise_customer(work: Work, data: AnonymiseCustomer) -> Any:
    """Take out for good who a customer is, here and in their orders; sums stay, and their e-mail address is free."""
    found = locked_customer(work, data.customer_id)
    if email_key(data.email) != found.email_key:
        raise NotTheirAddress
    customer_leaving(work, found.id)
    records = [found.id, *merged_ids(work, found.id)]
    views = _views(work, found, records)
    for record in records:
        _empty(work, record)
    named = [*records, *views]
    for told in customer_forgotten(work, records, {"firstName": FIRST, "lastName": LAST}):
        named += told
    work.session.flush()
    forget(work.session, work.tenant_id, named)
    work.tell("anonymised a customer", found.id)
    work.changed(found.id, {"anonymised": False}, {"anonymised": True})
    work.session.expire_all()
    return find_customer(work.session, work.tenant_id, found.id)


def _empty(work: Work, record: str) -> None:
    email = f"{record}{NOBODYS}"
    work.session.execute(
        update(Customer)
        .where(Customer.tenant_id == work.tenant_id, Customer.id == record)
        .values(
            email=email,
            email_key=fold(email),
            first_name=FIRST,
            last_name=LAST,
            name_key=name_key(FIRST, LAST),
            search_key="",
            company=None,
            phone=None,
            billing_address=None,
            shipping_address=None,
            custom_fields={},
            status="inactive",
            anonymised_at=work.at,
            updated_at=work.at,
            version=Customer.version + 1,
        )
    )
    work.session.execute(
        delete(CustomValue).where(
            CustomValue.tenant_id == work.tenant_id,
            CustomValue.section == "customer",
            CustomValue.owner_id == record,
        )
    )


def _views(work: Work, found: Customer, records: Sequence[str]) -> list[str]:
    """Remove the saved views that look for this person; their ids."""
    words = [found.email_key, found.email, *records, f"{found.first_name} {found.last_name}"]
    looks = or_(*(SavedView.query.contains(quote_plus(word), autoescape=True) for word in words))
    gone = delete(SavedView).where(SavedView.tenant_id == work.tenant_id, looks).returning(SavedView.id)
    return list(work.session.execute(gone).scalars())
