"""Handling one unit: status, inspection, move, another grade."""

from webapp.accounts.permissions import Permission
from webapp.assets.errors import InvalidStatus, NotASibling, VariantInactive, VariantNotFound
from webapp.assets.inputs import ChangeStatus, InspectUnit, MoveUnit, RegradeUnit
from webapp.assets.operations.changing import REFUSALS
from webapp.assets.operations.one import broken_by, handle, unit_named
from webapp.assets.operations.telling import became
from webapp.assets.operations.wishes import goal_of_sku, place_wanted, status_wish
from webapp.assets.queries import UnitRow, find_unit
from webapp.assets.rows import Handled
from webapp.assets.steps import Wish
from webapp.core.inputs.schema import Input
from webapp.core.operation.registry import Work, operation
from webapp.ledger.quantities import broken_tail

_BY_PAGE = {"html": "POST /v1/assets/actions does it, to one unit or to many"}


@operation(needs=Permission.RECEIVE, raises=(*REFUSALS, InvalidStatus), only=_BY_PAGE)
def change_status(work: Work, data: ChangeStatus) -> Handled:
    """Say what a unit is now: available, returned, sold, or unavailable with the reason why."""
    row = unit_named(work, data)
    wish = status_wish(data.to, place_wanted(work, data.location), data.note)
    return _done(work, data, row, wish, became(row.serial, data.to, row.reason))


@operation(needs=Permission.RECEIVE, raises=(*REFUSALS, InvalidStatus), only=_BY_PAGE)
def inspect_unit(work: Work, data: InspectUnit) -> Handled:
    """Inspect a unit: say what it is now, and in what condition."""
    row = unit_named(work, data)
    edits = {"condition": data.condition} if data.condition else {}
    wish = status_wish(data.to, place_wanted(work, data.location), data.note, edits)
    return _done(work, data, row, wish, f"inspected {row.serial}: {data.to.replace('_', ' ')}")


@operation(needs=Permission.RECEIVE, raises=REFUSALS, only=_BY_PAGE)
def move_unit(work: Work, data: MoveUnit) -> Handled:
    """Move a unit to a bin or a warehouse."""
    row = unit_named(work, data)
    place = place_wanted(work, data.location)
    return _done(work, data, row, Wish(place=place, note=data.note or None), f"moved {row.serial} to {place}")


@operation(needs=Permission.RECEIVE, raises=(*REFUSALS, NotASibling, VariantInactive, VariantNotFound), only=_BY_PAGE)
def regrade_unit(work: Work, data: RegradeUnit) -> Handled:
    """Make a unit another variant of its product; its history stays with it, and the new prices hold."""
    row = unit_named(work, data)
    edits = {"condition": data.condition} if data.condition else {}
    goal, place = goal_of_sku(work, data.sku), place_wanted(work, data.location)
    wish = Wish(goal=goal, place=place, note=data.note or None, edits=edits)
    return _done(work, data, row, wish, f"re-graded {row.serial} from {row.sku} to {goal.sku}")


def _done(work: Work, data: Input, row: UnitRow, wish: Wish, sentence: str) -> Handled:
    done = handle(work, data, row.id, wish)
    broken = broken_by(work, [done])
    work.tell(f"{sentence}{broken_tail(broken)}" if done.changed else f"left {row.serial} as it was", row.id)
    return Handled(find_unit(work.session, work.tenant_id, row.id), broken)
