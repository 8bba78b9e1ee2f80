"""Cheats with records, pools and lots: their quantities, births and identities."""

from tests.ledger.cheats import Cheat, cheat, nothing, stocked, then
from tests.ledger.cheats.parts import change, drop, lotted, new
from tests.ledger.desk.book import Book


def _replayed(b: Book) -> list[str]:
    newest = f"(SELECT MAX(n) FROM movement WHERE tenant_id = {b.tenant})"
    return change("pool", f"available = available + 5, last_n = {newest}", "pool_loose")(b)


_EMPTY_LOT = {"record_id": "rec_1", "variant_id": "var_1", "warehouse_id": "wh_1", "status": "active"}
_FULL_LOT = lotted("supplier", "available", 5)

WRITES: list[Cheat] = [
    cheat("writes a record's quantity", stocked(), change("record", "available = 99", "rec_1"), "record_guarded"),
    cheat("writes a pool's quantity", stocked(), change("pool", "available = 99", "pool_loose"), "pool_guarded"),
    cheat("writes a lot's quantity", _FULL_LOT, change("lot", "held = 99", "lot_1"), "lot_guarded"),
    cheat("writes a record's count", stocked(), change("record", "seq = seq + 1", "rec_1"), "record_guarded"),
    cheat(
        "writes a record's last line",
        stocked(),
        change("record", "last_n = last_n + 1", "rec_1"),
        "record_guarded",
    ),
    cheat("applies a line a second time", stocked(5), _replayed, "pool_guarded"),
    cheat("writes a derived total", stocked(), change("record", "on_hand = 99", "rec_1"), "generated"),
    cheat(
        "shifts stock between buckets",
        stocked(5),
        change("pool", "available = 4, held = 1", "pool_loose"),
        "pool_guarded",
    ),
]

BIRTHS: list[Cheat] = [
    cheat(
        "makes a record with stock in it",
        new("record", id="rec_new", product_id="prod_2", variant_id="var_2", warehouse_id="wh_2"),
        new("record", id="rec_rich", product_id="prod_2", warehouse_id="wh_2", available=5),
        "record_born_empty",
    ),
    cheat(
        "makes a pool with stock in it",
        new("pool", id="pool_new", record_id="rec_2", kind="loose", bin_id="bin_2"),
        new("pool", id="pool_rich", record_id="rec_1", kind="loose", bin_id="bin_1b", held=5),
        "pool_born_empty",
    ),
    cheat(
        "makes a lot with stock in it",
        new("lot", id="lot_new", number="L2", **_EMPTY_LOT),
        new("lot", id="lot_rich", number="L3", expected=5, **_EMPTY_LOT),
        "lot_born_empty",
    ),
    cheat(
        "makes a record that was counted already",
        nothing,
        new("record", id="rec_old", product_id="prod_2", warehouse_id="wh_2", seq=5),
        "record_born_empty",
    ),
    cheat(
        "makes a second record of the same SKU in the same place",
        nothing,
        new("record", id="rec_twin", product_id="prod_1", variant_id="var_1", warehouse_id="wh_1"),
        "record_taken",
        "uq_record_place",
    ),
    cheat(
        "makes a second record without a SKU in the same place",
        nothing,
        new("record", id="rec_twin", product_id="prod_1", variant_id=None, warehouse_id="wh_1"),
        "record_taken",
        "uq_record_place",
    ),
    cheat(
        "makes a record of a SKU under another product",
        nothing,
        new("record", id="rec_x", product_id="prod_2", variant_id="var_1", warehouse_id="wh_2"),
        "foreign_key",
        "fk_record_variant",
    ),
    cheat(
        "makes a second units pool",
        nothing,
        new("pool", id="pool_twin", record_id="rec_1", kind="units"),
        "uq_pool_place",
    ),
    cheat(
        "makes a second lot of the same number",
        nothing,
        new("lot", id="lot_twin", number="L1", **_EMPTY_LOT),
        "uq_lot_number",
    ),
    cheat(
        "makes a lot of another SKU in a record",
        nothing,
        new("lot", id="lot_x", number="L9", **{**_EMPTY_LOT, "variant_id": "var_1b"}),
        "foreign_key",
        "fk_lot_record",
    ),
    cheat(
        "makes a units pool for stock without a SKU",
        nothing,
        new("pool", id="pool_x", record_id="rec_whole", kind="units"),
        "pool_without_variant",
    ),
    cheat(
        "makes a lot's pool in another record",
        nothing,
        new("pool", id="pool_x", record_id="rec_2", kind="lot", lot_id="lot_1"),
        "lot_not_here",
    ),
    cheat(
        "makes a pool in a bin of another warehouse",
        nothing,
        new("pool", id="pool_x", record_id="rec_1", kind="loose", bin_id="bin_2"),
        "bin_elsewhere",
    ),
    cheat(
        "puts the units pool in a bin",
        nothing,
        new("pool", id="pool_x", record_id="rec_other", kind="units", bin_id="bin_1"),
        "pool_units_no_bin",
    ),
    cheat(
        "names a lot on a loose pool",
        nothing,
        new("pool", id="pool_x", record_id="rec_1", kind="loose", lot_id="lot_1"),
        "pool_lot_named",
    ),
]

IDENTITIES: list[Cheat] = [
    cheat("deletes a record", nothing, drop("record", "rec_2"), "record_no_delete"),
    cheat("deletes a pool", nothing, drop("pool", "pool_bin"), "pool_no_delete"),
    cheat("deletes a lot's row", nothing, drop("lot", "lot_1"), "lot_no_delete"),
    cheat(
        "truncates the records",
        nothing,
        lambda _: ["TRUNCATE record CASCADE"],
        "_no_truncate",
        engine="postgresql",
    ),
    cheat(
        "gives a record another SKU",
        stocked(),
        change("record", "variant_id = 'var_1b'", "rec_1"),
        "record_identity",
    ),
    cheat(
        "takes a record elsewhere",
        stocked(),
        change("record", "warehouse_id = 'wh_2'", "rec_1"),
        "record_identity",
    ),
    cheat(
        "takes a pool to another bin",
        nothing,
        change("pool", "bin_id = 'bin_1b'", "pool_bin"),
        "pool_identity",
    ),
    cheat("makes loose stock units", nothing, change("pool", "kind = 'units'", "pool_loose"), "pool_identity"),
    cheat("gives a lot another SKU", nothing, change("lot", "variant_id = 'var_1b'", "lot_1"), "lot_identity"),
    cheat(
        "takes a full lot elsewhere",
        then(change("lot", "record_id = 'rec_1', warehouse_id = 'wh_1'", "lot_1"), _FULL_LOT),
        change("lot", "record_id = 'rec_2', warehouse_id = 'wh_2'", "lot_1"),
        "lot_not_empty",
    ),
    cheat("forgets a full lot", _FULL_LOT, change("lot", "deleted = 1", "lot_1"), "lot_not_empty"),
    cheat(
        "hands a record to another tenant",
        nothing,
        lambda b: [f"UPDATE record SET tenant_id = {b.other} WHERE tenant_id = {b.tenant} AND id = 'rec_2'"],
        "record_identity",
    ),
]

CHEATS = [*WRITES, *BIRTHS, *IDENTITIES]
