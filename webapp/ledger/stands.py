"""Where stock is booked: a record and one of its pools, found or made, and locked."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as pg_insert

from webapp.catalog.models import Variant
from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.ledger.models import Lot, Pool, Record, table_of
from webapp.ledger.posting import Context, Spot, lock_records

_Stands = Select[str, str, str | None, str, str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Stand:
    """A spot whose record is locked, and what it is for; what it holds is for the database to judge."""

    spot: Spot
    product_id: str
    variant_id: str | None
    warehouse_id: str
    bin_id: str | None


@dataclass(frozen=True, slots=True)
class Goods:
    """What is stocked: a variant of a product, or the product as a whole."""

    product_id: str
    variant_id: str | None


def units_stand(work: Context, variant_id: str, warehouse_id: str) -> Stand:
    """The units of a variant in a warehouse: one statement, unless they are the first ones there."""
    wanted = {"tenant": work.tenant_id, "variant": variant_id, "warehouse": warehouse_id}
    found = _found(work, _UNITS, wanted)
    if found is not None:
        return found
    record_id = open_record(work, goods_of(work, variant_id), warehouse_id)
    _make_pool(work, record_id, "units")
    return _sure(_found(work, _UNITS, wanted))


def units_stands(work: Context, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], Stand]:
    """The same for many pairs of variant and warehouse; their records are locked together, in one order."""
    found = _unlocked(work, keys)
    for variant_id, warehouse_id in sorted(set(keys) - found.keys()):
        record_id = open_record(work, goods_of(work, variant_id), warehouse_id)
        _make_pool(work, record_id, "units")
    if found.keys() != set(keys):
        found = _unlocked(work, keys)
    lock_records(work, {stand.spot.record_id for stand in found.values()})
    return found


def _unlocked(work: Context, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], Stand]:
    """What these are booked on never changes, so it may be read before it is locked."""
    variants, warehouses = ({key[side] for key in keys} for side in (0, 1))
    rows = work.session.execute(
        _stands(
            work.tenant_id,
            Record.variant_id.in_(variants),
            Record.warehouse_id.in_(warehouses),
            Pool.kind == "units",
            locked=False,
        )
    ).all()
    stands = [Stand(Spot(*row[:3]), *row[3:]) for row in rows]
    wanted = set(keys)
    return {key: one for one in stands if (key := (one.variant_id or "", one.warehouse_id)) in wanted}


def loose_stand(work: Context, goods: Goods, warehouse_id: str, bin_id: str | None = None) -> Stand:
    """The loose stock of some goods in a warehouse, or in one of its bins."""
    where = (
        Record.product_id == goods.product_id,
        Record.variant_id.is_not_distinct_from(goods.variant_id),
        Record.warehouse_id == warehouse_id,
        Pool.kind == "loose",
        Pool.bin_id.is_not_distinct_from(bin_id),
    )
    found = _locked(work, *where)
    if found is not None:
        return found
    _make_pool(work, open_record(work, goods, warehouse_id), "loose", bin_id=bin_id)
    return _sure(_locked(work, *where))


def lot_stand(work: Context, lot_id: str, bin_id: str | None = None) -> Stand:
    """A lot's stock, or the part of it in one bin, in the record that the lot is in."""
    where = (Pool.lot_id == lot_id, Pool.bin_id.is_not_distinct_from(bin_id))
    for _ in range(2):
        found = _locked(work, *where, Lot.tenant_id == work.tenant_id, Lot.id == lot_id, Record.id == Lot.record_id)
        if found is not None:
            return found
        lot = select(Lot.record_id).where(Lot.tenant_id == work.tenant_id, Lot.id == lot_id)
        _make_pool(work, work.session.execute(lot).scalar_one(), "lot", lot_id, bin_id)
    raise LookupError(f"the lot {lot_id} moved while it was looked for")


def goods_of(work: Context, variant_id: str) -> Goods:
    """The product that a variant belongs to, and the variant."""
    found = select(Variant.product_id).where(Variant.tenant_id == work.tenant_id, Variant.id == variant_id)
    return Goods(work.session.execute(found).scalar_one(), variant_id)


def open_record(work: Context, goods: Goods, warehouse_id: str) -> str:
    """The id of the record of some goods in a warehouse, made empty if there is none."""
    made = {
        "tenant_id": work.tenant_id,
        "id": new_id("inv"),
        "product_id": goods.product_id,
        "variant_id": goods.variant_id,
        "warehouse_id": warehouse_id,
        "variant_attributes": {},
        "created_at": work.at,
        "updated_at": work.at,
    }
    wanted = select(Record.id).where(
        Record.tenant_id == work.tenant_id,
        Record.product_id == goods.product_id,
        Record.variant_id.is_not_distinct_from(goods.variant_id),
        Record.warehouse_id == warehouse_id,
    )
    return _found_or_made(work, wanted, Record, made)


