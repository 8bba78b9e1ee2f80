"""Units as the ledger knows them: how one is born and comes to stand somewhere."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import insert

from webapp.core.data.ids import new_id
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.ledger.models import Unit, table_of
from webapp.ledger.posting import Context, Happening, Move, post, record_events
from webapp.ledger.stands import Stand

_BEAR = insert(table_of(Unit))

CHUNK = 500
"""So many lines to a statement: more are no faster, and PostgreSQL's triggers sink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """What is known of a unit when it arrives; the cost is in the tenant's minor units."""

    serial: str
    acquisition_cost: int | None = None
    acquisition_date: dt.date | None = None
    location_text: str | None = None
    condition: str | None = None
    notes: str | None = None
    reason: str | None = None
    product_name: str | None = None


def receive_unit(
    work: Context,
    stand: Stand,
    new: NewUnit,
    *,
    status: str = "available",
    from_node: str = "supplier",
    bin_id: str | None = None,
    reference: str | None = None,
    note: str | None = None,
) -> str:
    """Bring a unit to life in a units stand and answer its id; two statements.

    ``status`` is available, returned or unavailable (the last two are held), or sold, which enters no stock.
    A serial that another live unit has is refused by ``uq_unit_serial``.
    """
    one = Arrival(
        stand=stand, new=new, status=status, from_node=from_node, bin_id=bin_id, reference=reference, note=note
    )
    return receive_many(work, [one])[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One of many units that arrive: what ``receive_unit`` is told of one."""

    stand: Stand
    new: NewUnit
    status: str = "available"
    from_node: str = "supplier"
    bin_id: str | None = None
    reference: str | None = None
    note: str | None = None


def receive_many(work: Context, arrivals: Sequence[Arrival]) -> list[str]:
    """Bring many units to life in a few statements and answer their ids, in the order they were given.

    They are written in the order of their serials, so that two who bring the same ones never wait in a circle.
    """
    born = [(new_id("unit"), one) for one in arrivals]
    rows = [(_row(work, unit_id, one.stand, one.new), unit_id, one) for unit_id, one in born]
    rows.sort(key=lambda row: str(row[0]["serial_norm"]))
    for part in in_parts(rows, CHUNK):
        work.session.execute(_BEAR, [row for row, _, _ in part])
        post(work, [_arrival(unit_id, one) for _, unit_id, one in part if one.status != "sold"])
        sold = [(unit_id, one) for _, unit_id, one in part if one.status == "sold"]
        record_events(work, [replace(_born_sold(key), reference=one.reference, note=one.note) for key, one in sold])
    return [unit_id for unit_id, _ in born]


def _arrival(unit_id: str, one: Arrival) -> Move:
    return Move(
        spot=one.stand.spot,
        from_node=one.from_node,
        to_node="available" if one.status == "available" else "held",
        action="RECEIVED",
        unit_id=unit_id,
        status_to=one.status,
        bin_to=one.bin_id,
        reference=one.reference,
        note=one.note,
    )


def _born_sold(unit_id: str) -> Happening:
    return Happening(subject="unit", subject_id=unit_id, unit_id=unit_id, action="born_sold", status_to="sold")


def bear_unit(work: Context, stand: Stand, new: NewUnit) -> str:
    """A unit's row, voided until its first movement or event brings it to life."""
    unit_id = new_id("unit")
    work.session.execute(_BEAR, _row(work, unit_id, stand, new))
    return unit_id


def _row(work: Context, unit_id: str, stand: Stand, new: NewUnit) -> dict[str, object]:
    return {
        "tenant_id": work.tenant_id,
        "id": unit_id,
        "serial_norm": fold(new.serial),
        "product_id": stand.product_id,
        "variant_id": stand.variant_id,
        "created_at": work.at,
        "updated_at": work.at,
        **asdict(new),
    }
