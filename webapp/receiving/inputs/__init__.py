"""What the operations of the receiving desk take."""

from webapp.receiving.inputs.intakes import CloseIntake, EditIntake, OneIntake, OpenIntake, UndoIntake
from webapp.receiving.inputs.rows import AnnounceGoods, OneLine, ReceiveList, ReceiveRest, RowIn
from webapp.receiving.inputs.scans import Preset, ScanIn, TakeScans

__all__ = [
    "AnnounceGoods",
    "CloseIntake",
    "EditIntake",
    "OneIntake",
    "OneLine",
    "OpenIntake",
    "Preset",
    "ReceiveList",
    "ReceiveRest",
    "RowIn",
    "ScanIn",
    "TakeScans",
    "UndoIntake",
]
