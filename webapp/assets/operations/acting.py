"""One thing done to many units: each by itself, or all or none; one batch, one undo."""

from collections.abc import Mapping, Sequence

from webapp.accounts.permissions import Permission
from webapp.assets.errors import (
    AssetNotFound,
    InvalidStatus,
    NotASibling,
    NotOneGrade,
    VariantInactive,
    VariantNotFound,
)
from webapp.assets.inputs import ActOnAssets
from webapp.assets.operations.changing import REFUSALS
from webapp.assets.operations.one import broken_by, handle_each
from webapp.assets.operations.telling import did
from webapp.assets.operations.wishes import goal_of_sku, goals_of_grade, place_wanted, status_wish
from webapp.assets.queries import UnitRow, find_many
from webapp.assets.rows import ActedRow, ActedRows, refuse_all
from webapp.assets.steps import Done, Goal, Wish
from webapp.bulk.errors import RowsRefused
from webapp.core.operation.errors import Detail, InputRefused, Problem
from webapp.core.operation.registry import Work, operation
from webapp.ledger.quantities import broken_tail

_RAISES = (InvalidStatus, NotASibling, NotOneGrade, RowsRefused, VariantInactive, VariantNotFound)


@operation(needs=Permission.RECEIVE, raises=(*REFUSALS, *_RAISES))
def act_on_assets(work: Work, data: ActOnAssets) -> ActedRows:
    """Do one thing to up to 500 units: a status, an inspection, a move, another grade, condition or notes."""
    found = find_many(work.session, work.tenant_id, serials=data.serial_numbers)
    rows = _each_once(data, found)
    units = [row for row in rows if not isinstance(row, Problem)]
    wishes, refused = _wishes(work, data, units)
    done = handle_each(work, data, wishes)
    outcome = [_outcome(name, row, done, refused) for name, row in zip(data.serial_numbers, rows, strict=True)]
    if data.mode == "all":
        refuse_all("serialNumbers", [one.problem for one in outcome])
    changed = [one.unit_id for one in outcome if one.changed]
    broken = broken_by(work, done.values())
    told = f"{_sentence(data, len(changed), len(outcome))}{broken_tail(broken)}"
    work.tell(told, changed[0] if len(changed) == 1 else None)
    now = find_many(work.session, work.tenant_id, ids=[one.id for one in units])
    return ActedRows(outcome, now, work.batch_id if changed else None, broken)


def _each_once(data: ActOnAssets, found: Mapping[str, UnitRow]) -> list[UnitRow | Problem]:
    """The units in the order they were named; one that is named twice is refused the second time."""
    rows: list[UnitRow | Problem] = []
    seen: set[str] = set()
    for name in data.serial_numbers:
        row = found.get(name)
        if row is None:
            rows.append(AssetNotFound())
        elif row.id in seen:
            rows.append(InputRefused([Detail("", "This unit stands in another row already.")]))
        else:
            rows.append(row)
            seen.add(row.id)
    return rows


def _wishes(
    work: Work, data: ActOnAssets, units: Sequence[UnitRow]
) -> tuple[Mapping[str, Wish], Mapping[str, Problem]]:
    """What is wished of each unit, and the units of which nothing can be."""
    place, note = place_wanted(work, data.location), data.note or None
    edits = {name: value for name in ("condition", "notes") if (value := getattr(data, name))}
    if data.action == "regrade":
        goals = _goals(work, data, units)
        good = {unit.id: goal for unit in units if not isinstance(goal := goals[unit.product_id], Problem)}
        bad = {unit.id: goal for unit in units if isinstance(goal := goals[unit.product_id], Problem)}
        return {one: Wish(goal=goal, place=place, note=note, edits=edits) for one, goal in good.items()}, bad
    if data.action in ("status", "inspect"):
        wish = status_wish(data.to or ("available" if data.action == "inspect" else None), place, note, edits)
    elif data.action == "move":
        if place is None:
            raise InputRefused([Detail("location", "This is required.", "invalid_type")])
        wish = Wish(place=place, note=note)
    else:
        if not edits:
            raise InputRefused([Detail("condition", "Say a condition or notes, or both.", "invalid_type")])
        wish = Wish(edits=edits, note=note)
    return dict.fromkeys([unit.id for unit in units], wish), {}


def _goals(work: Work, data: ActOnAssets, units: Sequence[UnitRow]) -> Mapping[str, Goal | NotOneGrade]:
    if data.sku:
        return dict.fromkeys([unit.product_id for unit in units], goal_of_sku(work, data.sku))
    if data.grade:
        return goals_of_grade(work, data.grade, units)
    raise InputRefused([Detail("grade", "This is required.", "invalid_type")])


def _outcome(name: str, row: UnitRow | Problem, done: Mapping[str, Done], refused: Mapping[str, Problem]) -> ActedRow:
    if isinstance(row, Problem):
        return ActedRow(name, None, changed=False, problem=row)
    one = done.get(row.id)
    problem = refused.get(row.id) or (one.problem if one else AssetNotFound())
    return ActedRow(row.serial, row.id, changed=bool(one and one.changed), problem=problem)


def _sentence(data: ActOnAssets, changed: int, total: int) -> str:
    if not changed:
        return f"left {total:,} unit{'' if total == 1 else 's'} as they were"
    return did(data, changed, data.location or "", data.sku or data.grade or "")
