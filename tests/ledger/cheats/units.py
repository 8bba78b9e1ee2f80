"""Cheats with serialised units."""

from tests.ledger.cheats import Cheat, cheat, then
from tests.ledger.cheats.parts import AWAY, HELD, LOST, RENTED, SOLD, change, go, has
from tests.ledger.desk.book import Book

_OTHER = {"pool_id": "pool_units_other", "record_id": "rec_other"}


def _other_product(b: Book) -> list[str]:
    return [
        b.unit("x1", variant_id="var_2", product_id="prod_2"),
        b.unit_move("x1", "supplier", "available", None, "available", **_OTHER),
        b.unit_move("x1", "available", "transit", "available", "available", transfer_id="tr_1", **_OTHER),
    ]


WRITES: list[Cheat] = [
    cheat(
        "brings a unit into the world alive",
        has(),
        lambda b: [b.unit("u9", status="available", place="good", record_id="rec_1", voided=0)],
        "unit_born_empty",
    ),
    cheat(
        "brings a unit into the world sold",
        has(),
        lambda b: [b.unit("u9", status="sold", place="customer", voided=0)],
        "unit_born_empty",
    ),
    cheat("writes a unit's status", HELD, change("unit", "status = 'returned'", "u1"), "unit_guarded"),
    cheat("writes a unit's place", LOST, change("unit", "place = 'customer'", "u1"), "unit_guarded"),
    cheat("writes a unit's record", has(), change("unit", "record_id = 'rec_2'", "u1"), "unit_guarded"),
    cheat("writes a unit's bin", has(), change("unit", "bin_id = 'bin_1'", "u1"), "unit_guarded"),
    cheat("writes a unit's SKU", has(), change("unit", "variant_id = 'var_1b'", "u1"), "unit_guarded"),
    cheat(
        "voids a unit by hand",
        has(),
        change("unit", "voided = 1, status = NULL, place = 'none', record_id = NULL", "u1"),
        "unit_guarded",
    ),
    cheat("makes a unit another product", has(), change("unit", "product_id = 'prod_2'", "u1"), "unit_identity"),
    cheat("renames a unit", has(), change("unit", "id = 'u2'", "u1"), "unit_identity"),
    cheat(
        "applies a unit's line a second time",
        RENTED,
        lambda b: change(
            "unit", f"status = 'available', place = 'good', record_id = 'rec_1', last_n = {b.newest(back=1)}"
        )(b),
        "unit_guarded",
    ),
    cheat(
        "deletes a unit",
        has(),
        lambda b: [f"DELETE FROM unit WHERE tenant_id = {b.tenant}"],
        "unit_no_delete",
    ),
    cheat(
        "gives a unit the serial of another",
        then(has(), has("u2")),
        change("unit", "serial_norm = 'u2'", "u1"),
        "uq_unit_serial",
    ),
]

