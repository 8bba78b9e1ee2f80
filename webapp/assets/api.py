"""The JSON door of units: FlexPortal's assets."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.assets.operations import receive_asset
from webapp.assets.queries import UNITS, find_by_serial
from webapp.assets.wire import AssetJson, AssetWritten, asset_json, asset_received_json
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL

api = Api("assets", FLEXPORTAL)

api.write("POST", "/assets", calls=receive_asset, wire=asset_received_json, shape=AssetWritten, status=201)
api.listing(
    "/assets",
    needs=Permission.READ_STOCK,
    lists=lambda: UNITS,
    key="assets",
    wire=asset_json,
    shape=AssetJson,
    summary="List units.",
)


@api.read("/assets/<path:serial_number>", needs=Permission.READ_STOCK, shape=AssetJson)
def show_asset(actor: Actor, serial_number: str) -> Any:
    """One unit by its serial number, whatever its case; it may contain slashes and spaces."""
    return asset_json(find_by_serial(db.session(), actor.tenant.id, serial_number), actor)
