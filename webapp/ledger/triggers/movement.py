"""Inserting a movement applies it to its pool, record, lot, reservation, transfer and unit, or is refused."""

from webapp.core.data.columns import MAX_QUANTITY
from webapp.ledger.triggers.language import KEY, Change, MakeAbsent, OnlyOn, Require, Step, Trigger, never
from webapp.ledger.triggers.phrases import (
    IN_STOCK,
    added,
    in_bounds,
    overfull,
    place_of,
    same,
    serial_free,
    short,
    while_in_stock,
)

POOL = f"{KEY} AND id = NEW.pool_id"
RECORD = f"{KEY} AND id = NEW.record_id"
LOT = f"{KEY} AND id = NEW.lot_id"
RESERVATION = f"{KEY} AND id = NEW.reservation_id"
UNIT = f"{KEY} AND id = NEW.unit_id"
PRODUCT = f"(SELECT product_id FROM record WHERE {RECORD})"
TRANSIT = f"{KEY} AND transfer_id = NEW.transfer_id AND product_id = {PRODUCT}"

FORWARD = "NEW.reverses_n IS NULL"
_PROMISE = "(NEW.from_node, NEW.to_node) IN (VALUES ('available', 'reserved'), ('reserved', 'available'))"
_ANNOUNCED = (
    "NEW.from_node = 'expected' AND NEW.to_node IN ('supplier', 'opening')"
    " OR NEW.to_node = 'expected' AND NEW.from_node IN ('supplier', 'opening')"
)
_PICKED = "NEW.from_node IN ('available', 'reserved') AND NEW.to_node IN ('reserved', 'customer')"

NEXT_N = (
    f"NEW.n = 1 + MAX(COALESCE((SELECT MAX(n) FROM movement WHERE {KEY}), 0),"
    f" COALESCE((SELECT MAX(n) FROM event WHERE {KEY}), 0))"
)


def _numbered() -> list[Step]:
    return [
        OnlyOn("sqlite", Require("wrong_n", NEXT_N).sqlite()),
        OnlyOn("postgresql", Require("wrong_n", "NEW.n <= (SELECT last_value FROM movement_n_seq)").postgresql()),
        # OR REPLACE deletes what stands in its way, and no delete trigger fires without recursive_triggers.
        OnlyOn(
            "sqlite",
            Require("movement_taken", f"NOT EXISTS (SELECT 1 FROM movement WHERE {KEY} AND id = NEW.id)").sqlite(),
        ),
        OnlyOn(
            "sqlite",
            Require(
                "uq_movement_reversed",
                f"NOT EXISTS (SELECT 1 FROM movement WHERE {KEY} AND reverses_n = NEW.reverses_n)",
                when="NEW.reverses_n IS NOT NULL",
            ).sqlite(),
        ),
    ]


def _judged() -> list[Step]:
    listed = "e.from_node = NEW.from_node AND e.to_node = NEW.to_node"
    return [
        Require("edge_not_allowed", f"EXISTS (SELECT 1 FROM edge AS e WHERE {listed})", when=FORWARD),
        Require(
            "unit_pool_mismatch",
            f"EXISTS (SELECT 1 FROM pool WHERE {POOL} AND record_id = NEW.record_id"
            f" AND CASE WHEN NEW.unit_id IS NOT NULL THEN kind = 'units'"
            f" ELSE kind <> 'units' OR {_PROMISE} OR {_ANNOUNCED} END)",
        ),
        Require(
            "unit_step_not_allowed",
            "EXISTS (SELECT 1 FROM unit_step AS s WHERE s.status_from = COALESCE(NEW.status_from, '')"
            " AND s.from_node = NEW.from_node AND s.to_node = NEW.to_node AND s.status_to = NEW.status_to)",
            when=f"{FORWARD} AND NEW.unit_id IS NOT NULL",
        ),
        Require("not_its_reversal", _reversed(), when="NEW.reverses_n IS NOT NULL"),
        Require(
            "lot_not_here",
            f"EXISTS (SELECT 1 FROM lot WHERE {LOT} AND record_id = NEW.record_id AND deleted = 0)",
            when="NEW.lot_id IS NOT NULL",
        ),
        Require(
            "lot_not_pickable",
            f"EXISTS (SELECT 1 FROM lot WHERE {LOT} AND status = 'active'"
            " AND (expires_at IS NULL OR expires_at > NEW.at))",
            when=f"{FORWARD} AND NEW.lot_id IS NOT NULL AND {_PICKED}",
        ),
    ]


def _reversed() -> str:
    kept = ("lot_id", "unit_id", "reservation_id", "transfer_id")
    return (
        "EXISTS (SELECT 1 FROM movement AS m WHERE m.tenant_id = NEW.tenant_id AND m.n = NEW.reverses_n"
        " AND m.n < NEW.n AND m.record_id = NEW.record_id AND m.pool_id = NEW.pool_id AND m.qty = NEW.qty"
        " AND m.from_node = NEW.to_node AND m.to_node = NEW.from_node"
        f" AND {same('m.status_from', 'NEW.status_to')} AND {same('m.status_to', 'NEW.status_from')}"
        + "".join(f" AND {same(f'm.{column}', f'NEW.{column}')}" for column in kept)
        + ")"
    )


