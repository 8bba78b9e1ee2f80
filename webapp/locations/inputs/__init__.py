"""What the operations on places take."""

from webapp.locations.inputs.bins import CreateBin, MoveBin, NewBin, OneBin, RenameBin
from webapp.locations.inputs.many import CreateBins, ImportBins
from webapp.locations.inputs.warehouses import CreateWarehouse, EditWarehouse, OneWarehouse

__all__ = [
    "CreateBin",
    "CreateBins",
    "CreateWarehouse",
    "EditWarehouse",
    "ImportBins",
    "MoveBin",
    "NewBin",
    "OneBin",
    "OneWarehouse",
    "RenameBin",
]
