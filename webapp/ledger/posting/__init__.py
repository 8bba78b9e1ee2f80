"""Posting movements and events: the one way stock changes, and the order in which it is locked."""

from webapp.ledger.posting.context import Context
from webapp.ledger.posting.lines import (
    Happening,
    Move,
    Spot,
    next_n,
    post,
    post_parts,
    record_events,
    record_parts,
)
from webapp.ledger.posting.locks import UnitState, lock_records, lock_transfers, lock_units

__all__ = [
    "Context",
    "Happening",
    "Move",
    "Spot",
    "UnitState",
    "lock_records",
    "lock_transfers",
    "lock_units",
    "next_n",
    "post",
    "post_parts",
    "record_events",
    "record_parts",
]
