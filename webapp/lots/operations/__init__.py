"""What can be done with lots."""

from webapp.lots.operations.adjusting import adjust_lot
from webapp.lots.operations.relocating import merge_lot, move_lot_part, split_lot
from webapp.lots.operations.stopping import resume_lot, stop_lot
from webapp.lots.operations.writing import create_lot, remove_lot, update_lot

__all__ = [
    "adjust_lot",
    "create_lot",
    "merge_lot",
    "move_lot_part",
    "remove_lot",
    "resume_lot",
    "split_lot",
    "stop_lot",
    "update_lot",
]
