"""Cheats with places that are closed, or that hold something."""

from tests.ledger.cheats import Cheat, cheat, nothing, stocked, then
from tests.ledger.cheats.parts import change, has, new, tell

_CLOSED = change("bin", "active = 0", "bin_1b")
_SHUT = change("warehouse", "is_default = 0, active = 0", "wh_1")
_LOT = {"id": "lot_9", "number": "L9", "record_id": "rec_1", "variant_id": "var_1", "warehouse_id": "wh_1"}
_RECORD = {"id": "rec_9", "product_id": "prod_2", "variant_id": "var_2", "warehouse_id": "wh_2", "bin_id": "bin_2"}
_BIN = {"id": "bin_9", "warehouse_id": "wh_1", "code": "C", "code_key": "c"}

CHEATS: list[Cheat] = [
    cheat("puts a unit into a closed bin", then(has(), _CLOSED), tell(bin_to="bin_1b"), "bin_closed"),
    cheat(
        "books stock into a closed bin",
        change("bin", "active = 0", "bin_1"),
        lambda b: [b.move("supplier", "available", 5, pool_id="pool_bin")],
        "bin_closed",
    ),
    cheat(
        "makes a pool in a closed bin",
        _CLOSED,
        new("pool", id="pool_9", record_id="rec_1", kind="loose", lot_id=None, bin_id="bin_1b"),
        "bin_closed",
    ),
    cheat("makes a lot in a closed bin", _CLOSED, new("lot", **_LOT, bin_id="bin_1b"), "bin_closed"),
    cheat(
        "makes a record in a closed bin", change("bin", "active = 0", "bin_2"), new("record", **_RECORD), "bin_closed"
    ),
    cheat("keeps a lot in a closed bin", _CLOSED, change("lot", "bin_id = 'bin_1b'", "lot_1"), "bin_closed"),
    cheat("keeps a record in a closed bin", _CLOSED, change("record", "bin_id = 'bin_1b'", "rec_1"), "bin_closed"),
    cheat(
        "makes a bin inside one of another warehouse",
        nothing,
        new("bin", **_BIN, parent_id="bin_2"),
        "bin_parent_elsewhere",
    ),
    cheat("makes a bin inside a closed one", _CLOSED, new("bin", **_BIN, parent_id="bin_1b"), "bin_parent_closed"),
    cheat(
        "puts two bins inside each other",
        change("bin", "parent_id = 'bin_1b'", "bin_1"),
        change("bin", "parent_id = 'bin_1'", "bin_1b"),
        "bin_circle",
    ),
    cheat("closes a bin with a unit in it", has(bin_to="bin_1b"), _CLOSED, "bin_not_empty"),
    cheat(
        "closes a bin around an open one", change("bin", "parent_id = 'bin_1b'", "bin_1"), _CLOSED, "bin_children_open"
    ),
    cheat("closes a warehouse with stock in it", stocked(), _SHUT, "warehouse_not_empty"),
    cheat("books stock into a closed warehouse", _SHUT, stocked(), "warehouse_closed"),
]
