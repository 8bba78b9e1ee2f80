"""Lists and look-ups of people, keys, desks, sessions and settings."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from webapp.accounts.errors import DeskNotFound, KeyNotFound, PersonNotFound
from webapp.accounts.models import ROLES, ApiKey, Desk, Membership, OneTimeLink, Tenant, User, UserSession
from webapp.accounts.secrets import hash_token
from webapp.core.codes.setup import DeskSetup
from webapp.core.codes.wedge import Wedge
from webapp.core.data import clock
from webapp.core.data.tenancy import across_tenants
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains

SESSION_ID_LENGTH = 24
"""So much of a session's hash tells one from another; it opens nothing."""

PERSON_STATES = (("active", "Active"), ("invited", "Invited"), ("taken_out", "Taken out"))
KEY_STATES = (("active", "Active"), ("expired", "Expired"), ("revoked", "Revoked"))

_person_status = case(
    (Membership.active == True, "active"),
    (Membership.joined_at.is_(None), "invited"),
    else_="taken_out",
)


# Whoever has an account elsewhere is known here by their address alone, until they join.
_person_name = case(
    (and_(Membership.joined_at.is_(None), User.created_at != Membership.created_at), User.email),
    else_=User.name,
)


@dataclass(frozen=True)
class Person:
    """A person as one tenant knows them."""

    id: str
    email: str
    name: str
    role: str
    status: str
    joined_at: dt.datetime | None
    seen_at: dt.datetime | None
    created_at: dt.datetime


def _people_rows(tenant_id: int) -> Select[Any]:
    return (
        select(
            User.id,
            User.email,
            _person_name.label("name"),
            Membership.role,
            _person_status.label("status"),
            Membership.joined_at,
            Membership.seen_at,
            Membership.created_at,
        )
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.tenant_id == tenant_id)
    )


PEOPLE = Listing(
    name="people",
    rows=_people_rows,
    columns=(
        Column("name", "Name", "link", sort="name", priority=1),
        Column("email", "E-mail", sort="email"),
        Column("role", "Role", priority=1),
        Column("status", "State", "status", priority=1),
        Column("seen_at", "Last seen", "time", priority=2),
        Column("created_at", "Since", "time", sort="createdAt", priority=3),
    ),
    sorts={"name": func.lower(_person_name), "email": User.email_key, "createdAt": Membership.created_at},
    tie=User.id,
    filters=(
        Filter(
            "role",
            "Role",
            lambda text: Membership.role == text,
            tuple((role, role.capitalize()) for role in ROLES),
        ),
        Filter("status", "State", lambda text: _person_status == text, PERSON_STATES),
    ),
    search=lambda text: or_(contains(_person_name, text), contains(User.email, text)),
    search_label="Name or e-mail",
    default_sort="name",
    default_direction=ASCENDING,
)


def person_or_none(session: Session, tenant_id: int, user_id: str) -> Person | None:
    """One person of a tenant, if they are there."""
    row = session.execute(_people_rows(tenant_id).where(User.id == user_id)).one_or_none()
    return None if row is None else Person(**row._asdict())


def find_person(session: Session, tenant_id: int, user_id: str) -> Person:
    """One person of a tenant; raises PersonNotFound."""
    found = person_or_none(session, tenant_id, user_id)
    if found is None:
        raise PersonNotFound
    return found


def _expired() -> ColumnElement[bool]:
    return and_(ApiKey.expires_at.is_not(None), ApiKey.expires_at <= clock.now())


def _key_status() -> ColumnElement[str]:
    return case((ApiKey.revoked_at.is_not(None), "revoked"), (_expired(), "expired"), else_="active")


def _key_rows(tenant_id: int) -> Select[Any]:
    return select(
        ApiKey.id,
        ApiKey.name,
        ApiKey.hint,
        ApiKey.scopes,
        ApiKey.requests_per_minute,
        ApiKey.created_at,
        ApiKey.last_used_at,
        ApiKey.expires_at,
        ApiKey.revoked_at,
        _key_status().label("status"),
    ).where(ApiKey.tenant_id == tenant_id)


KEYS = Listing(
    name="keys",
    rows=_key_rows,
    columns=(
        Column("name", "Name", "link", sort="name", priority=1),
        Column("hint", "Ends with", "code", priority=1),
        Column("status", "State", "status", priority=1),
        Column("last_used_at", "Last used", "time", priority=2),
        Column("expires_at", "Works until", "time", priority=3),
        Column("created_at", "Made", "time", sort="createdAt", priority=2),
    ),
    sorts={"createdAt": ApiKey.created_at, "name": func.lower(ApiKey.name)},
    tie=ApiKey.id,
    filters=(Filter("status", "State", lambda text: _key_status() == text, KEY_STATES),),
    search=lambda text: or_(contains(ApiKey.name, text), ApiKey.hint == text),
    search_label="Name or last four characters",
)


