"""What has no actor yet: the first tenant, the first person, the first key, made by commands of the operator."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.accounts.access import facts
from webapp.accounts.errors import AlreadyMember, TenantExists, UnknownPerson, WeakPassword
from webapp.accounts.models import MOST_ORDERED, Membership, Tenant, User
from webapp.accounts.permissions import grants_of_role
from webapp.accounts.secrets import hash_password, weakness
from webapp.accounts.sessions import end_sessions
from webapp.core.data import clock
from webapp.core.data.database import begin_write
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import across_tenants, tenant_scope
from webapp.core.inputs.text import fold
from webapp.core.operation.actor import Actor
from webapp.core.operation.hooks import Hook

CONTRACT_LENGTHS = (6, 12, 24, 36)

tenant_created: Hook[[Session, Actor], None] = Hook("tenant_created")


@dataclass(frozen=True)
class NewTenant:
    """A tenant to be made."""

    slug: str
    name: str
    currency: str
    time_zone: str = "Europe/Amsterdam"


def create_tenant(session: Session, new: NewTenant) -> int:
    """Make a tenant and what every tenant has (its default warehouse); returns its internal id."""
    now = clock.now()
    begin_write(session)
    try:
        with across_tenants("a tenant is made by the operator"):
            tenant = Tenant(
                slug=new.slug,
                name=new.name,
                currency=new.currency,
                time_zone=new.time_zone,
                vat_basis_points=0,
                prices_include_vat=False,
                contract_lengths=list(CONTRACT_LENGTHS),
                default_contract_length=12,
                default_tracking="serial",
                records_for_new_variants=True,
                id_prefixes={},
                min_order_quantity=1,
                max_order_quantity=MOST_ORDERED,
                billing_start="immediate",
                reserve_on_confirm=False,
                version=1,
                created_at=now,
                updated_at=now,
            )
            session.add(tenant)
            session.flush()
        with tenant_scope(tenant.id):
            tenant_created(session, system_actor(tenant))
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise TenantExists(slug=new.slug) from error
    return tenant.id


def system_actor(tenant: Tenant, *, source: str = "system") -> Actor:
    """The house itself at work for a tenant."""
    return Actor(
        tenant=facts(tenant),
        id="system",
        name="Stockdesk",
        role="admin",
        grants=grants_of_role("admin"),
        source=source,
    )


def find_tenant(session: Session, slug: str) -> Tenant | None:
    """A tenant by its slug."""
    return session.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one_or_none()


def create_user(session: Session, tenant_id: int, *, email: str, name: str, role: str, password: str) -> bool:
    """Make a person, or take one who is known, and let them work for a tenant; returns whether the person is new.

    The password is a new person's: who is known keeps theirs. Raises WeakPassword or AlreadyMember.
    """
    why = weakness(password, email=email, name=name)
    if why is not None:
        raise WeakPassword(why=why)
    hashed, now = hash_password(password), clock.now()
    begin_write(session)
    known = session.execute(select(User.id).where(User.email_key == fold(email))).scalar_one_or_none()
    user_id = known or new_id("usr")
    try:
        with across_tenants("a person is made by the operator"):
            if known is None:
                session.execute(insert(User).values(_person(user_id, email, name, hashed, now)))
            session.execute(
                insert(Membership).values(
                    tenant_id=tenant_id,
                    user_id=user_id,
                    role=role,
                    active=True,
                    version=1,
                    created_at=now,
                    joined_at=now,
                )
            )
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise AlreadyMember(email=email) from error
    return known is None


def set_password(session: Session, email: str, password: str) -> None:
    """Set a person's password and end their sessions; raises UnknownPerson or WeakPassword."""
    user = session.execute(select(User.id, User.email, User.name).where(User.email_key == fold(email))).one_or_none()
    if user is None:
        raise UnknownPerson(email=email)
    why = weakness(password, email=user.email, name=user.name)
    if why is not None:
        raise WeakPassword(why=why)
    hashed = hash_password(password)
    begin_write(session)
    session.execute(update(User).where(User.id == user.id).values(password_hash=hashed, updated_at=clock.now()))
    end_sessions(session, user.id)
    session.commit()


def _person(user_id: str, email: str, name: str, hashed: str, now: dt.datetime) -> dict[str, object]:
    return {
        "id": user_id,
        "email": email,
        "email_key": fold(email),
        "name": name,
        "password_hash": hashed,
        "created_at": now,
        "updated_at": now,
    }
