"""Signing in and out: server-side sessions that end when their row does."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, insert, null, select, update
from sqlalchemy.orm import Session

from webapp.accounts import throttle
from webapp.accounts.errors import BadCredentials
from webapp.accounts.models import Desk, Membership, Tenant, User, UserSession
from webapp.accounts.secrets import hash_token, is_password, new_token
from webapp.core.data import clock
from webapp.core.data.database import begin_write
from webapp.core.data.tenancy import across_tenants, tenant_scope
from webapp.core.inputs.text import fold

IDLE = dt.timedelta(hours=12)
ABSOLUTE = dt.timedelta(days=7)
TOUCH = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class Place:
    """One tenant a person works for, with what the pages and operations need of it."""

    tenant: Tenant
    role: str
    seen_at: dt.datetime | None = None
    desk: tuple[str, str] | None = None


@dataclass(frozen=True)
class SignedIn:
    """A person with a live session; Flask-Login keeps it for the request."""

    token: str
    session_hash: str
    user_id: str
    name: str
    email: str
    seen_at: dt.datetime
    places: tuple[Place, ...]
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the cookie holds: the session's token."""
        return self.token


def load(session: Session, token: str, *, idle: dt.timedelta = IDLE, desks: Collection[str] = ()) -> SignedIn | None:
    """The person behind a session token, in one query, or None when it ended. ``desks``: what it says it is."""
    now = clock.now()
    told = {"token_hash": hash_token(token), "seen_after": now - idle, "created_after": now - ABSOLUTE}
    found = session.execute(_person(bool(desks)), told | ({"desks": list(desks)} if desks else {})).all()
    if not found:
        return None
    first = found[0]
    for one in {row.Tenant for row in found if row.Tenant is not None}:
        session.expunge(one)  # what is known of the person outlives this transaction and loads nothing later
    return SignedIn(
        token=token,
        session_hash=first.token_hash,
        user_id=first.id,
        name=first.name,
        email=first.email,
        seen_at=first.seen_at,
        places=tuple(
            Place(row.Tenant, row.role, row.seen_here, (row.desk_id, row.desk_name) if row.desk_id else None)
            for row in found
            if row.Tenant is not None
        ),
    )


@lru_cache
def _person(at_a_desk: bool) -> Select[Any]:
    """Asked at every page, so it is made once."""
    desk = (Desk.id, Desk.name) if at_a_desk else (null(), null())
    shown: list[Any] = [
        UserSession.token_hash,
        UserSession.seen_at,
        User.id,
        User.name,
        User.email,
        Tenant,
        Membership.role,
        Membership.seen_at.label("seen_here"),
        desk[0].label("desk_id"),
        desk[1].label("desk_name"),
    ]
    query = (
        select(*shown)
        .join(User, User.id == UserSession.user_id)
        .outerjoin(Membership, and_(Membership.user_id == User.id, Membership.active == True))
        .outerjoin(Tenant, Tenant.id == Membership.tenant_id)
        .where(
            UserSession.token_hash == bindparam("token_hash"),
            UserSession.seen_at > bindparam("seen_after"),
            UserSession.created_at > bindparam("created_after"),
        )
        .order_by(Tenant.name)
    )
    if not at_a_desk:
        return query
    named = Desk.id.in_(bindparam("desks", expanding=True))
    return query.outerjoin(Desk, and_(Desk.tenant_id == Membership.tenant_id, named, Desk.active == True))


def touch(session: Session, signed_in: SignedIn, place: Place) -> None:
    """Note that the session is in use, and the person at this place, at most every few minutes."""
    now = clock.now()
    if now - signed_in.seen_at < TOUCH and place.seen_at is not None and now - place.seen_at < TOUCH:
        return
    begin_write(session)
    session.execute(update(UserSession).where(UserSession.token_hash == signed_in.session_hash).values(seen_at=now))
    with tenant_scope(place.tenant.id):
        session.execute(
            update(Membership)
            .where(Membership.tenant_id == place.tenant.id, Membership.user_id == signed_in.user_id)
            .values(seen_at=now)
        )
    session.commit()


def sign_in(session: Session, email: str, password: str, *, address: str, agent: str, knows_browser: bool) -> str:
    """Check e-mail and password and open a session; returns its token. Raises BadCredentials or TooManyTries."""
    key = fold(email)
    buckets = throttle.sign_in_buckets(key, address, knows_browser)
    throttle.judge(session, buckets, throttle.SIGN_IN_WINDOW)
    user = session.execute(select(User.id, User.password_hash).where(User.email_key == key)).one_or_none()
    session.rollback()  # no transaction is held while the password is hashed
    if not is_password(user.password_hash if user else None, password) or user is None:
        throttle.count(session, buckets, throttle.SIGN_IN_WINDOW)
        raise BadCredentials
    return open_session(session, user.id, agent)


def open_session(session: Session, user_id: str, agent: str) -> str:
    """A new session for a person who has proved who they are."""
    token, now = new_token(), clock.now()
    begin_write(session)
    session.execute(delete(UserSession).where(UserSession.user_id == user_id, UserSession.created_at < now - ABSOLUTE))
    session.execute(
        insert(UserSession).values(
            token_hash=hash_token(token), user_id=user_id, agent=agent[:200], created_at=now, seen_at=now
        )
    )
    session.commit()
    return token


def sign_out(session: Session, token: str) -> None:
    """End one session."""
    begin_write(session)
    session.execute(delete(UserSession).where(UserSession.token_hash == hash_token(token)))
    session.commit()


def end_sessions(session: Session, user_id: str, *, but: str | None = None) -> None:
    """End all sessions of a person within the running transaction, perhaps but one (a token hash)."""
    gone = delete(UserSession).where(UserSession.user_id == user_id)
    session.execute(gone if but is None else gone.where(UserSession.token_hash != but))


def find_signed_in(
    session: Session, token: str, *, idle: dt.timedelta = IDLE, desks: Collection[str] = ()
) -> SignedIn | None:
    """``load`` through the wall: a session belongs to a person, who may work for several tenants."""
    with across_tenants("a session belongs to a person, not to a tenant"):
        return load(session, token, idle=idle, desks=desks)
