"""Taking what waits at a desk: each scan in its turn, with its own key, its own answer and its own batch."""

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, select, update

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import wedge_of
from webapp.core.data.columns import Json
from webapp.core.data.database import insert_for
from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work, operation, operations
from webapp.labels.operations.receipts import label_arrivals
from webapp.ledger.errors import TooMuchStock
from webapp.ledger.models import Record, table_of
from webapp.ledger.posting import lock_records
from webapp.receiving.booking.taking import take
from webapp.receiving.desk import Desk, Outcome
from webapp.receiving.errors import IntakeNotFound, NotYours, ScanNotFound
from webapp.receiving.inputs.scans import ScanIn, TakeScans
from webapp.receiving.models import Scan
from webapp.receiving.operations.seat import chosen_at, holder_of, intake_at, keep_chosen
from webapp.receiving.queries.books import books_for
from webapp.receiving.reading.cards import PREFIX
from webapp.receiving.results import Taken, TakenScan

SHOWN = 512
_ANY: Any = None
"""JSON is kept alike by every engine."""
REUSED = "This key was used for another scan, so nothing was done. Scan it again."


@operation(needs=Permission.RECEIVE, raises=(IntakeNotFound, NotYours, ScanNotFound, TooMuchStock))
def take_scans(work: Work, data: TakeScans) -> Taken:
    """Take scans in their order; each is booked, asked about or refused by itself, and never twice."""
    work.in_parts = True
    if data.taken_over_from not in (None, "", work.actor.id) and not work.actor.may(Permission.OVERSEE_RECEIVING):
        raise NotYours(name="somebody else")
    holder = holder_of(work.actor, data.taken_over_from)
    intake = intake_at(work, data.intake_id, holder)
    desk = Desk(work, operations["take_scans"], intake, holder, chosen_at(work, intake, holder))
    fresh = _claim(work, desk, data)
    if any(scan.typed for scan in fresh):
        desk.wedge = wedge_of(work.session, work.tenant_id, work.actor.desk_id)
    desk.books = books_for(work, fresh, desk.wedge)
    _lock(desk)
    _take_each(desk, fresh)
    label_arrivals(work, list(desk.received.values()))
    if fresh:
        keep_chosen(work, intake, holder, desk.chosen, desk.moment())
    return Taken(intake, desk.holder, _answers(work, data, fresh), tuple(sorted(desk.changed)))


def _take_each(desk: Desk, scans: list[ScanIn]) -> None:
    """Each in its turn; their answers are written together, but before one that looks back at the others."""
    told: dict[str, tuple[Outcome, dt.datetime]] = {}
    for scan in scans:
        if told and (scan.answer is not None or PREFIX in fold(scan.code)):
            _write(desk.work, told)
            told = {}
        told[scan.key] = (take(desk, scan), desk.moment())
    if told:
        _write(desk.work, told)


def _claim(work: Work, desk: Desk, data: TakeScans) -> list[ScanIn]:
    """The scans that were never sent before; a key belongs to the first scan that came with it."""
    once = list({scan.key: scan for scan in reversed(data.scans)}.values())[::-1]
    rows = [_waiting(work, desk, scan) for scan in once]
    make = insert_for(work.session)(table_of(Scan)).values(rows)
    ours = set(work.session.scalars(make.on_conflict_do_nothing().returning(Scan.key)))
    return [scan for scan in once if scan.key in ours]


def _waiting(work: Work, desk: Desk, scan: ScanIn) -> dict[str, Any]:
    return {
        "tenant_id": work.tenant_id,
        "key": scan.key,
        "intake_id": desk.intake.id,
        "holder": desk.holder,
        "actor_id": work.actor.id,
        "actor_name": work.actor.name,
        "desk_id": work.actor.desk_id,
        "code": shown(scan.code),
        "asked": _asked(scan),
        "state": "waiting",
        "kind": "none",
        "say": "",
        "qty": 0,
        "at": work.at,
        "client_at": scan.at,
    }


def shown(code: str) -> str:
    """A code as a row can show and a database can hold it, whatever it is."""
    seen = "".join(sign if sign.isprintable() else "\u241d" if sign == "\x1d" else "\ufffd" for sign in code[:SHOWN])
    return seen.strip()


def _lock(desk: Desk) -> None:
    """Take the records that these scans may touch, in one order, so that two desks never wait in a circle."""
    named = [one for books in (desk.books.skus, desk.books.gtins) for items in books.values() for one in items]
    wanted = {one.variant_id for one in named} | ({desk.chosen.item.variant_id} if desk.chosen.item else set())
    if wanted:
        tenant_id = desk.work.tenant_id
        lock_records(desk.work, select(Record.id).where(Record.tenant_id == tenant_id, Record.variant_id.in_(wanted)))
        desk.locked |= wanted


_ANSWER = (
    update(table_of(Scan))
    .where(table_of(Scan).c.tenant_id == bindparam("of_tenant"), table_of(Scan).c.key == bindparam("of_key"))
    .values({name: bindparam(f"its_{name}") for name in (
        "state", "kind", "say", "variant_id", "unit_id", "qty", "batch_id", "kept", "settled", "at",
    )})
)  # fmt: skip


def _write(work: Work, outcomes: dict[str, tuple[Outcome, dt.datetime]]) -> None:
    rows = [
        {
            "of_tenant": work.tenant_id,
            "of_key": key,
            "its_at": at,
            **{f"its_{name}": getattr(outcome, name) for name in Outcome.__slots__},
        }
        for key, (outcome, at) in outcomes.items()
    ]
    work.session.connection().execute(_ANSWER, rows)


def _answers(work: Work, data: TakeScans, fresh: list[ScanIn]) -> tuple[TakenScan, ...]:
    names = [getattr(Scan, name) for name in TakenScan.__slots__]
    keys = {scan.key for scan in data.scans}
    of = (Scan.tenant_id == work.tenant_id, Scan.key.in_(keys))
    found = {row.key: row for row in work.session.execute(select(*names, Scan.asked, Scan.intake_id).where(*of))}
    new = {id(scan) for scan in fresh}
    return tuple(
        TakenScan(*found[scan.key][: len(names)])
        if id(scan) in new or _is_same(scan, found[scan.key], data.intake_id)
        else TakenScan(scan.key, shown(scan.code), "refused", "none", REUSED, None, None, 0, None)
        for scan in data.scans
    )


def _is_same(scan: ScanIn, row: Any, intake_id: str) -> bool:
    """Whether a key stands for this very scan: one that stands for something else has no answer for it."""
    kept = Json()
    asked = kept.process_result_value(kept.process_bind_param(_asked(scan), _ANY), _ANY)
    return bool(asked == row.asked and intake_id in ("", row.intake_id))


def _asked(scan: ScanIn) -> dict[str, Any]:
    """What was sent, as a row keeps it; its code to the letter, because a later yes reads it again."""
    asked = scan.model_dump(by_alias=True, exclude_none=True, exclude={"key", "at"})
    return {**asked, "code": scan.code.encode(errors="replace").decode()}
