"""What the operations on lots take."""

from webapp.lots.inputs.handling import VERBS, AdjustLot, MergeLot, MoveLot, SplitLot, StopLot
from webapp.lots.inputs.writing import CreateLot, OneLot, Quantities, UpdateLot

__all__ = [
    "VERBS",
    "AdjustLot",
    "CreateLot",
    "MergeLot",
    "MoveLot",
    "OneLot",
    "Quantities",
    "SplitLot",
    "StopLot",
    "UpdateLot",
]
