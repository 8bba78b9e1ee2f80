"""The customer of an order: found by the e-mail address, or made."""

from typing import Any

from email_validator import EmailNotValidError
from sqlalchemy import select

from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold, normal_email
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.core.search.lines import together
from webapp.customers.errors import CustomerInactive
from webapp.customers.inputs import Address, OrderingCustomer, is_nobodys
from webapp.customers.models import Customer
from webapp.customfields.values import found_texts

SOUGHT = ("email", "first_name", "last_name", "company", "phone", "custom_fields")
"""What a customer is looked up by, besides the addresses that lead to them."""


def customer_of(
    work: Work, told: OrderingCustomer, billing: Address, shipping: Address, held: Customer | None = None
) -> Customer:
    """Who has the e-mail address, locked; made if nobody has. What was not known of them yet is kept."""
    found = held or held_customer(work, told)
    if found.status != "active":
        raise CustomerInactive(email=told.email)
    _learn(work, found, told, billing, shipping)
    return found


def held_customer(work: Work, told: OrderingCustomer) -> Customer:
    """Who has the e-mail address, whatever they are, locked; made if nobody has.

    Customers are locked before orders, everywhere: merging and anonymising go from the one to the others.
    """
    made: dict[str, Any] = {
        "tenant_id": work.tenant_id,
        "id": new_id(work.actor.tenant.prefix("cust")),
        "email": told.email,
        "email_key": fold(told.email),
        "first_name": told.first_name,
        "last_name": told.last_name,
        "name_key": name_key(told.first_name, told.last_name),
        "search_key": together(f"{told.first_name} {told.last_name}", told.email, told.company, told.phone),
        "company": told.company,
        "phone": told.phone,
        "customer_type": told.customer_type,
        "status": "active",
        "custom_fields": {},
        "created_by": work.actor.id,
        "version": 1,
        "created_at": work.at,
        "updated_at": work.at,
    }
    found = None
    while found is None:  # whoever has the address may have given it up while we waited for them
        work.session.execute(insert_for(work.session)(Customer.__table__).values(made).on_conflict_do_nothing())
        found = _known(work, made["email_key"])
    return found


def email_key(text: str) -> str:
    """What an e-mail address is looked up by, in whichever way its domain is written; any other text is folded."""
    try:
        return fold(normal_email(text.strip()))
    except EmailNotValidError:
        return fold(text)


def somebodys(email: str, at: str) -> None:
    """Raise InputRefused at what stands where the e-mail address of somebody was who is anonymised."""
    if is_nobodys(email):
        raise InputRefused([Detail(at, "This is nobody's e-mail address: who had one is anonymised.", "custom")])


def name_key(first: str, last: str) -> str:
    """How a person is sorted and found."""
    return fold(f"{last} {first}")


def be_found(work: Work, customer: Customer) -> None:
    """Have a customer found by what is known of them now, and by each address that leads to them.

    Of whom was merged away or anonymised nothing is found.
    """
    if customer.merged_into is not None or customer.anonymised_at is not None:
        customer.search_key = ""
        return
    name = f"{customer.first_name} {customer.last_name}"
    texts = (name, customer.email, customer.company, customer.phone, *found_texts(customer.custom_fields))
    merged = (Customer.tenant_id == work.tenant_id, Customer.merged_into == customer.id)
    addresses = work.session.scalars(select(Customer.email).where(*merged).order_by(Customer.id))
    customer.search_key = together(*texts, *addresses)


def address_json(address: Address) -> dict[str, Any]:
    """An address as it is kept: by its outside names, what is not known left out."""
    return address.model_dump(by_alias=True, exclude_none=True)


def _known(work: Work, email_key: str) -> Customer | None:
    """Whoever has the address now; one that was merged into another is that other one."""
    by = Customer.email_key == email_key
    while True:
        found = work.session.execute(
            select(Customer)
            .where(Customer.tenant_id == work.tenant_id, by)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).scalar_one_or_none()
        if found is None or found.merged_into is None:
            return found
        by = Customer.id == found.merged_into


def _learn(work: Work, found: Customer, told: OrderingCustomer, billing: Address, shipping: Address) -> None:
    news = {
        "company": found.company or told.company,
        "phone": found.phone or told.phone,
        "billing_address": address_json(billing),
        "shipping_address": address_json(shipping),
    }
    before = {name: getattr(found, name) for name in news}
    if news != before:
        for name, value in news.items():
            setattr(found, name, value)
        if any(news[name] != before[name] for name in news if name in SOUGHT):
            be_found(work, found)
        found.updated_at = work.at
