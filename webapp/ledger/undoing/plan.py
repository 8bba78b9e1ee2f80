"""What of a batch can be undone, and what cannot, because of what happened since."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.ledger.undoing.books import Books, open_books
from webapp.ledger.undoing.counts import counted_since
from webapp.ledger.undoing.lines import Label, Line, labels, open_lines
from webapp.ledger.words import COUNTED

Guard = Callable[[Session, int, Sequence[Line]], Mapping[int, str]]
Tie = Callable[[Session, int, Sequence[Line]], Mapping[int, str]]
Which = Callable[[Line], bool]

SHOWN = 3

_guards: list[Guard] = [counted_since]
_tied: list[Tie] = []
_revertible: set[str] = {COUNTED}


@dataclass(frozen=True, slots=True)
class Item:
    """What is undone together: a unit's lines, or those that share a pool, a reservation or a transfer."""

    what: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be undone, and why, in the clerk's words."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """The batch, taken apart: ``can`` newest first; both empty when everything is undone already.

    ``notes``, once carried out, say what stays as it is all the same.
    """

    batch_id: str
    can: tuple[Item, ...]
    cannot: tuple[Refusal, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing left to undo."""
        return not self.can and not self.cannot

    @property
    def words(self) -> str:
        """One sentence: how many can, how many cannot, and why (the first three reasons)."""
        if self.is_empty:
            return "There is nothing left to undo."
        if not self.cannot:
            return f"{len(self.can)} can be undone."
        if len(self.cannot) == 1 and not self.can:
            return f"{self.cannot[0].what}: {self.cannot[0].why}."
        shown = "; ".join(f"{refusal.what}: {refusal.why}" for refusal in self.cannot[:SHOWN])
        more = f" and {len(self.cannot) - SHOWN} more" if len(self.cannot) > SHOWN else ""
        return f"{len(self.can)} can be undone, {len(self.cannot)} cannot ({shown}{more})."


def add_guard(guard: Guard) -> None:
    """Let a higher feature refuse lines: it answers the numbers of those that must stay, with the reason."""
    if guard not in _guards:
        _guards.append(guard)


def add_tie(tie: Tie) -> None:
    """Let a higher feature say which lines are undone together: it answers a word for each, the same for such lines."""
    if tie not in _tied:
        _tied.append(tie)


def set_revertible(action: str) -> None:
    """Say that an event of this action, which tells a before and an after, can be reverted."""
    _revertible.add(action)


def every_line(line: Line) -> bool:
    """Everything is meant."""
    return True


def plan_undo(
    session: Session, tenant_id: int, batch_id: str, along: Sequence[str] = (), which: Which = every_line
) -> UndoPlan:
    """Try the reversal of a batch, and of those that go along, on paper, newest first; nothing is written."""
    batches = (batch_id, *along)
    lines = [line for line in open_lines(session, tenant_id, batches) if which(line)]
    named = labels(session, tenant_id, batches)
    books = open_books(session, tenant_id, batches, named)
    barred = _barred(session, tenant_id, lines)
    told = {n: word for tie in _tied for n, word in tie(session, tenant_id, lines).items()}
    can, cannot = [], []
    for together in _together(lines, books, told):
        item = Item(_what(together, books, named), tuple(together))
        why = next((barred[line.n] for line in together if line.n in barred), None) or books.try_all(together)
        if why is None:
            can.append(item)
        else:
            cannot.append(Refusal(item.what, why))
    return UndoPlan(batch_id, tuple(can), tuple(cannot))


def plan_rows(
    session: Session, tenant_id: int, batch_ids: Sequence[str], rows: Mapping[str, Collection[int]]
) -> dict[str, list[Line] | str]:
    """Try the reversal of single lines of batches on paper, row by row: the lines of a row, or why it stays."""
    numbers = {n for row in rows.values() for n in row}
    lines = {line.n: line for line in open_lines(session, tenant_id, batch_ids) if line.n in numbers}
    books = open_books(session, tenant_id, batch_ids, labels(session, tenant_id, batch_ids))
    barred = _barred(session, tenant_id, list(lines.values()))
    found: dict[str, list[Line] | str] = {}
    for key, row in rows.items():
        together = [lines[n] for n in sorted(row, reverse=True) if n in lines]
        gone = "it was taken back" if len(together) < len(row) else None
        why = gone or next((barred[line.n] for line in together if line.n in barred), None) or books.try_all(together)
        found[key] = why or together
    return found


def _barred(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[int, str]:
    barred = {
        line.n: "this kind of change has no undo of its own"
        for line in lines
        if not line.is_movement and (line.before, line.after) != (None, None) and line.action not in _revertible
    }
    for guard in _guards:
        barred.update(guard(session, tenant_id, lines))
    return barred


def _ties(line: Line, books: Books, told: Mapping[int, str]) -> Iterable[tuple[str, str]]:
    """What makes two lines hang together: one serial number is one thing, whichever units had it."""
    if line.unit_id is not None:
        yield ("unit", line.unit_id)
        yield ("serial", books.units[line.unit_id]["serial_norm"])
    elif line.is_movement:
        yield ("pool", line.pool_id)
    elif line.action == COUNTED:
        yield ("pool", line.subject_id)
    else:
        yield ("subject", line.subject_id)
    if line.transfer_id is not None:
        yield ("transfer", line.transfer_id)
    if line.reservation_id is not None:
        yield ("reservation", line.reservation_id)
    if line.n in told:
        yield ("told", told[line.n])


def _together(lines: Sequence[Line], books: Books, told: Mapping[int, str]) -> list[list[Line]]:
    """The lines in groups that are undone together, in the order of each group's newest line."""
    leader: dict[tuple[str, str], tuple[str, str]] = {}

    def find(tie: tuple[str, str]) -> tuple[str, str]:
        while leader.setdefault(tie, tie) != tie:
            leader[tie] = tie = leader[leader[tie]]
        return tie

    for line in lines:
        first, *rest = _ties(line, books, told)
        for tie in rest:
            leader[find(tie)] = find(first)
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[find(next(iter(_ties(line, books, told))))].append(line)
    return list(groups.values())


def _what(lines: Sequence[Line], books: Books, named: Mapping[str, Label]) -> str:
    """How a group is called: a unit by its serial, stock by quantity and SKU, anything else by its reference."""
    serials = dict.fromkeys(books.units[line.unit_id]["serial"] for line in lines if line.unit_id is not None)
    if serials:
        return ", ".join(list(serials)[:SHOWN]) + (f" and {len(serials) - SHOWN} more" if len(serials) > SHOWN else "")
    moved = [line for line in lines if line.is_movement]
    if not moved and lines[0].action == COUNTED:
        return "the count"
    if not moved:
        return lines[0].reference or lines[0].subject
    return f"{max(line.qty for line in moved)} of {named[moved[0].record_id].sku}"
