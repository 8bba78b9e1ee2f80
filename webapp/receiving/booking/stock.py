"""Receiving what is counted or kept in lots at the desk."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.core.operation.registry import Work
from webapp.ledger.posting import Move, post
from webapp.ledger.stands import Goods, LotFacts, Stand, loose_stand, lot_stand, open_lot
from webapp.receiving.booking.sources import sources_of
from webapp.receiving.desk import Chosen, Desk, Outcome, accepted, attention, deactivated, refused
from webapp.receiving.expected.taking import link
from webapp.receiving.inputs.intakes import OneIntake
from webapp.receiving.reading.things import Item, Where
from webapp.receiving.words import said_day


@dataclass(frozen=True, slots=True)
class LotAsked:
    """A lot as it was scanned or typed; the last day on which it is good."""

    number: str
    expires_on: dt.date | None = None


def receive_stock(desk: Desk, qty: int, chosen: Chosen, lot: LotAsked | None = None, *, sure: bool = False) -> Outcome:
    """Book so many pieces of the chosen item, loose or in a lot; they are held when the preset says so."""
    item = chosen.item
    if item is None:
        raise LookupError("no item is chosen")
    if not item.is_active:
        return refused(deactivated(item))
    told = OneIntake.model_construct(intake_id=desk.intake.id)
    booked = attempt(desk.work, told, lambda: _book(desk, qty, item, chosen, lot, sure=sure))
    if isinstance(booked, Problem):
        return refused(booked.words)
    if isinstance(booked, LotFacts):
        asked = _other_date(desk, item, qty, lot, booked, chosen.where)
        return replace(asked, kept={**(asked.kept or {}), "status": chosen.status})
    of_lot = f", lot {lot.number}" if lot else ""
    if lot and lot.expires_on:
        of_lot += f" until {said_day(lot.expires_on, desk.work.actor.tenant.time_zone)}"
    return accepted(
        "stock",
        f"{qty} × {item.words}{of_lot}, {chosen.where}",
        variant_id=item.variant_id,
        qty=qty,
        batch_id=booked,
    )


def _book(desk: Desk, qty: int, item: Item, chosen: Chosen, lot: LotAsked | None, *, sure: bool) -> str | LotFacts:
    """The batch that booked it, or the lot whose date is another than was said."""
    with own_batch(desk.work, desk.operation) as part:
        goods, where = Goods(item.product_id, item.variant_id), chosen.where
        stand: Stand
        if lot is None:
            stand = loose_stand(part, goods, where.warehouse_id, where.bin_id)
        else:
            expires_at = end_of_day(part, lot.expires_on)
            found = open_lot(part, goods, where.warehouse_id, lot.number, expires_at, where.bin_id)
            if not sure and expires_at is not None and found.expires_at != expires_at:
                return found
            stand = lot_stand(part, found.id, where.bin_id)
        into = "available" if chosen.status == "available" else "held"
        sources = sources_of(desk, part, stand, qty, lot=lot.number if lot else None)
        moves = [
            Move(
                spot=stand.spot,
                from_node=source.node,
                to_node=into,
                qty=source.qty,
                action="RECEIVED",
                reference=desk.intake.id,
                note=chosen.notes,
            )
            for source in sources
        ]
        ids = post(part, moves)
        link(part, [(key, one.line_id) for key, one in zip(ids, sources, strict=True) if one.line_id])
        of_lot = f", lot {lot.number}," if lot else ""
        part.tell(f"received {qty} of {item.sku}{of_lot} into {where}", desk.intake.id)
        return part.batch_id


def end_of_day(work: Work, last: dt.date | None) -> dt.datetime | None:
    """The last moment of a day at the tenant's."""
    if last is None:
        return None
    after = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), ZoneInfo(work.actor.tenant.time_zone))
    return (after - dt.timedelta(microseconds=1)).astimezone(dt.UTC)


def _other_date(desk: Desk, item: Item, qty: int, lot: LotAsked | None, found: LotFacts, where: Where) -> Outcome:
    zone = desk.work.actor.tenant.time_zone
    known = f"until {said_day(found.expires_at, zone)}" if found.expires_at else "without a date"
    said = said_day(lot.expires_on, zone) if lot and lot.expires_on else "none"
    return attention(
        "doubt",
        f"Lot {found.number} is known here {known}, but this says {said}. Is it the same lot?",
        variant_id=item.variant_id,
        kept={
            "why": "lot date",
            "choices": ["take", "dismiss"],
            "qty": qty,
            "lot": {"number": found.number, "expiry": str(lot.expires_on) if lot else None},
            "warehouse_id": where.warehouse_id,
            "bin_id": where.bin_id,
        },
    )
