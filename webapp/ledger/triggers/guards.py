"""Balances change only as a line of the ledger says, and the rows that carry them keep their identity."""

from webapp.ledger.triggers.language import KEY, OnlyOn, Require, Step, Trigger, never, no_truncate
from webapp.ledger.triggers.phrases import explained, place_of, same, while_in_stock
from webapp.ledger.words import BUCKETS

_LINE = "m.tenant_id = NEW.tenant_id AND m.n = NEW.last_n AND NEW.last_n > OLD.last_n"
_EMPTY = " AND ".join(f"NEW.{bucket} = 0" for bucket in BUCKETS)
_WAS_EMPTY = " AND ".join(f"OLD.{bucket} = 0" for bucket in BUCKETS)

BALANCES = ("record", "pool", "lot", "reservation", "transit", "unit")


def _guard(table: str, columns: str, why: str) -> Trigger:
    lines = f"EXISTS (SELECT 1 FROM movement AS m WHERE {_LINE} AND {why})"
    return Trigger(f"{table}_guard", table, f"BEFORE UPDATE OF {columns}", (Require(f"{table}_guarded", lines),))


def _balance_guards() -> list[Trigger]:
    buckets = ", ".join(BUCKETS)
    kept = "CASE WHEN m.to_node = 'reserved' THEN m.qty ELSE -m.qty END"
    moved = "CASE WHEN m.to_node = 'transit' THEN m.qty ELSE -m.qty END"
    product = "(SELECT r.product_id FROM record AS r WHERE r.tenant_id = m.tenant_id AND r.id = m.record_id)"
    counted = "NEW.seq = OLD.seq + 1 AND NEW.seq ="
    return [
        _guard("pool", f"{buckets}, last_n", f"m.pool_id = OLD.id AND {explained('m')}"),
        _guard(
            "record",
            f"{buckets}, seq, last_n",
            f"m.record_id = OLD.id AND {counted} m.seq AND {explained('m')}",
        ),
        _guard(
            "lot",
            f"{buckets}, seq, last_n",
            f"m.lot_id = OLD.id AND {counted} m.lot_seq AND {explained('m')}",
        ),
        _guard(
            "reservation",
            "open_qty, last_n",
            f"m.reservation_id = OLD.id AND NEW.open_qty - OLD.open_qty = {kept}",
        ),
        _guard(
            "transit",
            "qty, last_n",
            f"m.transfer_id = OLD.transfer_id AND OLD.product_id = {product} AND NEW.qty - OLD.qty = {moved}",
        ),
    ]


def _unit_guard() -> Trigger:
    moved = (
        f"EXISTS (SELECT 1 FROM movement AS m WHERE {_LINE} AND m.unit_id = OLD.id"
        f" AND {same('OLD.status', 'm.status_from')} AND {same('NEW.status', 'm.status_to')}"
        f" AND OLD.place = {place_of('m.from_node', 'm.status_from')}"
        f" AND NEW.place = {place_of('m.to_node', 'm.status_to')}"
        f" AND {same('NEW.record_id', while_in_stock('m.to_node', 'm.record_id'))}"
        f" AND {same('NEW.bin_id', while_in_stock('m.to_node', 'm.bin_to'))})"
    )
    unchanged = " AND ".join(same(f"NEW.{column}", f"OLD.{column}") for column in ("record_id", "variant_id"))
    stepped = (
        "EXISTS (SELECT 1 FROM event AS e WHERE e.tenant_id = NEW.tenant_id AND e.n = NEW.last_n"
        f" AND NEW.last_n > OLD.last_n AND e.unit_id = OLD.id AND {unchanged}"
        f" AND ({same('NEW.status', 'OLD.status')}"
        f" OR ({same('OLD.status', 'e.status_from')} AND {same('NEW.status', 'e.status_to')}))"
        f" AND ({same('NEW.bin_id', 'OLD.bin_id')}"
        f" OR ({same('OLD.bin_id', 'e.bin_from')} AND {same('NEW.bin_id', 'e.bin_to')})))"
    )
    columns = "status, place, record_id, bin_id, variant_id, voided, last_n"
    return Trigger(
        "unit_guard",
        "unit",
        f"BEFORE UPDATE OF {columns}",
        (
            Require("unit_guarded", f"({moved}) OR ({stepped})"),
            Require("bin_elsewhere", _bin_here("record_id"), when="NEW.bin_id IS NOT NULL"),
        ),
    )