MOVES: list[Cheat] = [
    cheat(
        "receives one serial twice",
        then(has(), lambda b: [b.unit("u2", serial="U1")]),
        go("u2", "supplier", "available", None, "available"),
        "uq_unit_serial",
    ),
    cheat(
        "receives one unit twice",
        has(),
        go("u1", "supplier", "available", None, "available"),
        "unit_not_there",
    ),
    cheat(
        "sells a unit twice",
        then(SOLD, has("u2")),
        go("u1", "available", "customer", "available", "sold"),
        "unit_not_there",
    ),
    cheat(
        "rents out a unit that is sold",
        then(SOLD, has("u2")),
        go("u1", "available", "customer", "available", "rented_out"),
        "unit_not_there",
    ),
    cheat(
        "rents out a unit that awaits inspection",
        then(RENTED, go("u1", "customer", "held", "rented_out", "returned")),
        go("u1", "held", "customer", "returned", "rented_out"),
        "unit_step_not_allowed",
    ),
    cheat(
        "sells a unit where it does not stand",
        then(
            has(),
            lambda b: [
                b.unit("u2"),
                b.unit_move(
                    "u2",
                    "supplier",
                    "available",
                    None,
                    "available",
                    record_id="rec_2",
                    pool_id="pool_units_2",
                ),
            ],
        ),
        go("u1", "available", "customer", "available", "sold", record_id="rec_2", pool_id="pool_units_2"),
        "unit_not_there",
    ),
    cheat(
        "holds a unit but calls it returned",
        has(),
        go("u1", "available", "held", "available", "returned"),
        "unit_step_not_allowed",
    ),
    cheat(
        "inspects a unit nobody returned",
        then(has(), has("u2"), go("u2", "available", "held", "available", "unavailable")),
        go("u1", "held", "available", "returned", "available"),
        "unit_not_there",
    ),
    cheat(
        "moves two of one unit",
        then(has(), has("u2")),
        go("u1", "available", "customer", "available", "sold", qty=2),
        "movement_unit_whole",
    ),
    cheat(
        "moves a unit through the loose pool",
        then(has(), lambda b: [b.move("supplier", "available", 5)]),
        go("u1", "available", "customer", "available", "sold", pool_id="pool_loose"),
        "unit_pool_mismatch",
    ),
    cheat(
        "sells some unit or other",
        has(),
        lambda b: [b.move("available", "customer", pool_id="pool_units")],
        "unit_pool_mismatch",
    ),
    cheat(
        "receives units without serials",
        has(),
        lambda b: [b.move("supplier", "available", 5, pool_id="pool_units")],
        "unit_pool_mismatch",
    ),
    cheat(
        "promises one unit by name",
        then(has(), lambda b: [b.reservation("res_1", pool_id="pool_units")]),
        go("u1", "available", "reserved", "available", "available", reservation_id="res_1"),
        "movement_unit_whole",
    ),
    cheat(
        "sells the last unit though it is promised",
        then(
            has(),
            lambda b: [
                b.reservation("res_1", pool_id="pool_units"),
                b.move("available", "reserved", 1, pool_id="pool_units", reservation_id="res_1"),
            ],
        ),
        go("u1", "available", "customer", "available", "sold"),
        "stock_short",
    ),
    cheat(
        "relocates promised units",
        then(
            has(),
            lambda b: [
                b.reservation("res_1", pool_id="pool_units"),
                b.move("available", "reserved", 1, pool_id="pool_units", reservation_id="res_1"),
            ],
        ),
        lambda b: [b.move("reserved", "transit", 1, pool_id="pool_units", reservation_id="res_1", transfer_id="tr_1")],
        "unit_pool_mismatch",
    ),
    cheat(
        "moves a unit and says no status",
        has(),
        go("u1", "available", "customer", None, None),
        "movement_unit_whole",
    ),
    cheat(
        "says a status but no unit",
        lambda b: [b.move("supplier", "available")],
        lambda b: [b.move("available", "customer", status_from="available", status_to="sold")],
        "movement_status_of_unit",
    ),
    cheat(
        "takes a unit back under another SKU",
        RENTED,
        go("u1", "customer", "held", "rented_out", "returned", record_id="rec_1b", pool_id="pool_units_1b"),
        "unit_not_there",
    ),
    cheat(
        "lets a unit arrive as another product",
        then(AWAY, _other_product),
        go("u1", "transit", "available", "available", "available", transfer_id="tr_1", **_OTHER),
        "unit_not_there",
    ),
    cheat(
        "rents out a unit that is on its way",
        AWAY,
        go("u1", "transit", "customer", "available", "rented_out", transfer_id="tr_1"),
        "edge_not_allowed",
    ),
    cheat(
        "receives a unit that is not on its way",
        then(AWAY, has("u2")),
        go("u2", "transit", "available", "available", "available", transfer_id="tr_1"),
        "unit_not_there",
    ),
    cheat(
        "finds a unit that was never lost",
        HELD,
        go("u1", "found", "held", "unavailable", "returned"),
        "unit_not_there",
    ),
    cheat(
        "finds a unit that was scrapped",
        then(has(), go("u1", "available", "scrap", "available", "unavailable")),
        go("u1", "found", "held", "unavailable", "returned"),
        "unit_not_there",
    ),
    cheat(
        "brings a unit to life while another has its serial",
        then(
            has(),
            lambda b: [
                b.unit_move("u1", "available", "supplier", "available", None, reverses_n=b.newest()),
                b.unit("u2", serial="U1"),
                b.unit_move("u2", "supplier", "available", None, "available"),
            ],
        ),
        lambda b: [b.unit_move("u1", "supplier", "available", None, "available", reverses_n=b.newest(back=1))],
        "uq_unit_serial",
    ),
    cheat(
        "puts a unit into a bin of another warehouse",
        then(has(bin_to="bin_1"), lambda b: [b.unit("u2")]),
        go("u2", "supplier", "available", None, "available", bin_to="bin_2"),
        "bin_elsewhere",
    ),
    cheat(
        "gives a sold unit a bin",
        has(),
        go("u1", "available", "customer", "available", "sold", bin_to="bin_1"),
        "movement_bin_to_in_stock",
    ),
    cheat(
        "takes a unit out of a bin it is not in",
        has(bin_to="bin_1"),
        go("u1", "available", "customer", "available", "sold", bin_from="bin_1b"),
        "unit_not_there",
    ),
    cheat(
        "undoes a receipt after the unit was rented out",
        then(RENTED, has("u2")),
        lambda b: [b.unit_move("u1", "available", "supplier", "available", None, reverses_n=b.newest(back=2))],
        "unit_not_there",
    ),
]

CHEATS = [*WRITES, *MOVES]
