"""Promises that cannot be kept: goods are damaged or missing, and the newest reservation gives them up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from typing_extensions import TypedDict

from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work
from webapp.ledger.models import Reservation
from webapp.ledger.posting import Context
from webapp.ledger.quantities.shelf import Promise

whose: Hook[[Work, Sequence[str]], Mapping[str, str]] = Hook("whose")
"""These references of reservations are about to be named: how those that a feature knows are called."""

SHOWN = 3
_TAIL = " of it promised"


@dataclass(frozen=True, slots=True)
class Broken:
    """So many that were promised for a reference, or for none, and are not any more."""

    reference: str | None
    quantity: int
    whose: str


class BrokenJson(TypedDict):
    """docs/contract.md: what was taken of a promise."""

    reference: str | None
    quantity: int
    whose: str


def newest_promises(work: Context, pool_ids: Collection[str]) -> dict[str, list[Promise]]:
    """The open reservations of these pools, whose records are locked, the newest first."""
    rows = work.session.execute(
        select(Reservation.id, Reservation.pool_id, Reservation.reference, Reservation.open_qty, Reservation.created_at)
        .where(Reservation.tenant_id == work.tenant_id, Reservation.pool_id.in_(pool_ids), Reservation.open_qty > 0)
        .order_by(Reservation.created_at.desc(), Reservation.id.desc())
    )
    found: dict[str, list[Promise]] = {}
    for row in rows:
        found.setdefault(row.pool_id, []).append(Promise(*row))
    return found


def names_of(work: Work, references: Iterable[str | None]) -> dict[str | None, str]:
    """How these references are called."""
    asked = sorted({one for one in references if one is not None})
    names: dict[str | None, str] = {None: "nobody by name", **{one: one for one in asked}}
    for named in whose(work, asked) if asked else ():
        names.update(named)
    return names


def broken_of(work: Work, taken: Iterable[tuple[str | None, int]]) -> tuple[Broken, ...]:
    """What was taken of promises, by reference, with whose they are."""
    counted: dict[str | None, int] = {}
    for reference, qty in taken:
        counted[reference] = counted.get(reference, 0) + qty
    names = names_of(work, counted)
    return tuple(Broken(reference, qty, names[reference]) for reference, qty in counted.items())


def broken_words(broken: Sequence[Broken]) -> str:
    """Who lost what, as a sentence that follows another one; empty when nobody did."""
    return f" Taken from what was promised: {listed(broken)}." if broken else ""


def broken_tail(broken: Sequence[Broken]) -> str:
    """The same for the history, which tells no names."""
    count = sum(one.quantity for one in broken)
    return f", {count:,}{_TAIL}" if broken else ""


def without_tail(said: str) -> str:
    """What was done, where it is said anyway that it was promised."""
    return said.rpartition(", ")[0] if said.endswith(_TAIL) else said


def listed(broken: Sequence[Broken]) -> str:
    """So many of each, the first few by name."""
    told = [f"{one.quantity:,} of {one.whose}" for one in broken[:SHOWN]]
    more = len(broken) - SHOWN
    if more > 0:
        told.append(f"of {more:,} more")
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def broken_json(broken: Sequence[Broken]) -> list[BrokenJson]:
    """What was taken of promises."""
    return [BrokenJson(reference=one.reference, quantity=one.quantity, whose=one.whose) for one in broken]
