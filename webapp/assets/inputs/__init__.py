"""What the operations on units take."""

from webapp.assets.inputs.changing import ChangeAsset, OneAsset
from webapp.assets.inputs.handling import ActOnAssets, ChangeStatus, InspectUnit, MoveUnit, RegradeUnit
from webapp.assets.inputs.many import ReceiveAssets
from webapp.assets.inputs.receiving import ReceiveAsset, Serial

__all__ = [
    "ActOnAssets",
    "ChangeAsset",
    "ChangeStatus",
    "InspectUnit",
    "MoveUnit",
    "OneAsset",
    "ReceiveAsset",
    "ReceiveAssets",
    "RegradeUnit",
    "Serial",
]
