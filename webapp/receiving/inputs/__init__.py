"""What the operations of the receiving desk take."""

from webapp.receiving.inputs.intakes import CloseIntake, EditIntake, OneIntake, OpenIntake, UndoIntake
from webapp.receiving.inputs.scans import Preset, ScanIn, TakeScans

__all__ = [
    "CloseIntake",
    "EditIntake",
    "OneIntake",
    "OpenIntake",
    "Preset",
    "ScanIn",
    "TakeScans",
    "UndoIntake",
]
