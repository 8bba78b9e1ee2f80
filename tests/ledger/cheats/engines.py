"""Cheats that use what one engine alone offers."""

from tests.ledger.cheats import Cheat, Statements, cheat, nothing, stocked, then
from tests.ledger.desk.book import Book, Sql


def _or(word: str, statements: Statements) -> Statements:
    """The last statement with SQLite's conflict clause."""

    def said(b: Book) -> list[str]:
        *first, last = statements(b)
        verb = last.split(" ", 1)[0]
        return [*first, last.replace(verb, f"{verb} OR {word}", 1)]

    return said


def _oversell(b: Book) -> list[str]:
    return [b.move("available", "customer", 6)]


def _twin(b: Book) -> list[str]:
    return [b.unit_move("u2", "supplier", "available", None, "available")]


def _undone_again(b: Book) -> list[str]:
    first = Sql(f"(SELECT MIN(n) FROM movement WHERE tenant_id={b.tenant})")
    return [b.move("available", "supplier", 5, reverses_n=first)]


def _received(b: Book) -> list[str]:
    return b.received("u1")


def _and_its_twin(b: Book) -> list[str]:
    return [*b.received("u1"), b.unit("u2", serial="U1")]


def _too_many(b: Book) -> list[str]:
    return [b.move("supplier", "available", 10**9)]


_TWO_LOTS: Statements = lambda b: [  # noqa: E731 (part of a story)
    b.insert(
        "lot",
        id="lot_2",
        number="L2",
        record_id="rec_1",
        variant_id="var_1",
        warehouse_id="wh_1",
        status="active",
    )
]


def _renamed(b: Book) -> list[str]:
    return [f"UPDATE lot SET number = 'L1' WHERE tenant_id = {b.tenant} AND id = 'lot_2'"]


SQLITE: list[Cheat] = [
    *(
        cheat(f"oversells with OR {word}", stocked(5), _or(word, _oversell), "stock_short", engine="sqlite")
        for word in ("IGNORE", "FAIL", "ROLLBACK", "REPLACE", "ABORT")
    ),
    *(
        cheat(
            f"overfills with OR {word}",
            stocked(5),
            _or(word, _too_many),
            "quantity_too_large",
            engine="sqlite",
        )
        for word in ("IGNORE", "FAIL", "REPLACE")
    ),
    *(
        cheat(
            f"doubles a serial with OR {word}",
            _and_its_twin,
            _or(word, _twin),
            "uq_unit_serial",
            engine="sqlite",
        )
        for word in ("IGNORE", "FAIL", "REPLACE")
    ),
    *(
        cheat(
            f"undoes twice with OR {word}",
            then(stocked(5), stocked(5), _undone_again),
            _or(word, _undone_again),
            "uq_movement_reversed",
            engine="sqlite",
        )
        for word in ("IGNORE", "FAIL", "REPLACE")
    ),
    cheat(
        "replaces a line of the ledger",
        lambda b: [b.move("supplier", "available", id="mov_twin")],
        _or("REPLACE", lambda b: [b.move("supplier", "available", id="mov_twin")]),
        "movement_taken",
        engine="sqlite",
    ),
    cheat(
        "forges an event's number",
        nothing,
        lambda b: [b.event(None, n=b.last_n() + 1000)],
        "wrong_n",
        engine="sqlite",
    ),
    cheat(
        "replaces an event",
        lambda b: [b.event(None, id="evt_twin")],
        _or("REPLACE", lambda b: [b.event(None, id="evt_twin")]),
        "event_taken",
        engine="sqlite",
    ),
    cheat(
        "replaces a record",
        stocked(5),
        _or(
            "REPLACE",
            lambda b: [b.insert("record", id="rec_1", product_id="prod_1", variant_id="var_1", warehouse_id="wh_1")],
        ),
        "record_taken",
        engine="sqlite",
    ),
    cheat(
        "replaces a pool",
        stocked(5),
        _or("REPLACE", lambda b: [b.insert("pool", id="pool_loose", record_id="rec_1", kind="loose")]),
        "pool_taken",
        engine="sqlite",
    ),
    cheat("replaces a unit", _received, _or("REPLACE", lambda b: [b.unit("u1")]), "unit_taken", engine="sqlite"),
    cheat(
        "replaces the pool that stands where another would",
        stocked(5),
        _or("REPLACE", lambda b: [b.insert("pool", id="pool_new", record_id="rec_1", kind="loose")]),
        "pool_no_delete",
        engine="sqlite",
    ),
    cheat(
        "replaces a lot by renaming another",
        _TWO_LOTS,
        _or("REPLACE", _renamed),
        "lot_no_delete",
        engine="sqlite",
    ),
    cheat(
        "writes text where a number belongs",
        stocked(5),
        lambda b: [b.move("supplier", "available", seq="two")],
        "wrong_type",
        engine="sqlite",
    ),
]

_ALL = "'available', 'reserved', 'held', 'expected', 'scrap', 'customer'"
_OWN_EDGES = (
    "CREATE TEMP TABLE edge AS SELECT a AS from_node, z AS to_node, 0::bigint AS relocation"
    f" FROM unnest(ARRAY[{_ALL}]) AS a, unnest(ARRAY[{_ALL}]) AS z"
)
_MERGE = "MERGE INTO movement AS m USING (SELECT 1) AS one ON m.tenant_id = {} WHEN MATCHED THEN UPDATE SET qty = 50"

POSTGRESQL: list[Cheat] = [
    cheat(
        "puts a table of its own before the rules",
        stocked(5),
        lambda b: [_OWN_EDGES, b.move("scrap", "available", 5)],
        "edge_not_allowed",
        engine="postgresql",
    ),
    cheat(
        "switches the triggers off",
        nothing,
        lambda _: ["ALTER TABLE movement DISABLE TRIGGER ALL"],
        "no_permission",
        engine="postgresql",
        role="web",
    ),
    cheat(
        "makes itself a replica",
        nothing,
        lambda _: ["SET session_replication_role = replica"],
        "no_permission",
        engine="postgresql",
        role="web",
    ),
    cheat(
        "drops a guard",
        nothing,
        lambda _: ["DROP TRIGGER record_guard ON record"],
        "no_permission",
        engine="postgresql",
        role="web",
    ),
    cheat(
        "rewinds the lines' numbers",
        stocked(5),
        lambda _: ["SELECT setval('movement_n_seq', 1)"],
        "no_permission",
        engine="postgresql",
        role="web",
    ),
    cheat(
        "merges into the ledger",
        stocked(5),
        lambda b: [_MERGE.format(b.tenant)],
        "movement_append_only",
        engine="postgresql",
    ),
    cheat(
        "writes through a view of its own",
        stocked(5),
        lambda b: [
            f"CREATE TEMP VIEW mine AS SELECT * FROM pool WHERE tenant_id = {b.tenant}",
            "UPDATE mine SET available = 99 WHERE id = 'pool_loose'",
        ],
        "pool_guarded",
        engine="postgresql",
    ),
]

CHEATS = [*SQLITE, *POSTGRESQL]