def _booked() -> list[Step]:
    return [
        Change(
            "pool_not_applied",
            "pool",
            added(),
            f"{POOL} AND record_id = NEW.record_id AND {same('lot_id', 'NEW.lot_id')} AND {in_bounds()}",
            f"{POOL} AND last_n = NEW.n",
            diagnoses=(("stock_short", short("pool", POOL)), ("quantity_too_large", overfull("pool", POOL))),
        ),
        Change(
            "wrong_seq",
            "record",
            f"{added()}, seq = NEW.seq",
            f"{RECORD} AND seq = NEW.seq - 1 AND {in_bounds()}",
            f"{RECORD} AND last_n = NEW.n",
            diagnoses=(("quantity_too_large", overfull("record", RECORD)),),
        ),
        Change(
            "wrong_lot_seq",
            "lot",
            f"{added()}, seq = NEW.lot_seq",
            f"{LOT} AND seq = NEW.lot_seq - 1 AND {in_bounds()}",
            f"{LOT} AND last_n = NEW.n",
            when="NEW.lot_id IS NOT NULL",
            diagnoses=(("quantity_too_large", overfull("lot", LOT)),),
        ),
    ]


def _promised() -> list[Step]:
    kept = "CASE NEW.to_node WHEN 'reserved' THEN NEW.qty ELSE -NEW.qty END"
    moved = "CASE NEW.to_node WHEN 'transit' THEN NEW.qty ELSE -NEW.qty END"
    return [
        Change(
            "reservation_not_here",
            "reservation",
            f"open_qty = open_qty + {kept}, last_n = NEW.n",
            f"{RESERVATION} AND record_id = NEW.record_id AND pool_id = NEW.pool_id"
            f" AND open_qty + {kept} BETWEEN 0 AND {MAX_QUANTITY}",
            f"{RESERVATION} AND last_n = NEW.n",
            when="NEW.reservation_id IS NOT NULL",
            diagnoses=(
                (
                    "reservation_short",
                    f"EXISTS (SELECT 1 FROM reservation WHERE {RESERVATION} AND open_qty + {kept} < 0)",
                ),
            ),
        ),
        MakeAbsent(
            "transit",
            "tenant_id, transfer_id, product_id",
            f"SELECT NEW.tenant_id, NEW.transfer_id, product_id FROM record WHERE {RECORD}",
            TRANSIT,
            when="NEW.transfer_id IS NOT NULL",
        ),
        Change(
            "transit_short",
            "transit",
            f"qty = qty + {moved}, last_n = NEW.n",
            f"{TRANSIT} AND qty + {moved} BETWEEN 0 AND {MAX_QUANTITY}",
            f"{TRANSIT} AND last_n = NEW.n",
            when="NEW.transfer_id IS NOT NULL",
        ),
    ]


def _moved_unit() -> Change:
    record = "FROM record AS r WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.record_id"
    stands = (
        f"{same('status', 'NEW.status_from')} AND place = {place_of('NEW.from_node', 'NEW.status_from')}"
        f" AND (NEW.from_node NOT IN {IN_STOCK}"
        f" OR (record_id = NEW.record_id AND {same('bin_id', 'NEW.bin_from')}))"
        f" AND EXISTS (SELECT 1 {record} AND r.product_id = unit.product_id"
        " AND (NEW.from_node = 'transit' OR r.variant_id = unit.variant_id))"
    )
    revives = "NEW.status_from IS NULL"
    return Change(
        "unit_not_there",
        "unit",
        f"status = NEW.status_to, place = {place_of('NEW.to_node', 'NEW.status_to')},"
        f" record_id = {while_in_stock('NEW.to_node', 'NEW.record_id')},"
        f" bin_id = {while_in_stock('NEW.to_node', 'NEW.bin_to')},"
        f" variant_id = (SELECT r.variant_id {record}),"
        " voided = CASE WHEN NEW.status_to IS NULL THEN 1 ELSE 0 END, last_n = NEW.n,"
        " updated_at = CASE WHEN NEW.at > updated_at THEN NEW.at ELSE updated_at END",
        f"{UNIT} AND {stands} AND {serial_free(revives)}",
        f"{UNIT} AND last_n = NEW.n",
        when="NEW.unit_id IS NOT NULL",
        diagnoses=(
            (
                "uq_unit_serial",
                f"EXISTS (SELECT 1 FROM unit WHERE {UNIT} AND voided = 1 AND NOT {serial_free(revives)})",
            ),
        ),
    )


def triggers() -> list[Trigger]:
    """All triggers of the movement table."""
    return [
        Trigger("movement_numbered", "movement", "BEFORE INSERT", _numbered()),
        Trigger(
            "movement_applied",
            "movement",
            "AFTER INSERT",
            [*_judged(), *_booked(), *_promised(), _moved_unit()],
        ),
        *never("movement_append_only", "movement", ("UPDATE", "DELETE")),
    ]
