"""The rows of a desk: scans with what became of them, newest first."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.ledger.history import standings
from webapp.ledger.models import Unit
from webapp.receiving.correcting.following import followed
from webapp.receiving.correcting.receipts import Receipt, receipts_any
from webapp.receiving.models import Scan

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan as a row shows it; ``state`` says ``undone`` where what it booked was taken back since.

    What was ``corrected`` shows what it is now, and says as what it was received.
    """

    key: str
    code: str
    state: str
    kind: str
    say: str
    sku: str | None
    unit_id: str | None
    serial: str | None
    qty: int
    why: str
    choices: tuple[str, ...]
    gtin: str | None
    job_id: str | None
    finishes: str | None
    actor_name: str
    at: dt.datetime
    can_undo: bool
    corrected: bool = False


def _scans(tenant_id: int) -> Select[Any]:
    return (
        select(
            Scan.key,
            Scan.intake_id,
            Scan.code,
            Scan.state,
            Scan.kind,
            Scan.say,
            Scan.kept,
            Scan.settled,
            Scan.batch_id,
            Scan.unit_id,
            Scan.qty,
            Scan.actor_name,
            Scan.at,
            Variant.variant_sku,
            Unit.serial,
        )
        .outerjoin(Variant, (Variant.tenant_id == Scan.tenant_id) & (Variant.id == Scan.variant_id))
        .outerjoin(Unit, (Unit.tenant_id == Scan.tenant_id) & (Unit.id == Scan.unit_id))
        .where(Scan.tenant_id == tenant_id, Scan.state != "waiting")
    )


def scans_of(
    session: Session, tenant_id: int, intake_id: str, *, holder: str | None = None, before: dt.datetime | None = None
) -> list[ScanRow]:
    """The newest scans of an intake, or of one desk in it; answers to other scans are left out."""
    wanted = _scans(tenant_id).where(Scan.intake_id == intake_id, Scan.code != "")
    if holder is not None:
        wanted = wanted.where(Scan.holder == holder)
    if before is not None:
        wanted = wanted.where(Scan.at < before)
    return _rows(session, tenant_id, wanted.order_by(Scan.at.desc(), Scan.key.desc()).limit(SHOWN))


def parked_of(session: Session, tenant_id: int, intake_id: str, holder: str) -> list[ScanRow]:
    """What one desk parked in an intake, oldest first."""
    wanted = _scans(tenant_id).where(
        Scan.intake_id == intake_id,
        Scan.holder == holder,
        Scan.state == "attention",
        Scan.settled.is_(None),
        Scan.kind == "parked",
    )
    return _rows(session, tenant_id, wanted.order_by(Scan.at, Scan.key).limit(SHOWN))


def open_questions(session: Session, tenant_id: int, intake_id: str) -> list[ScanRow]:
    """The scans of an intake that wait for somebody's word, oldest first."""
    wanted = _scans(tenant_id).where(
        Scan.intake_id == intake_id,
        Scan.state == "attention",
        Scan.settled.is_(None),
        Scan.kind.in_(("doubt", "parked")),
    )
    return _rows(session, tenant_id, wanted.order_by(Scan.at, Scan.key).limit(SHOWN))


def scans_by_key(session: Session, tenant_id: int, keys: Any) -> dict[str, ScanRow]:
    """Scans by their keys."""
    rows = _rows(session, tenant_id, _scans(tenant_id).where(Scan.key.in_(list(keys))))
    return {row.key: row for row in rows}


def _rows(session: Session, tenant_id: int, wanted: Select[Any]) -> list[ScanRow]:
    found = session.execute(wanted).all()
    booked = [row.batch_id for row in found if row.batch_id]
    stands = standings(session, tenant_id, booked) if booked else {}
    gone = [one for one, stand in stands.items() if not stand.in_force]
    now = corrected_to(session, tenant_id, gone) if gone else {}
    return [_row(row, stands.get(row.batch_id), now.get(row.batch_id, ())) for row in found]


def corrected_to(session: Session, tenant_id: int, batch_ids: Collection[str]) -> dict[str, list[Receipt]]:
    """For batches that do not count any more what stands in their place, where they were corrected."""
    now = {batch: ids for batch, ids in followed(session, tenant_id, batch_ids).items() if ids}
    receipts = receipts_any(session, tenant_id, [one for ids in now.values() for one in ids]) if now else {}
    return {batch: [receipts[one] for one in ids if one in receipts] for batch, ids in now.items()}


def _row(row: Any, standing: Any, instead: Sequence[Receipt]) -> ScanRow:
    kept = row.kept or {}
    is_open = row.state == "attention" and row.settled is None
    in_force = standing is not None and standing.in_force
    undone = row.state == "accepted" and standing is not None and not standing.in_force and not instead
    now = instead[0] if instead else None
    return ScanRow(
        key=row.key,
        code=row.code,
        state="undone" if undone else row.state,
        kind=row.kind,
        say=_corrected(instead, row.say) if instead else row.say,
        sku=now.sku if now else row.variant_sku,
        unit_id=now.unit_id if now else row.unit_id,
        serial=row.serial,
        qty=row.qty,
        why=kept.get("why", ""),
        choices=tuple(kept.get("choices", ())) if is_open else (),
        gtin=kept.get("gtin"),
        job_id=kept.get("job"),
        finishes=row.intake_id if kept.get("finish") else None,
        actor_name=row.actor_name,
        at=row.at,
        can_undo=in_force or now is not None,
        corrected=now is not None,
    )


def _corrected(now: Sequence[Receipt], was: str) -> str:
    """What a row is since it was corrected, and as what it was received."""
    first = now[0]
    pieces = "" if first.unit_id else f"{sum(one.qty for one in now)} × "
    of_lot = f", lot {first.lot_number}" if first.lot_number else ""
    return f"Now {pieces}{first.sku}{of_lot}, {first.place}. It was received as {was}."


@dataclass(frozen=True, slots=True)
class Totals:
    """What an intake came to, at one desk or all of them."""

    received: int
    attention: int
    refused: int


def totals_of(session: Session, tenant_id: int, intake_id: str, received: int) -> Totals:
    """How many scans ask and were refused; ``received`` is the ledger's word."""
    asking = (Scan.state == "attention") & Scan.settled.is_(None) & Scan.kind.in_(("doubt", "parked"))
    said_no = (Scan.state == "refused") & Scan.settled.is_(None)
    row = session.execute(
        select(
            func.count(Scan.key).filter(asking),
            func.count(Scan.key).filter(said_no),
        ).where(
            Scan.tenant_id == tenant_id,
            Scan.intake_id == intake_id,
            or_(Scan.state == "attention", Scan.state == "refused"),
        )
    ).one()
    return Totals(received, row[0], row[1])
