"""What the operations on units take."""

from webapp.assets.inputs.changing import ChangeAsset, OneAsset
from webapp.assets.inputs.many import ReceiveAssets
from webapp.assets.inputs.receiving import ReceiveAsset, Serial

__all__ = ["ChangeAsset", "OneAsset", "ReceiveAsset", "ReceiveAssets", "Serial"]
