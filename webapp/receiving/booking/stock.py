"""Receiving what is counted or kept in lots at the desk."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.core.data import clock
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.core.operation.registry import Work
from webapp.ledger.posting import Move, post
from webapp.ledger.stands import Goods, Stand, find_lot, loose_stand, lot_stand, open_lot
from webapp.ledger.words import STOPPED
from webapp.receiving.booking.presets import kept_presets
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
    doubt = _doubt(desk, item, chosen.where, lot) if lot and not sure else ""
    if lot and doubt:
        return _asked(doubt, item, qty, lot, chosen)
    booked = attempt(desk.work, told, lambda: _book(desk, qty, item, chosen, lot))
    if isinstance(booked, Problem):
        return refused(booked.words)
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


def _book(desk: Desk, qty: int, item: Item, chosen: Chosen, lot: LotAsked | None) -> str:
    """The batch that booked it; a lot that is known keeps its date."""
    with own_batch(desk.work, desk.operation) as part:
        goods, where = Goods(item.product_id, item.variant_id), chosen.where
        stand: Stand
        held = chosen.status != "available"
        if lot is None:
            stand = loose_stand(part, goods, where.warehouse_id, where.bin_id)
        else:
            expires_at = end_of_day(part, lot.expires_on)
            found = open_lot(part, goods, where.warehouse_id, lot.number, expires_at, where.bin_id)
            stand = lot_stand(part, found.id, where.bin_id)
            held = held or found.status in STOPPED
        into = "held" if held else "available"
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


def _doubt(desk: Desk, item: Item, where: Where, lot: LotAsked) -> str:
    """What somebody should look at before this lot is booked: it has expired, or is known with another date."""
    if lot.expires_on is None:
        return ""
    zone = desk.work.actor.tenant.time_zone
    said = said_day(lot.expires_on, zone)
    found = find_lot(desk.work, item.variant_id, where.warehouse_id, lot.number)
    if found is not None and found.expires_at != end_of_day(desk.work, lot.expires_on):
        known = f"until {said_day(found.expires_at, zone)}" if found.expires_at else "without a date"
        return f"Lot {found.number} is known here {known}, but this says {said}. Is it the same lot?"
    if lot.expires_on < clock.today(zone):
        return f"Lot {lot.number} expired on {said}. Receive it all the same?"
    return ""


def _asked(doubt: str, item: Item, qty: int, lot: LotAsked, chosen: Chosen) -> Outcome:
    return attention(
        "doubt",
        doubt,
        variant_id=item.variant_id,
        qty=qty,
        kept={
            "why": "lot",
            "choices": ["take", "dismiss"],
            "qty": qty,
            "lot": {"number": lot.number, "expiry": str(lot.expires_on) if lot.expires_on else None},
            "warehouse_id": chosen.where.warehouse_id,
            "bin_id": chosen.where.bin_id,
            **kept_presets(chosen),
        },
    )
