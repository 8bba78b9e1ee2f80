"""Naming desks: browsers that say where something was done."""

from dataclasses import replace

from sqlalchemy import select

from webapp.accounts.errors import DeskNameTaken, DeskNotFound
from webapp.accounts.inputs import DeskId, NameDesk, NoInput, RenameDesk, SetUpDesk, TestCard
from webapp.accounts.models import Desk
from webapp.accounts.permissions import Permission
from webapp.core.codes.card import Finding, judge_card
from webapp.core.codes.setup import DeskSetup
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation

A_BROWSER = {"html": "a desk is a browser, and a key has none"}


@operation(needs=Permission.NAME_DESK, raises=(DeskNameTaken,))
def name_desk(work: Work, data: NameDesk) -> Desk:
    """Make a desk; one of that name that was taken out of use comes back with its history."""
    found = work.session.execute(
        select(Desk).where(Desk.tenant_id == work.tenant_id, Desk.name_key == fold(data.name))
    ).scalar_one_or_none()
    if found is not None and found.active:
        raise DeskNameTaken(name=data.name)
    if found is not None:
        found.active, found.name = True, data.name
        work.tell(f"took the desk {found.name} back into use", found.id)
        return found
    desk = Desk(
        tenant_id=work.tenant_id,
        id=new_id("dsk"),
        name=data.name,
        name_key=fold(data.name),
        active=True,
        setup=DeskSetup().kept(),
        created_at=work.at,
    )
    work.session.add(desk)
    work.tell(f"named the desk {desk.name}", desk.id)
    return desk


@operation(needs=Permission.NAME_DESK, raises=(DeskNotFound,), only=A_BROWSER)
def choose_desk(work: Work, data: DeskId) -> Desk:
    """Make this browser a desk that is there already."""
    desk = _desk(work, data.desk_id)
    work.tell(f"sat down at {desk.name}", desk.id)
    return desk


@operation(needs=Permission.NAME_DESK, only=A_BROWSER)
def leave_desk(work: Work, data: NoInput) -> None:
    """Make this browser no desk any more."""
    work.tell(f"left {work.actor.desk_name or 'the desk'}", work.actor.desk_id)


@operation(needs=Permission.EDIT_SETTINGS, raises=(DeskNotFound, DeskNameTaken))
def rename_desk(work: Work, data: RenameDesk) -> Desk:
    """Give a desk another name, in every browser that is it."""
    desk = _desk(work, data.desk_id)
    work.changed(desk.id, {"name": desk.name}, {"name": data.name})
    work.tell(f"renamed the desk {desk.name} to {data.name}", desk.id)
    desk.name, desk.name_key = data.name, fold(data.name)
    return desk


@operation(needs=Permission.EDIT_SETTINGS, raises=(DeskNotFound,))
def retire_desk(work: Work, data: DeskId) -> Desk:
    """Take a desk out of use; every browser that was it is no desk from this moment."""
    desk = _desk(work, data.desk_id)
    desk.active = False
    work.tell(f"took the desk {desk.name} out of use", desk.id)
    work.changed(desk.id, {"active": True}, {"active": False})
    return desk


@operation(needs=Permission.NAME_DESK, raises=(DeskNotFound,))
def set_up_desk(work: Work, data: SetUpDesk) -> Desk:
    """Keep how a desk's scanner types and how loud its sounds are; what is not sent stays as it is."""
    desk = _desk(work, data.desk_id)
    before = DeskSetup.of(desk.setup)
    sent = {name: getattr(data, name) for name in data.model_fields_set if name in before.kept()}
    after = DeskSetup.of({**before.kept(), **{name: "" if value is None else value for name, value in sent.items()}})
    if len(after.typed) != len(after.meant) or len(set(after.typed)) < len(after.typed):
        words = "Each character that arrives stands for one: type as many here as there, and none of those twice."
        raise InputRefused([Detail("meant", words)])
    work.changed(desk.id, before.kept(), after.kept())
    work.tell(
        f"set up the scanner of {desk.name}" if _types(after) != _types(before) else f"set up {desk.name}", desk.id
    )
    if after != before:
        desk.setup = after.kept()
    return desk


@operation(
    needs=Permission.NAME_DESK,
    raises=(DeskNotFound,),
    only={"html": "a test card is scanned into a page"},
    writes=False,
)
def read_test_card(work: Work, data: TestCard) -> tuple[Desk, Finding]:
    """Say how a desk's scanner types, from two known codes as they arrived."""
    return _desk(work, data.desk_id), judge_card(data.first, data.second, data.ended)


def _types(setup: DeskSetup) -> DeskSetup:
    return replace(setup, volume=0, muted=False)


def _desk(work: Work, desk_id: str) -> Desk:
    found = work.session.execute(
        select(Desk).where(Desk.tenant_id == work.tenant_id, Desk.id == desk_id, Desk.active == True).with_for_update()
    ).scalar_one_or_none()
    if found is None:
        raise DeskNotFound
    return found
