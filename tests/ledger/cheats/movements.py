"""Cheats with the lines of the ledger themselves."""

from tests.ledger.cheats import Cheat, cheat, stocked, then
from tests.ledger.cheats.parts import change, theirs
from tests.ledger.desk.book import Book, Sql

MILLIARD = 10**9


def _overriding(b: Book, n: str) -> str:
    plain = b.move("supplier", "available")
    return plain.replace('("tenant_id"', '("n", "tenant_id"', 1).replace(
        "VALUES (", f"OVERRIDING SYSTEM VALUE VALUES ({n}, ", 1
    )


QUANTITIES: list[Cheat] = [
    cheat("sells more than there is", stocked(5), lambda b: [b.move("available", "customer", 6)], "stock_short"),
    cheat(
        "sells the same stock twice",
        then(stocked(5), lambda b: [b.move("available", "customer", 5)]),
        lambda b: [b.move("available", "customer", 5)],
        "stock_short",
    ),
    cheat(
        "sells from an empty bin what lies in another",
        stocked(5),
        lambda b: [b.move("available", "customer", 1, pool_id="pool_bin")],
        "stock_short",
    ),
    cheat("moves nothing", stocked(), lambda b: [b.move("available", "held", 0)], "movement_qty_range"),
    cheat("moves backwards", stocked(), lambda b: [b.move("available", "customer", -5)], "movement_qty_range"),
    cheat(
        "moves one and a half",
        stocked(),
        lambda b: [b.move("available", "held", qty=Sql("1.5"))],
        "wrong_type",
        engine="sqlite",
    ),
    cheat("moves a word", stocked(), lambda b: [b.move("available", "held", qty="many")], "wrong_type"),
    cheat("moves an unknown number", stocked(), lambda b: [b.move("available", "held", qty=None)], "not_null"),
    cheat(
        "moves more than the largest quantity",
        lambda b: [b.move("supplier", "available", MILLIARD)],
        lambda b: [b.move("supplier", "held", MILLIARD + 1)],
        "movement_qty_range",
    ),
    cheat(
        "overfills a pool",
        lambda b: [b.move("supplier", "available", MILLIARD)],
        lambda b: [b.move("supplier", "available")],
        "quantity_too_large",
    ),
    cheat(
        "overfills a record through two pools",
        lambda b: [b.move("supplier", "available", MILLIARD - 5)],
        lambda b: [b.move("supplier", "available", 6, pool_id="pool_bin")],
        "quantity_too_large",
    ),
    cheat(
        "overfills a record in one bucket while another is empty",
        lambda b: [b.move("supplier", "held", MILLIARD), b.move("supplier", "available", MILLIARD)],
        lambda b: [b.move("available", "held")],
        "quantity_too_large",
    ),
]

EDGES: list[Cheat] = [
    cheat("ships what never arrived", stocked(), lambda b: [b.move("supplier", "customer")], "edge_not_allowed"),
    cheat("brings scrap back", stocked(), lambda b: [b.move("scrap", "available")], "edge_not_allowed"),
    cheat("brings lost goods back", stocked(), lambda b: [b.move("loss", "available")], "edge_not_allowed"),
    cheat(
        "sends goods back into the opening balance",
        stocked(),
        lambda b: [b.move("available", "opening")],
        "edge_not_allowed",
    ),
    cheat(
        "promises what is only announced",
        lambda b: [b.move("supplier", "expected", 5), b.reservation("res_1")],
        lambda b: [b.move("expected", "reserved", 1, reservation_id="res_1")],
        "edge_not_allowed",
    ),
    cheat("goes nowhere", stocked(), lambda b: [b.move("available", "available")], "movement_goes_somewhere"),
    cheat("goes to the moon", stocked(), lambda b: [b.move("available", "moon")], "movement_to_word"),
    cheat("comes from the moon", stocked(), lambda b: [b.move("moon", "available")], "movement_from_word"),
]

