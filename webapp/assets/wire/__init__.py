"""Units as FlexPortal assets."""

from webapp.assets.wire.assets import (
    AssetJson,
    AssetRemoved,
    AssetWritten,
    asset_changed_json,
    asset_corrected_json,
    asset_json,
    asset_received_json,
    asset_removed_json,
    location_of,
)
from webapp.assets.wire.codes import IdentifierJson, identifier_json
from webapp.assets.wire.many import ActedJson, ReceivedJson, acted_json, received_json

__all__ = [
    "ActedJson",
    "AssetJson",
    "AssetRemoved",
    "AssetWritten",
    "IdentifierJson",
    "ReceivedJson",
    "acted_json",
    "asset_changed_json",
    "asset_corrected_json",
    "asset_json",
    "asset_received_json",
    "asset_removed_json",
    "identifier_json",
    "location_of",
    "received_json",
]