def find_key_row(session: Session, tenant_id: int, key_id: str) -> Any:
    """One key of a tenant, as the list shows it; raises KeyNotFound."""
    found = session.execute(_key_rows(tenant_id).where(ApiKey.id == key_id)).one_or_none()
    if found is None:
        raise KeyNotFound
    return found


def _desk_rows(tenant_id: int) -> Select[Any]:
    shown: list[Any] = [Desk.id, Desk.name, Desk.active, Desk.setup, Desk.created_at]
    return select(*shown).where(Desk.tenant_id == tenant_id, Desk.active == True)


DESKS = Listing(
    name="desks",
    rows=_desk_rows,
    columns=(
        Column("name", "Desk", "link", sort="name", priority=1),
        Column("created_at", "Since", "time", sort="createdAt", priority=1),
    ),
    sorts={"name": Desk.name_key, "createdAt": Desk.created_at},
    tie=Desk.id,
    search=lambda text: contains(Desk.name, text),
    search_label="Name",
    default_sort="name",
    default_direction=ASCENDING,
)


def find_desk(session: Session, tenant_id: int, desk_id: str) -> Any:
    """One desk in use; raises DeskNotFound."""
    found = session.execute(_desk_rows(tenant_id).where(Desk.id == desk_id)).one_or_none()
    if found is None:
        raise DeskNotFound
    return found


def setup_of(session: Session, tenant_id: int, desk_id: str | None) -> DeskSetup:
    """How a desk's scanner types and how loud its sounds are; as usual where there is no desk."""
    query = select(Desk.setup).where(Desk.tenant_id == tenant_id, Desk.id == desk_id, Desk.active == True)
    return DeskSetup.of(session.execute(query).scalar() or {} if desk_id else {})


def wedge_of(session: Session, tenant_id: int, desk_id: str | None) -> Wedge:
    """How to read what the scanner of a desk types."""
    return setup_of(session, tenant_id, desk_id).wedge


def find_settings(session: Session, tenant_id: int) -> Tenant:
    """The tenant itself."""
    return session.execute(select(Tenant).where(Tenant.id == tenant_id)).scalar_one()


def sessions_of(session: Session, user_id: str, idle: dt.timedelta) -> list[Any]:
    """The browsers a person is signed in with, the latest first."""
    return list(
        session.execute(
            select(
                func.substr(UserSession.token_hash, 1, SESSION_ID_LENGTH).label("id"),
                UserSession.token_hash,
                UserSession.agent,
                UserSession.created_at,
                UserSession.seen_at,
            )
            .where(UserSession.user_id == user_id, UserSession.seen_at > clock.now() - idle)
            .order_by(UserSession.seen_at.desc())
            .limit(50)
        )
    )


@dataclass(frozen=True)
class OpenLink:
    """A one-time link that can still be used, and for whom it opens what."""

    id: str
    kind: str
    tenant: Tenant
    role: str
    user_id: str
    email: str
    name: str
    has_password: bool


def open_link(session: Session, secret: str, moment: dt.datetime) -> OpenLink | None:
    """The link behind a secret, unless it was used, ran out, or its person was invited, let in or taken out since."""
    fits = or_(
        and_(OneTimeLink.kind == "invitation", _person_status == "invited"),
        and_(OneTimeLink.kind == "reset", _person_status == "active"),
    )
    query = (
        select(OneTimeLink.id, OneTimeLink.kind, Tenant, Membership.role, User)
        .join(Tenant, Tenant.id == OneTimeLink.tenant_id)
        .join(User, User.id == OneTimeLink.user_id)
        .join(
            Membership,
            and_(Membership.tenant_id == OneTimeLink.tenant_id, Membership.user_id == OneTimeLink.user_id),
        )
        .where(
            OneTimeLink.secret_hash == hash_token(secret),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > moment,
            fits,
        )
    )
    with across_tenants("a link tells its tenant"):
        row = session.execute(query).one_or_none()
    if row is None:
        return None
    user = row.User
    return OpenLink(
        row.id, row.kind, row.Tenant, row.role, user.id, user.email, user.name, user.password_hash is not None
    )


def lock_tenant(session: Session, tenant_id: int) -> None:
    """Hold the tenant until the end of the transaction, so that what is counted or made the only one stays so.

    On PostgreSQL this waits for whoever holds it; on SQLite the write lock was taken by BEGIN IMMEDIATE.
    """
    session.execute(select(Tenant.id).where(Tenant.id == tenant_id).with_for_update(key_share=True))
