"""What is done with quantities, in a stock keeper's verbs: each locks, decides on what it read, and posts."""

from webapp.ledger.quantities.absolutes import set_to
from webapp.ledger.quantities.breaking import Broken, broken_of, broken_tail, broken_words, newest_promises
from webapp.ledger.quantities.bringing import bring
from webapp.ledger.quantities.counting import count
from webapp.ledger.quantities.holding import damage, restore, scrap
from webapp.ledger.quantities.promising import release, reserve, sell
from webapp.ledger.quantities.relocating import merge, move_loose, move_lot, move_part, move_pool, split
from webapp.ledger.quantities.shelf import LotState, PoolState, Promise, Shelf, Why, lot_shelf, record_shelf
from webapp.ledger.quantities.taking import take

__all__ = [
    "Broken",
    "LotState",
    "PoolState",
    "Promise",
    "Shelf",
    "Why",
    "bring",
    "broken_of",
    "broken_tail",
    "broken_words",
    "count",
    "damage",
    "lot_shelf",
    "merge",
    "move_loose",
    "move_lot",
    "move_part",
    "move_pool",
    "newest_promises",
    "record_shelf",
    "release",
    "reserve",
    "restore",
    "scrap",
    "sell",
    "set_to",
    "split",
    "take",
]
