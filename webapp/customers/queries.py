"""The list of customers, and one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.core.operation.actor import Actor
from webapp.core.search.lists import part_of, seek_in
from webapp.customers.errors import CustomerMerged, CustomerNotFound
from webapp.customers.finding import email_key
from webapp.customers.hooks import Business, addresses_of, business_of, customer_told, renting_of
from webapp.customers.models import CUSTOMER_WORDS, Customer
from webapp.customfields.lists import with_fields

_STATUSES = (("active", "Active"), ("inactive", "Inactive"))
_TYPES = (("individual", "Private"), ("business", "Business"))
_YES_NO = (("true", "Yes"), ("false", "No"))

_KEYS = ("tenant_id", "email_key", "name_key", "search_key")


def _rows(tenant_id: int) -> Select[Any]:
    shown = [column for column in Customer.__table__.c if column.name not in _KEYS]
    name = (Customer.first_name + " " + Customer.last_name).label("name")
    return select(*shown, name).where(Customer.tenant_id == tenant_id, Customer.merged_into.is_(None))


def reached(email: str) -> ColumnElement[bool]:
    """Whom an e-mail address leads to: its own customer, or the one that theirs became part of."""
    known = aliased(Customer)
    mine = (known.tenant_id == current_tenant(), known.email_key == email_key(email))
    return Customer.id.in_(select(func.coalesce(known.merged_into, known.id)).where(*mine))


def survivor(customer_id: str) -> ColumnElement[str]:
    """The customer whom an id means: its own, or the one that theirs became part of."""
    known = aliased(Customer)
    merged = select(known.merged_into).where(known.tenant_id == current_tenant(), known.id == customer_id)
    return func.coalesce(merged.scalar_subquery(), customer_id)


def _with_business(session: Session, tenant_id: int, rows: list[Row[Any]]) -> list[Any]:
    """Add what each customer ordered and rents."""
    known: dict[str, Business] = {}
    for told in business_of(session, tenant_id, [row.id for row in rows]):
        for customer_id, one in told.items():
            known[customer_id] = known.get(customer_id, Business()) + one
    return [_told(row, known.get(row.id, Business())) for row in rows]


def _told(row: Row[Any], business: Business) -> Any:
    now = {"devices_rented": business.devices_rented, "monthly_revenue": business.monthly_revenue}
    return SimpleNamespace(**row._asdict(), business=business, **now)


def _completed(session: Session, tenant_id: int, rows: list[Row[Any]], asked: Mapping[str, str]) -> list[Any]:
    return _with_business(session, tenant_id, rows)


CUSTOMERS = Listing(
    name="customers",
    rows=_rows,
    columns=(
        Column("name", "Customer", sort="lastName", priority=1),
        Column("company", "Company", priority=2),
        Column("email", "E-mail", sort="email", priority=1),
        Column("phone", "Phone", priority=3),
        Column("customer_type", "Kind", priority=3),
        Column("status", "Status", "status", priority=2),
        Column("created_at", "Since", "time", sort="createdAt", priority=3),
    ),
    sorts={
        "createdAt": Customer.created_at,
        "firstName": Customer.first_name,
        "lastName": Customer.name_key,
        "email": Customer.email_key,
    },
    tie=Customer.id,
    filters=(
        Filter("status", "Status", lambda text: Customer.status == text, _STATUSES),
        Filter("customerType", "Kind", lambda text: Customer.customer_type == text, _TYPES),
        Filter("email", "E-mail", reached),
    ),
    search=part_of(CUSTOMER_WORDS),
    seek=seek_in(CUSTOMER_WORDS),
    search_label="Name, company, e-mail or phone",
    complete=_completed,
)


ACTIVE_CUSTOMERS = replace(CUSTOMERS, rows=lambda tenant_id: _rows(tenant_id).where(Customer.status == "active"))
"""Unless a status is asked for, who was put aside is not listed."""


def customers_asked(session: Session, tenant_id: int, asked: Mapping[str, str]) -> Listing:
    """The customers as an address asks for them, with the tenant's own fields."""
    listing = with_rentals(CUSTOMERS if asked.get("status") else ACTIVE_CUSTOMERS, tenant_id)
    return with_fields(listing, session, tenant_id, section="customer", owner=Customer.id, asked=asked)


_RENTED = (
    Column("devices_rented", "Devices rented", "number", sort="totalDevicesRented", page=False),
    Column("monthly_revenue", "A month", "money", sort="totalMonthlyRevenue", page=False),
)


def with_rentals(listing: Listing, tenant_id: int) -> Listing:
    """The list, narrowed and sorted by what customers rent as well."""
    for told in renting_of(tenant_id, Customer.__table__):
        listing = replace(
            listing,
            columns=(*listing.columns, *_RENTED),
            sorts={**listing.sorts, "totalDevicesRented": told.devices, "totalMonthlyRevenue": told.monthly},
            filters=(*listing.filters, Filter("hasActiveRentals", "Rents now", _whether(told.rents), _YES_NO)),
        )
    return listing


def _whether(holds: ColumnElement[bool]) -> Callable[[str], ColumnElement[bool]]:
    return lambda text: holds if text == "true" else ~holds


def find_customer(session: Session, tenant_id: int, customer_id: str) -> Any:
    """One customer as the list has them; raises CustomerNotFound."""
    found = session.execute(_rows(tenant_id).where(Customer.id == customer_id)).one_or_none()
    if found is None:
        raise absent(session, tenant_id, customer_id)
    return _with_business(session, tenant_id, [found])[0]


def absent(
    session: Session, tenant_id: int, customer_id: str, at: str | None = None
) -> CustomerNotFound | CustomerMerged:
    """Why a customer is not there: merged into another one, or never was."""
    mine = select(Customer.merged_into).where(Customer.tenant_id == tenant_id, Customer.id == customer_id)
    survivor = session.execute(mine).scalar_one_or_none()
    return CustomerMerged(survivor=survivor, at=at) if survivor else CustomerNotFound(at=at)


def other_customer(session: Session, tenant_id: int, told: str) -> Any:
    """Whom an id names or an e-mail address leads to; raises CustomerNotFound or CustomerMerged at ``other``."""
    which = or_(Customer.id == told, reached(told))
    found = session.execute(_rows(tenant_id).where(which).order_by(Customer.id).limit(1)).one_or_none()
    if found is None:
        raise absent(session, tenant_id, told, at="other")
    return found


def told_of(actor: Actor, session: Session, customer_id: str) -> tuple[Any, list[Any], dict[str, Sequence[Any]]]:
    """A customer, the addresses they used, and all that each feature tells of them."""
    found = find_customer(session, actor.tenant.id, customer_id)
    used = [one.address for many in addresses_of(session, actor.tenant.id, customer_id) for one in many]
    return found, used, dict(customer_told(actor, customer_id))
