"""Units as FlexPortal assets."""

from webapp.assets.wire.assets import (
    AssetJson,
    AssetRemoved,
    AssetWritten,
    asset_changed_json,
    asset_json,
    asset_received_json,
    asset_removed_json,
    location_of,
)
from webapp.assets.wire.many import ReceivedJson, received_json

__all__ = [
    "AssetJson",
    "AssetRemoved",
    "AssetWritten",
    "ReceivedJson",
    "asset_changed_json",
    "asset_json",
    "asset_received_json",
    "asset_removed_json",
    "location_of",
    "received_json",
]