def _bin_here(record: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM bin AS b, record AS r WHERE b.tenant_id = NEW.tenant_id AND b.id = NEW.bin_id"
        f" AND r.tenant_id = NEW.tenant_id AND r.id = NEW.{record} AND r.warehouse_id = b.warehouse_id)"
    )


def _kept(table: str, columns: tuple[str, ...], name: str, unless: str = "") -> Trigger:
    unchanged = " AND ".join(same(f"NEW.{column}", f"OLD.{column}") for column in columns)
    condition = f"({unchanged}) OR ({unless})" if unless else unchanged
    return Trigger(name, table, f"BEFORE UPDATE OF {', '.join(columns)}", (Require(name, condition),))


def _identities() -> list[Trigger]:
    return [
        _kept("record", ("tenant_id", "id", "product_id", "variant_id", "warehouse_id"), "record_identity"),
        _kept("pool", ("tenant_id", "id", "record_id", "kind", "lot_id", "bin_id"), "pool_identity"),
        _kept("lot", ("tenant_id", "id", "variant_id"), "lot_identity"),
        _kept("lot", ("record_id", "warehouse_id", "deleted"), "lot_not_empty", unless=_WAS_EMPTY),
        _kept("reservation", ("tenant_id", "id"), "reservation_identity"),
        _kept("reservation", ("record_id", "pool_id"), "reservation_open", unless="OLD.open_qty = 0"),
        _kept("transit", ("tenant_id", "transfer_id", "product_id"), "transit_identity"),
        _kept("unit", ("tenant_id", "id", "product_id"), "unit_identity"),
    ]


def _born(table: str, empty: str, key: str, *more: Require) -> Trigger:
    absent = f"NOT EXISTS (SELECT 1 FROM {table} WHERE {KEY} AND {key})"
    # On SQLite OR REPLACE would delete the row that stands there; on PostgreSQL the unique index waits.
    taken = OnlyOn("sqlite", Require(f"{table}_taken", absent).sqlite())
    steps: tuple[Step, ...] = (Require(f"{table}_born_empty", empty), taken, *more)
    return Trigger(f"{table}_born", table, "BEFORE INSERT", steps)


def _births() -> list[Trigger]:
    by_id = "id = NEW.id"
    same_place = (
        "(id = NEW.id OR product_id = NEW.product_id"
        " AND COALESCE(variant_id, '') = COALESCE(NEW.variant_id, '')"
        " AND warehouse_id = NEW.warehouse_id)"
    )
    with_variant = f"EXISTS (SELECT 1 FROM record WHERE {KEY} AND id = NEW.record_id AND variant_id IS NOT NULL)"
    with_lot = f"EXISTS (SELECT 1 FROM lot WHERE {KEY} AND id = NEW.lot_id AND record_id = NEW.record_id)"
    return [
        _born("record", f"{_EMPTY} AND NEW.seq = 0 AND NEW.last_n = 0", same_place),
        _born(
            "pool",
            f"{_EMPTY} AND NEW.last_n = 0",
            by_id,
            Require("pool_without_variant", with_variant, when="NEW.kind = 'units'"),
            Require("lot_not_here", with_lot, when="NEW.kind = 'lot'"),
            Require("bin_elsewhere", _bin_here("record_id"), when="NEW.bin_id IS NOT NULL"),
        ),
        _born("lot", f"{_EMPTY} AND NEW.seq = 0 AND NEW.last_n = 0 AND NEW.deleted = 0", by_id),
        _born("reservation", "NEW.open_qty = 0 AND NEW.last_n = 0", by_id),
        _born(
            "transit",
            "NEW.qty = 0 AND NEW.last_n = 0",
            "transfer_id = NEW.transfer_id AND product_id = NEW.product_id",
        ),
        _born(
            "unit",
            "NEW.voided = 1 AND NEW.status IS NULL AND NEW.place = 'none' AND NEW.last_n = 0",
            by_id,
        ),
    ]


def triggers() -> list[Trigger]:
    """All triggers of the tables that carry balances."""
    undying = [trigger for table in BALANCES for trigger in never(f"{table}_no_delete", table, ("DELETE",))]
    return [*_balance_guards(), _unit_guard(), *_identities(), *_births(), *undying]


def truncations() -> list[str]:
    """PostgreSQL's TRUNCATE refused on every table of the ledger."""
    return [statement for table in (*BALANCES, "movement", "event") for statement in no_truncate(table)]
