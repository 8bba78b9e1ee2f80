"""Cheats with reservations, with what is on its way, and with the rules."""

from tests.ledger.cheats import Cheat, Statements, cheat, nothing, stocked, then
from tests.ledger.cheats.parts import change, drop, new, say


def _promised(qty: int = 3) -> Statements:
    return then(
        stocked(10),
        lambda b: [b.reservation("res_1"), b.move("available", "reserved", qty, reservation_id="res_1")],
    )


def _two_promises() -> Statements:
    return then(
        _promised(3),
        lambda b: [b.reservation("res_2"), b.move("available", "reserved", 5, reservation_id="res_2")],
    )


def _sent(qty: int = 3) -> Statements:
    return then(stocked(10), lambda b: [b.move("available", "transit", qty, transfer_id="tr_1")])


def _arrives(qty: int = 1, transfer: str = "tr_1") -> Statements:
    return lambda b: [
        b.move("transit", "available", qty, transfer_id=transfer, record_id="rec_2", pool_id="pool_loose_2")
    ]


PROMISES: list[Cheat] = [
    cheat(
        "promises without a reservation",
        _promised(),
        lambda b: [b.move("available", "reserved", 1)],
        "movement_reservation_named",
    ),
    cheat(
        "names a reservation on a plain sale",
        _promised(),
        lambda b: [b.move("available", "customer", 1, reservation_id="res_1")],
        "movement_reservation_named",
    ),
    cheat(
        "releases what another was promised",
        _two_promises(),
        lambda b: [b.move("reserved", "available", 4, reservation_id="res_1")],
        "reservation_short",
    ),
    cheat(
        "ships what another was promised",
        _two_promises(),
        lambda b: [b.move("reserved", "customer", 4, reservation_id="res_1")],
        "reservation_short",
    ),
    cheat(
        "uses a reservation of another pool",
        then(_promised(), lambda b: [b.move("supplier", "available", 5, pool_id="pool_bin")]),
        lambda b: [b.move("available", "reserved", 1, reservation_id="res_1", pool_id="pool_bin")],
        "reservation_not_here",
    ),
    cheat("sells what is promised", _promised(10), lambda b: [b.move("available", "customer", 1)], "stock_short"),
    cheat(
        "writes a reservation's quantity",
        _promised(),
        change("reservation", "open_qty = 1"),
        "reservation_guarded",
    ),
    cheat("deletes a reservation", _promised(), drop("reservation"), "reservation_no_delete"),
    cheat(
        "takes an open reservation to another pool",
        _promised(),
        change("reservation", "pool_id = 'pool_bin'"),
        "reservation_open",
    ),
    cheat("renames a reservation", _promised(), change("reservation", "id = 'res_9'"), "reservation_identity"),
    cheat(
        "makes a reservation out of nothing",
        _promised(),
        lambda b: [b.reservation("res_rich", open_qty=5)],
        "reservation_born_empty",
    ),
    cheat(
        "makes a reservation on another record's pool",
        _promised(),
        lambda b: [b.reservation("res_x", record_id="rec_2")],
        "foreign_key",
        "fk_reservation_pool",
    ),
]

TRANSFERS: list[Cheat] = [
    cheat("arrives without having left", then(_sent(), _arrives(3)), _arrives(1), "transit_short"),
    cheat("arrives in greater number than it left", _sent(3), _arrives(4), "transit_short"),
    cheat("arrives under another transfer", then(_sent(3), _arrives(1)), _arrives(1, "tr_2"), "transit_short"),
    cheat(
        "arrives as another product",
        then(_sent(3), lambda b: [b.insert("pool", id="pool_o", record_id="rec_other", kind="loose")]),
        lambda b: [
            b.move("transit", "available", 1, transfer_id="tr_1", record_id="rec_other", pool_id="pool_o"),
        ],
        "transit_short",
    ),
    cheat(
        "loses more on the way than went",
        _sent(3),
        lambda b: [b.move("transit", "loss", 4, transfer_id="tr_1")],
        "transit_short",
    ),
    cheat(
        "leaves without a transfer",
        _sent(3),
        lambda b: [b.move("available", "transit", 1)],
        "movement_transfer_named",
    ),
    cheat("writes what is on its way", _sent(3), change("transit", "qty = 99"), "transit_guarded"),
    cheat("deletes what is on its way", _sent(3), drop("transit"), "transit_no_delete"),
    cheat(
        "puts goods on the way that never left",
        nothing,
        new("transit", transfer_id="tr_9", product_id="prod_1", qty=5),
        "transit_born_empty",
    ),
    cheat("renames what is on its way", _sent(3), change("transit", "product_id = 'prod_2'"), "transit_identity"),
]

_RULES = {
    "edge": ("'scrap', 'available', 0", "relocation = 0"),
    "unit_step": ("'sold', 'customer', 'available', 'available'", "status_to = 'available'"),
    "unit_still": ("'available', 'good', 'sold', 'good'", "place_to = 'good'"),
}

RULES: list[Cheat] = [
    *(
        one
        for table, (row, change) in _RULES.items()
        for one in (
            cheat(f"adds to {table}", nothing, say(f"INSERT INTO {table} VALUES ({row})"), "rules_fixed"),
            cheat(f"bends {table}", nothing, say(f"UPDATE {table} SET {change}"), "rules_fixed"),
            cheat(f"strikes out {table}", nothing, say(f"DELETE FROM {table}"), "rules_fixed"),
        )
    ),
    cheat("truncates the rules", nothing, say("TRUNCATE edge"), "edge_no_truncate", engine="postgresql"),
]

CHEATS = [*PROMISES, *TRANSFERS, *RULES]
