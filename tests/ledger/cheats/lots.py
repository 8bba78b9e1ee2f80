"""Cheats with undoing and with lots."""

from tests.ledger.cheats import Cheat, Statements, cheat, nothing, stocked, then
from tests.ledger.cheats.parts import change, lotted
from tests.ledger.desk.book import NOW, Sql


def _lot_is(values: str) -> Statements:
    return change("lot", values, "lot_1")


REVERSALS: list[Cheat] = [
    cheat(
        "undoes a line twice",
        then(stocked(5), stocked(5), lambda b: [b.move("available", "supplier", 5, reverses_n=b.newest())]),
        lambda b: [b.move("available", "supplier", 5, reverses_n=b.newest(back=1))],
        "uq_movement_reversed",
    ),
    cheat(
        "undoes what never was",
        stocked(),
        lambda b: [b.move("available", "supplier", 5, reverses_n=0)],
        "not_its_reversal",
        "fk_movement_reversed",
    ),
    cheat(
        "undoes more than was done",
        then(stocked(5), stocked(5)),
        lambda b: [b.move("available", "supplier", 6, reverses_n=b.newest())],
        "not_its_reversal",
    ),
    cheat(
        "undoes it in another pool",
        then(stocked(5), lambda b: [b.move("supplier", "available", 5, pool_id="pool_bin")]),
        lambda b: [b.move("available", "supplier", 5, reverses_n=b.newest(back=1), pool_id="pool_bin")],
        "not_its_reversal",
    ),
    cheat(
        "calls an unlisted edge an undo",
        stocked(5),
        lambda b: [b.move("available", "opening", 5, reverses_n=b.newest())],
        "not_its_reversal",
    ),
    cheat(
        "undoes itself",
        stocked(5),
        lambda b: [
            b.move(
                "available",
                "supplier",
                5,
                reverses_n=b.next_n() if b.sqlite else Sql("currval('movement_n_seq')"),
            )
        ],
        "not_its_reversal",
        "no_permission",
        "not_yet_defined",
    ),
    cheat(
        "undoes a receipt whose goods are gone",
        then(stocked(5), lambda b: [b.move("available", "customer", 1)]),
        lambda b: [b.move("available", "supplier", 5, reverses_n=b.newest(back=1))],
        "stock_short",
    ),
]

LOTS: list[Cheat] = [
    cheat(
        "takes lotted stock out as loose",
        lotted("supplier", "available", 5),
        lambda b: [b.move("available", "customer", pool_id="pool_lot")],
        "pool_not_applied",
    ),
    cheat(
        "names a lot on loose stock",
        then(stocked(5), lotted("supplier", "available", 5)),
        lambda b: [b.move("available", "customer", lot_id="lot_1")],
        "pool_not_applied",
    ),
    cheat(
        "skips a number of the lot",
        lotted("supplier", "available", 5),
        lotted("supplier", "available", lot_seq=3),
        "wrong_lot_seq",
    ),
    cheat(
        "uses a number of the lot twice",
        lotted("supplier", "available", 5),
        lotted("supplier", "available", lot_seq=1),
        "wrong_lot_seq",
        "uq_movement_lot_seq",
    ),
    cheat(
        "leaves the lot's number out",
        lotted("supplier", "available", 5),
        lotted("supplier", "available", lot_seq=None),
        "movement_lot_seq",
    ),
    cheat(
        "sells from a lot on hold",
        then(lotted("supplier", "available", 5), lotted("available", "customer"), _lot_is("status = 'on_hold'")),
        lotted("available", "customer"),
        "lot_not_pickable",
    ),
    cheat(
        "sells from an expired lot",
        then(
            lotted("supplier", "available", 5),
            _lot_is(f"expires_at = {NOW + 1}"),
            lotted("available", "customer"),
            _lot_is(f"expires_at = {NOW}"),
        ),
        lotted("available", "customer"),
        "lot_not_pickable",
    ),
    cheat(
        "promises from a recalled lot",
        then(
            lambda b: [b.reservation("res_1", pool_id="pool_lot")],
            lotted("supplier", "available", 5),
            lotted("available", "reserved", reservation_id="res_1"),
            _lot_is("status = 'recalled'"),
        ),
        lotted("available", "reserved", reservation_id="res_1"),
        "lot_not_pickable",
    ),
    cheat(
        "ships the promised part of a recalled lot",
        then(
            lambda b: [b.reservation("res_1", pool_id="pool_lot")],
            lotted("supplier", "available", 5),
            lotted("available", "reserved", reservation_id="res_1"),
            _lot_is("status = 'recalled'"),
        ),
        lotted("reserved", "customer", reservation_id="res_1"),
        "lot_not_pickable",
    ),
    cheat(
        "books into a deleted lot",
        _lot_is("deleted = 1"),
        lotted("supplier", "available", 5),
        "lot_not_here",
    ),
    cheat(
        "books into a lot where it used to be",
        lambda b: [f"UPDATE lot SET record_id='rec_2', warehouse_id='wh_2' WHERE tenant_id={b.tenant} AND id='lot_1'"],
        lotted("supplier", "available", 5),
        "lot_not_here",
    ),
    cheat(
        "books on a lot that is not there",
        nothing,
        lotted("supplier", "available", lot_id="lot_0", lot_seq=1),
        "lot_not_here",
        "fk_movement_lot",
    ),
]

CHEATS = [*REVERSALS, *LOTS]
