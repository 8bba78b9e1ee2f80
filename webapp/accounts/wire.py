"""People, keys, desks and settings as JSON, in our own words (docs/contract.md, accounts)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from typing_extensions import TypedDict

from webapp.core.codes.setup import DeskSetup
from webapp.core.data.clock import iso
from webapp.core.data.ids import CHOSEN
from webapp.core.data.money import Amount
from webapp.core.operation.actor import Actor

BASIS_POINTS = 2


def _time(moment: dt.datetime | None) -> str | None:
    return None if moment is None else iso(moment)


class PersonJson(TypedDict):
    """A person as this tenant knows them."""

    id: str
    email: str
    name: str
    role: str
    status: str
    joinedAt: str | None
    lastSeenAt: str | None
    createdAt: str


def person_json(row: Any, actor: Actor) -> PersonJson:
    """One person, from a row or an object."""
    return PersonJson(
        id=row.id,
        email=row.email,
        name=row.name,
        role=row.role,
        status=row.status,
        joinedAt=_time(row.joined_at),
        lastSeenAt=_time(row.seen_at),
        createdAt=iso(row.created_at),
    )


class PersonLinkJson(TypedDict):
    """A person with a one-time link, which is answered this once."""

    person: PersonJson
    kind: str
    link: str
    expiresAt: str


class KeyJson(TypedDict):
    """An API key without its secret."""

    id: str
    name: str
    hint: str
    scopes: list[str]
    requestsPerMinute: int | None
    status: str
    createdAt: str
    lastUsedAt: str | None
    expiresAt: str | None
    revokedAt: str | None


def key_json(row: Any, actor: Actor) -> KeyJson:
    """One key as the list has it."""
    return KeyJson(
        id=row.id,
        name=row.name,
        hint=row.hint,
        scopes=row.scopes,
        requestsPerMinute=row.requests_per_minute,
        status=getattr(row, "status", None) or ("revoked" if row.revoked_at else "active"),
        createdAt=iso(row.created_at),
        lastUsedAt=_time(row.last_used_at),
        expiresAt=_time(row.expires_at),
        revokedAt=_time(row.revoked_at),
    )


class NewKeyJson(KeyJson):
    """An API key with its secret, which is answered this once."""

    key: str


def new_key_json(made: Any, actor: Actor) -> NewKeyJson:
    """A key that was just made."""
    return NewKeyJson(**key_json(made.key, actor), key=made.secret)


class DeskJson(TypedDict):
    """A desk."""

    id: str
    name: str
    active: bool
    setup: dict[str, Any]
    createdAt: str


def desk_json(row: Any, actor: Actor) -> DeskJson:
    """One desk."""
    return DeskJson(
        id=row.id, name=row.name, active=row.active, setup=DeskSetup.of(row.setup).kept(), createdAt=iso(row.created_at)
    )


class SettingsJson(TypedDict):
    """A tenant's settings; slug and currency stay as they were made."""

    slug: str
    name: str
    currency: str
    timeZone: str
    vatPercent: Amount
    pricesIncludeVat: bool
    contractLengths: list[int]
    defaultContractLength: int
    defaultTracking: str
    recordsForNewVariants: bool
    orderIdPrefix: str
    subscriptionIdPrefix: str
    customerIdPrefix: str
    minOrderQuantity: int
    maxOrderQuantity: int
    billingStart: str
    reserveOnConfirm: bool
    version: int
    updatedAt: str


def settings_json(tenant: Any, actor: Actor) -> SettingsJson:
    """The settings."""
    ids = id_prefixes(tenant)
    return SettingsJson(
        slug=tenant.slug,
        name=tenant.name,
        currency=tenant.currency,
        timeZone=tenant.time_zone,
        vatPercent=percent(tenant.vat_basis_points),
        pricesIncludeVat=tenant.prices_include_vat,
        contractLengths=tenant.contract_lengths,
        defaultContractLength=tenant.default_contract_length,
        defaultTracking=tenant.default_tracking,
        recordsForNewVariants=tenant.records_for_new_variants,
        orderIdPrefix=ids["ord"],
        subscriptionIdPrefix=ids["sub"],
        customerIdPrefix=ids["cust"],
        minOrderQuantity=tenant.min_order_quantity,
        maxOrderQuantity=tenant.max_order_quantity,
        billingStart=tenant.billing_start,
        reserveOnConfirm=tenant.reserve_on_confirm,
        version=tenant.version,
        updatedAt=iso(tenant.updated_at),
    )


def id_prefixes(tenant: Any) -> dict[str, str]:
    """What new ids begin with, by kind."""
    return {kind: next(iter(tenant.id_prefixes.get(kind, ())), kind) for kind in CHOSEN}


def percent(basis_points: int) -> Decimal:
    """A percentage without needless digits: 2100 is 21, 825 is 8.25."""
    number = Decimal(basis_points).scaleb(-BASIS_POINTS)
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
