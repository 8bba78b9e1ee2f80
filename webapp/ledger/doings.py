"""What was done, as its page tells it: every row leads to its thing and says whether it can be taken back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import ApiKey, Desk, Membership, User
from webapp.audit.models import Batch
from webapp.catalog.models import Variant
from webapp.core.listing.listing import Filter, Listing, contains
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import operations
from webapp.ledger.errors import BatchNotFound
from webapp.ledger.history.concerning import by_id
from webapp.ledger.models import Event, Movement
from webapp.ledger.queries import BATCHES
from webapp.ledger.words import TOLD
from webapp.locations.models import Bin

MOST_PEOPLE = 200
_WORDS = {"asset": "unit", "batch": "", "upsert": "enter"}
"""What an operation's name says in a clerk's words."""


def doings(session: Session, actor: Actor, asked: Mapping[str, str]) -> Listing:
    """The history of a tenant, with the people and kinds there are as choices."""
    who = tuple(_who(session, actor.tenant.id))
    choices: Mapping[str, tuple[tuple[str, str], ...]] = {"actorId": who, "operation": _kinds()}
    filters = [replace(one, choices=choices.get(one.name, ())) for one in BATCHES.filters]
    zone = ZoneInfo(actor.tenant.time_zone)
    by_day = Filter("day", "Day", lambda text: _on(text, zone), kind="day")
    rows = (lambda tenant_id: by_id(doing_rows(tenant_id))) if asked.get("about") else doing_rows
    return replace(BATCHES, rows=rows, filters=(*filters, by_day), search=_search, search_label="What, or who")


def find_doing(session: Session, tenant_id: int, batch_id: str) -> Any:
    """One row of the history; raises BatchNotFound."""
    found = session.execute(doing_rows(tenant_id).where(Batch.id == batch_id)).one_or_none()
    if found is None:
        raise BatchNotFound
    return found


def doing_rows(tenant_id: int) -> Select[Any]:
    """Besides what the API lists: what the subject is a part of, and whether something is left to take back."""
    told_desk = aliased(Desk)
    return (
        BATCHES.rows(tenant_id)
        .outerjoin(Variant, (Variant.tenant_id == Batch.tenant_id) & (Variant.id == Batch.subject_id))
        .outerjoin(Bin, (Bin.tenant_id == Batch.tenant_id) & (Bin.id == Batch.subject_id))
        .outerjoin(Membership, (Membership.tenant_id == Batch.tenant_id) & (Membership.user_id == Batch.subject_id))
        .outerjoin(told_desk, (told_desk.tenant_id == Batch.tenant_id) & (told_desk.id == Batch.subject_id))
        .add_columns(
            Variant.product_id,
            Bin.warehouse_id,
            Membership.user_id.label("member_id"),
            told_desk.active.label("desk_active"),
            or_(_has_open(Movement, tenant_id), _has_open(Event, tenant_id)).label("is_open"),
        )
    )


def _has_open(table: Any, tenant_id: int) -> ColumnElement[bool]:
    """Whether the batch has lines that nothing reversed."""
    later = aliased(table)
    reversed_since = exists().where(
        later.tenant_id == tenant_id, later.tenant_id == table.tenant_id, later.reverses_n == table.n
    )
    return exists().where(
        table.tenant_id == tenant_id,
        table.tenant_id == Batch.tenant_id,
        table.batch_id == Batch.id,
        table.action.not_in(TOLD),
        ~reversed_since,
    )


def _search(text: str) -> ColumnElement[bool]:
    return or_(contains(Batch.summary, text), contains(Batch.actor_name, text))


def _on(text: str, zone: ZoneInfo) -> ColumnElement[bool]:
    try:
        day = dt.date.fromisoformat(text)
        days = (day, day + dt.timedelta(days=1))
        begin, end = (dt.datetime.combine(one, dt.time(), zone).astimezone(dt.UTC) for one in days)
    except (ValueError, OverflowError):
        raise InputRefused([Detail("day", "A day is year-month-day, such as 2025-01-15.")]) from None
    return (Batch.at >= begin) & (Batch.at < end)


def _who(session: Session, tenant_id: int) -> list[tuple[str, str]]:
    """Everybody who can have done something: people, those taken out too, and keys."""
    people = (
        select(User.id, User.name, literal(0).label("rank"))
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.tenant_id == tenant_id, Membership.joined_at.is_not(None))
    )
    keys = select(ApiKey.id, ApiKey.name, literal(1).label("rank")).where(ApiKey.tenant_id == tenant_id)
    both = union_all(people, keys).order_by("rank", "name").limit(MOST_PEOPLE)
    return [(row.id, f"{row.name} (API key)" if row.rank else row.name) for row in session.execute(both)]


def _kinds() -> tuple[tuple[str, str], ...]:
    named = [(name, _kind(name)) for name, one in operations.items() if one.writes]
    return tuple(sorted(named, key=lambda pair: pair[1]))


def _kind(name: str) -> str:
    words = (_WORDS.get(word, word) for word in name.split("_"))
    return " ".join(word for word in words if word).capitalize()
