"""Which saved views somebody sees: their own, and everybody's."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.savedviews.errors import ViewNotFound
from webapp.savedviews.models import SavedView

MOST = 500


def is_seen(actor: Actor) -> ColumnElement[bool]:
    """A criterion on SavedView: it is everybody's, or this actor's own."""
    return or_(SavedView.owner_id.is_(None), SavedView.owner_id == actor.id)


def _rows(actor: Actor) -> Select[Any]:
    return select(*SavedView.__table__.c).where(SavedView.tenant_id == actor.tenant.id, is_seen(actor))


def views_of(session: Session, actor: Actor, list_name: str | None = None) -> list[Any]:
    """The views of one list, or of all; everybody's first, then by name."""
    rows = _rows(actor).order_by(SavedView.list_name, SavedView.owner_id.is_not(None), SavedView.name_key)
    if list_name is not None:
        rows = rows.where(SavedView.list_name == list_name)
    return list(session.execute(rows.limit(MOST)))


def find_view(session: Session, actor: Actor, view_id: str) -> Any:
    """One view that this actor sees; raises ViewNotFound."""
    found = session.execute(_rows(actor).where(SavedView.id == view_id)).one_or_none()
    if found is None:
        raise ViewNotFound
    return found
