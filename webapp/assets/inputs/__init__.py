"""What the operations on units take."""

from webapp.assets.inputs.changing import ChangeAsset, OneAsset
from webapp.assets.inputs.handling import ActOnAssets, ChangeStatus, InspectUnit, MoveUnit, RegradeUnit
from webapp.assets.inputs.many import ReceiveAssets
from webapp.assets.inputs.naming import AddIdentifier, CorrectSerial, NamedAsset, RemoveIdentifier
from webapp.assets.inputs.receiving import ReceiveAsset, Serial

__all__ = [
    "ActOnAssets",
    "AddIdentifier",
    "ChangeAsset",
    "ChangeStatus",
    "CorrectSerial",
    "InspectUnit",
    "MoveUnit",
    "NamedAsset",
    "OneAsset",
    "ReceiveAsset",
    "ReceiveAssets",
    "RegradeUnit",
    "RemoveIdentifier",
    "Serial",
]
