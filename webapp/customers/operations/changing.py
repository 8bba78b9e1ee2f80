"""Changing customers and putting them aside."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.data.columns import same
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import (
    CustomerAnonymised,
    CustomerMerged,
    CustomerNotFound,
    EmailTaken,
    HasActiveSubscriptions,
    HasPendingOrders,
)
from webapp.customers.finding import SOUGHT, address_json, be_found, name_key, somebodys
from webapp.customers.hooks import customer_leaving
from webapp.customers.inputs import Address, ChangeCustomer, OneCustomer
from webapp.customers.models import Customer
from webapp.customers.queries import absent, find_customer
from webapp.customfields.judging import judged_change
from webapp.customfields.values import keep_values

ABSENT = (CustomerNotFound, CustomerMerged)
_EDITED = (
    "email",
    "first_name",
    "last_name",
    "company",
    "phone",
    "customer_type",
    "status",
    "billing_address",
    "shipping_address",
    "custom_fields",
)


@operation(
    needs=Permission.EDIT_CUSTOMERS,
    raises=(*ABSENT, CustomerAnonymised, EmailTaken, HasActiveSubscriptions, HasPendingOrders, StaleEdit),
)
def change_customer(work: Work, data: ChangeCustomer) -> Any:
    """Change what is known of a customer; orders keep what they were made with."""
    traded = _merged_with(work, data.customer_id, data.email) if data.email else None
    found = locked_customer(work, data.customer_id)
    if data.version not in (None, found.version):
        raise StaleEdit(what=name_of(found), version=found.version)
    somebodys(data.email or "", at="email")
    sent = {name: _plain(getattr(data, name)) for name in data.model_fields_set & set(_EDITED)}
    if "custom_fields" in sent:
        told, stands = sent.pop("custom_fields"), found.custom_fields
        news = judged_change(work.session, work.tenant_id, "customer", told, stands)
        if news is not None:
            sent["custom_fields"] = news
    if traded is None:
        return _put(work, found, sent)
    return _trade(work, found, traded, sent)


@operation(
    needs=Permission.EDIT_CUSTOMERS, raises=(*ABSENT, CustomerAnonymised, HasActiveSubscriptions, HasPendingOrders)
)
def deactivate_customer(work: Work, data: OneCustomer) -> Any:
    """Put a customer aside who rents nothing and waits for nothing; a change of the status brings them back."""
    return _put(work, locked_customer(work, data.customer_id), {"status": "inactive"})


def _merged_with(work: Work, customer_id: str, email: str) -> Customer | None:
    """The record with this address that became part of the customer, locked before them, as by an order's address."""
    return work.session.execute(
        select(Customer)
        .where(Customer.tenant_id == work.tenant_id, Customer.email_key == fold(email))
        .where(Customer.merged_into == customer_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


def _trade(work: Work, found: Customer, other: Customer, sent: dict[str, Any]) -> Any:
    """Change a customer who takes the address of a record that is part of them: it gets theirs, so both lead here."""
    theirs, mine = other.email, (found.email, found.email_key)
    other.email = other.email_key = f"{other.id}@merged.invalid"
    work.session.flush()  # the address is one record's at any moment
    told = _put(work, found, sent)
    other.email, other.email_key = mine
    other.version, other.updated_at = other.version + 1, work.at
    work.changed(other.id, {"email": theirs}, {"email": mine[0]})
    work.session.flush()
    be_found(work, found)
    return told


def _put(work: Work, found: Customer, sent: dict[str, Any]) -> Any:
    before = {name: getattr(found, name) for name in _EDITED}
    after = {**before, **sent}
    if after["status"] == "inactive" != before["status"]:
        customer_leaving(work, found.id)
    if not same(after, before):
        keep_values(work, "customer", found.id, after["custom_fields"], before=before["custom_fields"])
        for name, value in after.items():
            setattr(found, name, value)
        found.email_key, found.name_key = fold(found.email), name_key(found.first_name, found.last_name)
        if any(not same(after[name], before[name]) for name in SOUGHT):
            be_found(work, found)
        found.version, found.updated_at = found.version + 1, work.at
    put_aside = "put aside" if after["status"] == "inactive" != before["status"] else "changed"
    work.tell(f"{put_aside} the customer {name_of(found)}", found.id)
    work.changed(found.id, before, after)
    work.session.flush()
    return find_customer(work.session, work.tenant_id, found.id)


def _plain(value: Any) -> Any:
    return address_json(value) if isinstance(value, Address) else value


def name_of(found: Customer) -> str:
    """First and last name."""
    return f"{found.first_name} {found.last_name}"


def locked_customer(work: Work, customer_id: str) -> Customer:
    """A customer, locked until the end of the command; raises when there is nothing to change of them."""
    found = work.session.execute(
        select(Customer)
        .where(Customer.tenant_id == work.tenant_id, Customer.id == customer_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None or found.merged_into is not None:
        raise absent(work.session, work.tenant_id, customer_id)
    if found.anonymised_at is not None:
        raise CustomerAnonymised
    return found
