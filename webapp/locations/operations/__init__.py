"""What is done to places."""

from webapp.locations.operations.bins import close_bin, create_bin, move_bin, open_bin, rename_bin
from webapp.locations.operations.many import create_bins, import_bins
from webapp.locations.operations.warehouses import (
    FIRST_CODE,
    close_warehouse,
    create_warehouse,
    edit_warehouse,
    make_first_warehouse,
    open_warehouse,
)

__all__ = [
    "FIRST_CODE",
    "close_bin",
    "close_warehouse",
    "create_bin",
    "create_bins",
    "create_warehouse",
    "edit_warehouse",
    "import_bins",
    "make_first_warehouse",
    "move_bin",
    "open_bin",
    "open_warehouse",
    "rename_bin",
]
