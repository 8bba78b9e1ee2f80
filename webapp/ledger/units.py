"""Units as the ledger knows them: how one is born and comes to stand somewhere."""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from sqlalchemy import insert

from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.ledger.models import Unit, table_of
from webapp.ledger.posting import Context, Happening, Move, post, record_events
from webapp.ledger.stands import Stand

_BEAR = insert(table_of(Unit))


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
    unit_id = bear_unit(work, stand, new)
    if status == "sold":
        born = _born_sold(unit_id)
        record_events(work, [replace(born, reference=reference, note=note)])
        return unit_id
    arrival = Move(
        spot=stand.spot,
        from_node=from_node,
        to_node="available" if status == "available" else "held",
        action="RECEIVED",
        unit_id=unit_id,
        status_to=status,
        bin_to=bin_id,
        reference=reference,
        note=note,
    )
    post(work, [arrival])
    return unit_id


def _born_sold(unit_id: str) -> Happening:
    return Happening(subject="unit", subject_id=unit_id, unit_id=unit_id, action="born_sold", status_to="sold")


def bear_unit(work: Context, stand: Stand, new: NewUnit) -> str:
    """A unit's row, voided until its first movement or event brings it to life."""
    unit_id = new_id("unit")
    row = {
        "tenant_id": work.tenant_id,
        "id": unit_id,
        "serial_norm": fold(new.serial),
        "product_id": stand.product_id,
        "variant_id": stand.variant_id,
        "created_at": work.at,
        "updated_at": work.at,
        **asdict(new),
    }
    work.session.execute(_BEAR, row)
    return unit_id
