"""Which saved views somebody sees: their own, and everybody's."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.savedviews.errors import ViewNotFound
from webapp.savedviews.models import SavedView

MOST = 500


def is_seen(actor: Actor) -> ColumnElement[bool]:
    """A criterion on SavedView: it is everybody's, or this actor's own."""
    return _is_seen(actor.id)


def _is_seen(actor_id: str) -> ColumnElement[bool]:
    return or_(SavedView.owner_id.is_(None), SavedView.owner_id == actor_id)


def _rows(tenant_id: int, actor_id: str) -> Select[Any]:
    return select(*SavedView.__table__.c).where(SavedView.tenant_id == tenant_id, _is_seen(actor_id))


def views_of(session: Session, actor: Actor, list_name: str | None = None) -> list[Any]:
    """The views of one list, or of all; everybody's first, then by name."""
    return list(session.execute(_in_order(actor.tenant.id, actor.id, list_name)))


@lru_cache(maxsize=500)
def _in_order(tenant_id: int, actor_id: str, list_name: str | None) -> Select[Any]:
    """Kept, for every list asks what was saved of it."""
    rows = _rows(tenant_id, actor_id)
    if list_name is not None:
        rows = rows.where(SavedView.list_name == list_name)
    return rows.order_by(SavedView.list_name, SavedView.owner_id.is_not(None), SavedView.name_key).limit(MOST)


def find_view(session: Session, actor: Actor, view_id: str) -> Any:
    """One view that this actor sees; raises ViewNotFound."""
    found = session.execute(_rows(actor.tenant.id, actor.id).where(SavedView.id == view_id)).one_or_none()
    if found is None:
        raise ViewNotFound
    return found