def _make_pool(work: Context, record_id: str, kind: str, lot_id: str | None = None, bin_id: str | None = None) -> str:
    made = {
        "tenant_id": work.tenant_id,
        "id": new_id("pool"),
        "record_id": record_id,
        "kind": kind,
        "lot_id": lot_id,
        "bin_id": bin_id,
    }
    wanted = select(Pool.id).where(
        Pool.tenant_id == work.tenant_id,
        Pool.record_id == record_id,
        Pool.kind == kind,
        Pool.lot_id.is_not_distinct_from(lot_id),
        Pool.bin_id.is_not_distinct_from(bin_id),
    )
    return _found_or_made(work, wanted, Pool, made)


def _found_or_made(work: Context, wanted: Select[str], table: Any, row: dict[str, Any]) -> str:
    found = work.session.execute(wanted).scalar_one_or_none()
    if found is not None:
        return found
    if work.session.get_bind().dialect.name == "sqlite":
        work.session.execute(insert(table_of(table)), row)
    else:  # another command may be making it: wait for that one and take what it made
        work.session.execute(pg_insert(table_of(table)).on_conflict_do_nothing(), row)
    return work.session.execute(wanted).scalar_one()


def _locked(work: Context, *where: Any) -> Stand | None:
    """The pool that matches, its record locked."""
    return _found(work, _stands(work.tenant_id, *where))


def _stands(tenant: Any, *where: Any, locked: bool = True) -> _Stands:
    rows = (
        select(
            Pool.record_id,
            Pool.id,
            Pool.lot_id,
            Record.product_id,
            Record.variant_id,
            Record.warehouse_id,
            Pool.bin_id,
        )
        .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
        .where(Pool.tenant_id == tenant, Record.tenant_id == tenant, *where)
    )
    return rows.with_for_update(key_share=True, of=Record) if locked else rows


def _found(work: Context, statement: _Stands, values: dict[str, Any] | None = None) -> Stand | None:
    row = work.session.execute(statement, values or {}).one_or_none()
    return None if row is None else Stand(Spot(*row[:3]), *row[3:])


# Made once: every receipt asks it.
_UNITS = _stands(
    bindparam("tenant"),
    Record.variant_id == bindparam("variant"),
    Record.warehouse_id == bindparam("warehouse"),
    Pool.kind == "units",
)


def _sure(found: Stand | None) -> Stand:
    if found is None:
        raise LookupError("a pool that was just made is not there")
    return found


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot as it is kept; ``expires_at`` is the last moment of its last good day."""

    id: str
    number: str
    status: str
    expires_at: dt.datetime | None


def find_lot(work: Context, variant_id: str, warehouse_id: str, number: str) -> LotFacts | None:
    """The lot of this number that a variant has in a warehouse."""
    row = work.session.execute(
        select(Lot.id, Lot.number, Lot.status, Lot.expires_at).where(
            Lot.tenant_id == work.tenant_id,
            Lot.variant_id == variant_id,
            Lot.warehouse_id == warehouse_id,
            Lot.number == number,
            Lot.deleted == False,
        )
    ).one_or_none()
    return None if row is None else LotFacts(*row)


def lots_by_number(work: Context, numbers: Collection[str]) -> dict[tuple[str, str, str], dt.datetime | None]:
    """Until when the lots of these numbers are good, by variant, warehouse and number."""
    rows = work.session.execute(
        select(Lot.variant_id, Lot.warehouse_id, Lot.number, Lot.expires_at).where(
            Lot.tenant_id == work.tenant_id, Lot.number.in_(numbers), Lot.deleted == False
        )
    )
    return {(row.variant_id, row.warehouse_id, row.number): row.expires_at for row in rows}


def open_lot(
    work: Context, goods: Goods, warehouse_id: str, number: str, expires_at: dt.datetime | None, bin_id: str | None
) -> LotFacts:
    """The lot of this number, opened empty if there is none; one that is there keeps its date."""
    variant_id = goods.variant_id
    if variant_id is None:
        raise ValueError("a lot is of a variant")
    found = find_lot(work, variant_id, warehouse_id, number)
    if found is None:
        row = {
            "tenant_id": work.tenant_id,
            "id": new_id("lot"),
            "record_id": open_record(work, goods, warehouse_id),
            "variant_id": variant_id,
            "warehouse_id": warehouse_id,
            "number": number,
            "expires_at": expires_at,
            "bin_id": bin_id,
            "metadata": {},
            "created_at": work.at,
            "updated_at": work.at,
        }
        make = insert_for(work.session)
        work.session.execute(make(Lot.__table__).values(row).on_conflict_do_nothing())
        found = find_lot(work, variant_id, warehouse_id, number)
    if found is None:
        raise LookupError("a lot that was just opened is not there")
    return found
