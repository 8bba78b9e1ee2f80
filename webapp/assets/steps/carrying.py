"""Carrying wishes out: all plans first, then their lines in a few statements; a refusal is of one unit alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import bindparam, update

from webapp.assets.errors import AssetInUse
from webapp.assets.hooks import units_in_use
from webapp.assets.steps.holding import HeldUnit, Hold
from webapp.assets.steps.planning import EDITED, Plan, Wish, plan
from webapp.assets.steps.promises import with_promises
from webapp.core.data.parts import in_parts
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt
from webapp.core.operation.registry import Work
from webapp.ledger.models import Unit, table_of
from webapp.ledger.posting import post, record_events
from webapp.ledger.quantities import Promise

T = TypeVar("T")

CHUNK = 500


@dataclass(frozen=True)
class Done:
    """What became of one unit: changed or left as it was, or why it was refused."""

    unit: HeldUnit
    changed: bool
    problem: Problem | None = None
    broken: Promise | None = None
    """What was promised of it, and was taken."""


def carry_out(work: Work, data: Input, hold: Hold, wishes: Mapping[str, Wish]) -> dict[str, Done]:
    """Do what is wished of each unit that is held; of what cannot be done it is told why, and the others are done."""
    in_use, hold = _in_use(work, hold, wishes), with_promises(work, hold, len(wishes))
    done: dict[str, Done] = {}
    plans: list[Plan] = []
    for unit_id, wish in wishes.items():
        unit = hold.units[unit_id]
        try:
            if unit_id in in_use:
                raise AssetInUse(serial=unit.serial, why=in_use[unit_id])
            made = plan(hold, unit, wish)
        except Problem as problem:
            done[unit_id] = Done(unit, changed=False, problem=problem)
            continue
        done[unit_id] = Done(unit, changed=made.changes, broken=made.broken)
        if made.changes:
            plans.append(made)
    for number, refused in write_each(work, data, plans, lambda part: _write(work, part)).items():
        unit = plans[number].unit
        done[unit.id] = Done(unit, changed=False, problem=refused)
    return done


def _in_use(work: Work, hold: Hold, wishes: Mapping[str, Wish]) -> dict[str, str]:
    """The units whose status is to change though something needs them."""
    stepping = [one for one, wish in wishes.items() if wish.end not in (None, hold.units[one].status)]
    if not stepping:
        return {}
    return {unit_id: why for told in units_in_use(work, stepping) for unit_id, why in told.items()}


def _write(work: Work, plans: Sequence[Plan]) -> None:
    for part in in_parts(plans, CHUNK):
        record_events(work, [line for one in part for line in one.first])
        post(work, [line for one in part for line in one.moves])
        record_events(work, [line for one in part for line in one.last])
        work.session.execute(
            _UPDATE,
            [
                {"of_tenant": work.tenant_id, "of_unit": one.unit.id, "updated_at": work.at}
                | {f"new_{name}": value for name, value in one.values.items()}
                for one in part
            ],
        )


_TABLE = table_of(Unit)
_UPDATE = (
    update(_TABLE)
    .where(_TABLE.c.tenant_id == bindparam("of_tenant"), _TABLE.c.id == bindparam("of_unit"))
    .values({"updated_at": bindparam("updated_at")} | {name: bindparam(f"new_{name}") for name in EDITED})
)


def write_each(
    work: Work, data: Input, things: Sequence[T], write: Callable[[Sequence[T]], None]
) -> dict[int, Problem]:
    """Write things in one go; where the database refuses, the rest without it. Answers the refused, by number."""
    return _write_part(work, data, list(enumerate(things)), write) if things else {}


def _write_part(
    work: Work, data: Input, part: Sequence[tuple[int, T]], write: Callable[[Sequence[T]], None]
) -> dict[int, Problem]:
    problem = attempt(work, data, lambda: write([thing for _, thing in part]))
    if not isinstance(problem, Problem):
        return {}
    if len(part) == 1:
        return {part[0][0]: problem}
    half = len(part) // 2
    return {**_write_part(work, data, part[:half], write), **_write_part(work, data, part[half:], write)}
