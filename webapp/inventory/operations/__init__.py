"""What is done with stock records."""

from webapp.inventory.operations.adjusting import adjust_record
from webapp.inventory.operations.locking import Booked
from webapp.inventory.operations.promising import release_stock, reserve_stock
from webapp.inventory.operations.records import create_record, edit_record

__all__ = ["Booked", "adjust_record", "create_record", "edit_record", "release_stock", "reserve_stock"]
