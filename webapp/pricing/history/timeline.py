"""Which price was, is and will be in effect when: worked out from what was written and from price changes. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


@dataclass(frozen=True)
class Written:
    """Somebody wrote a variant's own prices: by contract length the new one, or None for one that was taken out."""

    at: dt.datetime
    who: str
    prices: Mapping[int, int | None]
    what: str = "edited the price"


@dataclass(frozen=True)
class State:
    """How a price change stands from a moment on."""

    at: dt.datetime
    who: str
    withdrawn: bool
    until: dt.datetime | None


@dataclass(frozen=True)
class Over:
    """A price change over the prices of one variant; ``lines`` by length: the price, and when it was written over."""

    id: str
    name: str
    begins: dt.datetime
    created: dt.datetime
    states: Sequence[State]
    lines: Mapping[int, tuple[int, dt.datetime | None]]

    def state_at(self, at: dt.datetime) -> State | None:
        """How it stood, if it was there."""
        return next((state for state in reversed(self.states) if state.at <= at), None)


class Step(NamedTuple):
    """From a moment on another price was in effect, because of what somebody did then or had planned."""

    at: dt.datetime
    contract_length: int
    old: int | None
    new: int | None
    who: str
    what: str
    change_id: str | None


class _Cause(NamedTuple):
    who: str
    what: str
    change_id: str | None = None


def steps(written: Sequence[Written], overs: Sequence[Over]) -> list[Step]:
    """Every change of a price in effect, oldest first; those planned lie after now."""
    causes: dict[dt.datetime, list[_Cause]] = defaultdict(list)
    for at, cause in (*_of_changes(overs), *_of_writers(written)):
        causes[at].append(cause)
    told: list[Step] = []
    before: dict[int, tuple[int, str | None]] = {}
    for at in sorted(causes):
        after = in_effect(written, overs, at)
        for months in sorted({*before, *after}):
            old, new = before.get(months, (None, None)), after.get(months, (None, None))
            if old[0] != new[0]:
                cause = _best(causes[at], new[1] or old[1])
                told.append(Step(at, months, old[0], new[0], *cause))
        before = after
    return told


def in_effect(written: Iterable[Written], overs: Iterable[Over], at: dt.datetime) -> dict[int, tuple[int, str | None]]:
    """By contract length the price in effect at a moment, and the price change it comes from, if any."""
    own: dict[int, int | None] = {}
    for one in written:
        if one.at <= at:
            own.update(one.prices)
    alive = [(over, state) for over in overs if (state := over.state_at(at)) is not None and _holds(over, state, at)]
    alive.sort(key=lambda pair: (pair[1].until is not None, pair[0].begins, pair[0].created, pair[0].id))
    found: dict[int, tuple[int, str | None]] = {
        months: (price, None) for months, price in own.items() if price is not None
    }
    for over, _ in alive:
        for months, (price, ended_at) in over.lines.items():
            if months in found and (ended_at is None or ended_at > at):
                found[months] = (price, over.id)
    return found


def _holds(over: Over, state: State, at: dt.datetime) -> bool:
    return not state.withdrawn and over.begins <= at and (state.until is None or state.until > at)


def _of_writers(written: Sequence[Written]) -> Iterator[tuple[dt.datetime, _Cause]]:
    for one in written:
        yield one.at, _Cause(one.who, one.what)


def _of_changes(overs: Sequence[Over]) -> Iterator[tuple[dt.datetime, _Cause]]:
    for over in overs:
        planner = over.states[0].who
        yield max(over.begins, over.created), _Cause(planner, f"{over.name} begins", over.id)
        for state in over.states:
            if state.until is not None and state.until > state.at:
                yield state.until, _Cause(planner, f"{over.name} ends", over.id)
        for before, state in pairwise(over.states):
            yield state.at, _Cause(state.who, f"{over.name} {_became(before, state)}", over.id)


def _became(before: State, after: State) -> str:
    if before.withdrawn != after.withdrawn:
        return "is taken back" if after.withdrawn else "is put back in force"
    return "ends" if after.until is not None and after.until <= after.at else "goes on"


def _best(causes: Sequence[_Cause], change_id: str | None) -> _Cause:
    """Of all that happened at a moment, what made the price: the change it came from or went with, or else the last."""
    return next((cause for cause in reversed(causes) if cause.change_id == change_id), causes[-1])