NUMBERS: list[Cheat] = [
    cheat(
        "skips a number of the record",
        stocked(),
        lambda b: [b.move("supplier", "available", seq=3)],
        "wrong_seq",
    ),
    cheat(
        "uses a number of the record twice",
        stocked(),
        lambda b: [b.move("supplier", "available", seq=1)],
        "wrong_seq",
        "uq_movement_seq",
    ),
    cheat(
        "forges the line's own number",
        stocked(),
        lambda b: [b.move("supplier", "available", n=b.last_n() + 1000)],
        "wrong_n",
        "generated",
    ),
    cheat(
        "takes the number of another line",
        stocked(),
        lambda b: [b.move("supplier", "available", n=b.last_n())],
        "wrong_n",
        "generated",
    ),
    cheat(
        "overrides the generated number with a future one",
        stocked(),
        lambda b: [_overriding(b, "(SELECT last_value + 1000 FROM movement_n_seq)")],
        "wrong_n",
        engine="postgresql",
    ),
    cheat(
        "overrides the generated number with an early one",
        stocked(),
        lambda b: [_overriding(b, "-1")],
        "pool_guarded",
        engine="postgresql",
    ),
    cheat(
        "gives two lines one id",
        lambda b: [b.move("supplier", "available", id="mov_twin")],
        lambda b: [b.move("supplier", "available", id="mov_twin")],
        "movement_taken",
        "uq_movement_id",
    ),
]

HISTORY: list[Cheat] = [
    cheat("edits a line's quantity", stocked(), change("movement", "qty = 50"), "movement_append_only"),
    cheat("edits a line's note", stocked(), change("movement", "note = 'it was not me'"), "movement_append_only"),
    cheat(
        "moves a line into another batch",
        stocked(),
        change("movement", "batch_id = 'bat_2'"),
        "movement_append_only",
    ),
    cheat(
        "deletes a line",
        stocked(),
        lambda b: [f"DELETE FROM movement WHERE tenant_id={b.tenant}"],
        "movement_append_only",
    ),
    cheat(
        "truncates the ledger",
        stocked(),
        lambda _: ["TRUNCATE movement CASCADE"],
        "movement_no_truncate",
        engine="postgresql",
    ),
    cheat(
        "rewrites a line by upsert",
        lambda b: [b.move("supplier", "available", id="mov_twin")],
        lambda b: [
            b.move("supplier", "available", id="mov_twin") + " ON CONFLICT (tenant_id, id) DO UPDATE SET qty = 50"
        ],
        "movement_append_only",
        "movement_taken",
    ),
    cheat("hides who did it", stocked(), lambda b: [b.move("supplier", "available", actor=None)], "not_null"),
    cheat(
        "belongs to no batch",
        stocked(),
        lambda b: [b.move("supplier", "available", batch_id="bat_none")],
        "foreign_key",
        "fk_movement_batch",
    ),
    cheat(
        "comes in by an unknown door",
        stocked(),
        lambda b: [b.move("supplier", "available", source="window")],
        "movement_source_word",
    ),
    cheat(
        "does an unknown thing",
        stocked(),
        lambda b: [b.move("supplier", "available", action="STOLEN")],
        "movement_action_word",
    ),
]

STRANGERS: list[Cheat] = [
    cheat(
        "books on another tenant's record",
        lambda b: [
            theirs(b).insert("record", id="rec_theirs", product_id="prod_2", variant_id="var_2", warehouse_id="wh_2"),
            theirs(b).insert("pool", id="pool_theirs", record_id="rec_theirs", kind="loose"),
        ],
        lambda b: [b.move("supplier", "available", seq=1, record_id="rec_theirs", pool_id="pool_theirs")],
        "unit_pool_mismatch",
        "fk_movement_pool",
    ),
    cheat(
        "books one record's stock on another's pool",
        stocked(),
        lambda b: [b.move("supplier", "available", pool_id="pool_loose_2")],
        "unit_pool_mismatch",
        "fk_movement_pool",
    ),
]

CHEATS = [*QUANTITIES, *EDGES, *NUMBERS, *HISTORY, *STRANGERS]
