"""Saving views of lists, renaming and removing them."""

from sqlalchemy import delete, select

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.listing.saved import judge_state
from webapp.core.operation.errors import NotAllowed, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.savedviews.errors import ViewNameTaken, ViewNotFound
from webapp.savedviews.inputs import RenameView, SaveView, ViewId
from webapp.savedviews.models import SavedView
from webapp.savedviews.queries import is_seen


@operation(needs=Permission.SAVE_VIEWS, raises=(ViewNameTaken,))
def save_view(work: Work, data: SaveView) -> SavedView:
    """Save a list as it is filtered and sorted, for oneself or (managers) for everybody."""
    _judge(work, is_shared=data.shared)
    judge_state(work.session, work.actor, data.list_name, data.query)
    view = SavedView(
        tenant_id=work.tenant_id,
        id=new_id("view"),
        owner_id=None if data.shared else work.actor.id,
        list_name=data.list_name,
        name=data.name,
        name_key=fold(data.name),
        query=data.query,
        version=1,
        created_at=work.at,
        updated_at=work.at,
    )
    work.session.add(view)
    work.tell(f"saved the view {view.name}", view.id)
    work.changed(view.id, None, {"name": view.name, "list": view.list_name, "query": view.query, "shared": data.shared})
    return view


@operation(needs=Permission.SAVE_VIEWS, raises=(ViewNotFound, ViewNameTaken, StaleEdit))
def rename_view(work: Work, data: RenameView) -> SavedView:
    """Give a saved view another name; what it shows stays."""
    view = _view(work, data.view_id)
    if data.version is not None and data.version != view.version:
        raise StaleEdit(what=view.name, version=view.version)
    work.tell(f"renamed the view {view.name} to {data.name}", view.id)
    work.changed(view.id, {"name": view.name}, {"name": data.name})
    if view.name != data.name:
        view.name, view.name_key = data.name, fold(data.name)
        view.version, view.updated_at = view.version + 1, work.at
    return view


@operation(needs=Permission.SAVE_VIEWS, raises=(ViewNotFound,))
def remove_view(work: Work, data: ViewId) -> SavedView:
    """Remove a saved view; the list itself stays as it is."""
    view = _view(work, data.view_id)
    work.session.execute(delete(SavedView).where(SavedView.tenant_id == work.tenant_id, SavedView.id == view.id))
    work.session.expunge(view)
    work.tell(f"removed the view {view.name}", view.id)
    work.changed(view.id, {"name": view.name, "list": view.list_name, "query": view.query}, None)
    return view


def _view(work: Work, view_id: str) -> SavedView:
    found = work.session.execute(
        select(SavedView)
        .where(SavedView.tenant_id == work.tenant_id, SavedView.id == view_id, is_seen(work.actor))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise ViewNotFound
    _judge(work, is_shared=found.owner_id is None)
    return found


def _judge(work: Work, *, is_shared: bool) -> None:
    if is_shared and not work.actor.may(Permission.SHARE_VIEWS):
        raise NotAllowed(what=Permission.SHARE_VIEWS)
