"""What became of each of many units, and refusing all of them for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.assets.queries import UnitRow
from webapp.bulk.errors import RowsRefused
from webapp.core.operation.errors import Detail, Problem
from webapp.ledger.quantities import Broken


@dataclass(frozen=True)
class Handled:
    """A unit as it is after something was done with it, and what that took of promises."""

    unit: UnitRow
    broken: Sequence[Broken] = ()


@dataclass(frozen=True)
class RowResult:
    """What became of one row: the unit, or why there is none."""

    serial: str | None
    unit: UnitRow | None
    problem: Problem | None


@dataclass(frozen=True)
class Rows:
    """What became of every row; ``batch_id`` is what undo takes, none when nothing was written."""

    results: Sequence[RowResult]
    batch_id: str | None


@dataclass(frozen=True)
class ActedRow:
    """What became of one unit that was named; ``name`` is its serial number, or what was sent for one."""

    name: str
    unit_id: str | None
    changed: bool
    problem: Problem | None


@dataclass(frozen=True)
class ActedRows:
    """What became of every unit, and the units as they are now, by their ids."""

    results: Sequence[ActedRow]
    units: Mapping[str, UnitRow]
    batch_id: str | None
    broken: Sequence[Broken] = ()


def refuse_all(name: str, problems: Sequence[Problem | None]) -> None:
    """Refuse everything when one row is refused: each refusal stands at its row."""
    refused = [(n, one) for n, one in enumerate(problems) if one is not None]
    if refused:
        details = [detail for n, one in refused for detail in _details(one, f"{name}.{n}")]
        raise RowsRefused(count=len(refused), details=details)


def _details(problem: Problem, place: str) -> list[Detail]:
    if not problem.details:
        return [Detail(place, problem.words, problem.code.lower())]
    return [replace(one, path=f"{place}.{one.path}".rstrip(".")) for one in problem.details]
