"""Receiving one serialised unit at the desk."""

from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from webapp.accounts.models import Desk as DeskRow
from webapp.assets.errors import AssetExists
from webapp.assets.inputs import ReceiveAsset, Serial
from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.ledger.models import Movement
from webapp.ledger.stands import units_stand
from webapp.ledger.units import NewUnit, receive_unit
from webapp.receiving.booking.sources import Listed, expects, sources_of
from webapp.receiving.desk import Chosen, Desk, Outcome, accepted, attention, deactivated, refused
from webapp.receiving.expected.taking import link_unit
from webapp.receiving.reading.look_up import units_by_code
from webapp.receiving.reading.things import Item, Known
from webapp.receiving.words import said_day
from webapp.subscriptions.queries.holders import last_customer

UNEXPECTED = ", not announced"
NOT_HERE = "Known, but not in stock"

_SERIAL: TypeAdapter[str] = TypeAdapter(Serial)


@dataclass(frozen=True, slots=True)
class _Booked:
    unit_id: str
    batch_id: str
    is_unexpected: bool


def serial_of(code: str) -> str:
    """The serial number that a code is; raises ValueError, in a clerk's words, when it cannot be one."""
    try:
        return _SERIAL.validate_python(code, context={"lax": True})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(str(first.get("ctx", {}).get("error", "This is too long for a serial number."))) from None


def receive(desk: Desk, serial: str, chosen: Chosen) -> Outcome:
    """Book one unit of the chosen item at the chosen place; a serial number that is here already is told about."""
    item = chosen.item
    if item is None:
        raise LookupError("no item is chosen")
    if not item.is_active:
        return refused(deactivated(item))
    try:
        serial = serial_of(serial)
    except ValueError as error:
        return refused(str(error))
    told = ReceiveAsset.model_construct(sku=item.sku, serial_number=serial)
    booked = attempt(desk.work, told, lambda: _book(desk, serial, item, chosen))
    if isinstance(booked, AssetExists):
        return _told_of(desk, serial, booked)
    if isinstance(booked, Problem):
        return refused(booked.words)
    desk.received[fold(serial)] = booked.unit_id
    return accepted(
        "unit",
        f"{item.words}, {chosen.where}" + (UNEXPECTED if booked.is_unexpected else ""),
        variant_id=item.variant_id,
        unit_id=booked.unit_id,
        qty=1,
        batch_id=booked.batch_id,
    )


def _book(desk: Desk, serial: str, item: Item, chosen: Chosen) -> _Booked:
    with own_batch(desk.work, desk.operation) as part:
        stand = units_stand(part, item.variant_id, chosen.where.warehouse_id)
        [source] = sources_of(desk, part, stand, serial=serial)
        new = NewUnit(
            serial=serial,
            acquisition_cost=item.cost if chosen.cost is None else chosen.cost,
            acquisition_date=chosen.acquired_on or clock.today(part.actor.tenant.time_zone),
            condition=chosen.condition,
            notes=chosen.notes,
        )
        unit_id = receive_unit(
            part,
            stand,
            new,
            status=chosen.status,
            from_node=source.node,
            bin_id=chosen.where.bin_id,
            reference=desk.intake.id,
        )
        if source.line_id is not None:
            link_unit(part, unit_id, source.line_id)
        part.tell(f"received {serial} ({item.sku}) into {chosen.where}", unit_id)
        return _Booked(unit_id, part.batch_id, source.node == "supplier" and expects(desk))


def receive_listed(desk: Desk, serial: str, line: Listed) -> Outcome:
    """Book a serial number that was announced, as what it was announced as, whatever else is chosen."""
    chosen = replace(
        desk.chosen,
        item=line.item,
        cost=desk.chosen.cost if line.cost is None else line.cost,
        condition=line.condition or desk.chosen.condition,
    )
    if line.where is not None and chosen.where.bin_id is None and chosen.where.warehouse_id == line.where.warehouse_id:
        chosen.where = line.where
    return receive(desk, serial, chosen)


def _told_of(desk: Desk, serial: str, problem: Problem) -> Outcome:
    """Somebody was quicker: say who has it."""
    known = units_by_code(desk.work.session, desk.work.tenant_id, [serial]).get(fold(serial))
    return refused(problem.words) if known is None else already_here(desk, known)


def already_here(desk: Desk, known: Known) -> Outcome:
    """A unit that is here: where it is, its state, since when and by whom; nothing is done."""
    own = known.unit_id in desk.received.values()
    receipt = desk.work.session.execute(
        select(Batch.actor_id, Batch.actor_name, Batch.desk_id, Batch.at, DeskRow.name.label("desk_name"))
        .join(Movement, (Movement.tenant_id == Batch.tenant_id) & (Movement.batch_id == Batch.id))
        .outerjoin(DeskRow, (DeskRow.tenant_id == Batch.tenant_id) & (DeskRow.id == Batch.desk_id))
        .where(
            Batch.tenant_id == desk.work.tenant_id,
            Movement.tenant_id == desk.work.tenant_id,
            Movement.unit_id == known.unit_id,
            Movement.status_from.is_(None),
        )
        .order_by(Movement.n.desc())
        .limit(1)
    ).one_or_none()
    if own or _was_just_here(desk, receipt):
        return attention(
            "duplicate",
            f"Already received a moment ago into {known.place}. Scan the next one.",
            unit_id=known.unit_id,
            kept={"why": "again"},
        )
    by = ""
    if receipt is not None:
        at_desk = f" at {receipt.desk_name}" if receipt.desk_name else ""
        who = "you" if receipt.actor_id == desk.work.actor.id else receipt.actor_name
        by = f", received by {who}{at_desk} on {said_day(receipt.at, desk.work.actor.tenant.time_zone)}"
    holder = last_customer(desk.work.session, desk.work.tenant_id, known.unit_id)
    by += f", {'last ' if known.status != 'rented_out' else ''}with {holder}" if holder else ""
    return attention(
        "duplicate",
        f"Already here: {known.sku}, in {known.place}{by}."
        if known.place
        else f"{NOT_HERE}: {known.sku}, {known.status.replace('_', ' ')}{by}.",
        unit_id=known.unit_id,
        kept={"why": "here" if known.place else "away", "choices": [*_moves(desk, known), "dismiss"]},
    )


def _moves(desk: Desk, known: Known) -> list[str]:
    """A unit that is in stock somewhere else can be moved to where the desk puts things; one that left, taken back."""
    if known.stands in ("customer", "loss") and known.status != "rented_out":
        return ["back"]
    return ["move"] if known.place and known.place != str(desk.chosen.where) else []


COURTESY_S = 15


def _was_just_here(desk: Desk, receipt: object) -> bool:
    """The same person at the same desk within seconds: no error, only a hand that scanned twice."""
    actor = desk.work.actor
    return (
        receipt is not None
        and actor.source != "api"
        and getattr(receipt, "actor_id", None) == actor.id
        and getattr(receipt, "desk_id", None) == actor.desk_id
        and (clock.now() - getattr(receipt, "at", clock.now())).total_seconds() <= COURTESY_S
    )
