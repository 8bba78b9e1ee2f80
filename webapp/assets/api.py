"""The JSON door of units: FlexPortal's assets."""

from typing import Any

from flask import g, has_request_context

from webapp.accounts.permissions import Permission
from webapp.assets.codes.listing import IDENTIFIERS
from webapp.assets.lists import units_of
from webapp.assets.operations import (
    act_on_assets,
    add_identifier,
    change_asset,
    correct_serial,
    receive_asset,
    receive_assets,
    remove_asset,
    remove_identifier,
)
from webapp.assets.queries import find_by_serial
from webapp.assets.wire import (
    ActedJson,
    AssetJson,
    AssetRemoved,
    AssetWritten,
    IdentifierJson,
    ReceivedJson,
    acted_json,
    asset_changed_json,
    asset_corrected_json,
    asset_json,
    asset_received_json,
    asset_removed_json,
    identifier_json,
    received_json,
)
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.core.web.bodies import rows_body
from webapp.dialects.flexportal import FLEXPORTAL

api = Api("assets", FLEXPORTAL)

_ONE = "/assets/<path:serial_number>"
_NAMED = {"serial_number": "serialNumber"}

api.write("POST", "/assets", calls=receive_asset, wire=asset_received_json, shape=AssetWritten, status=201)
api.write(
    "POST", "/assets/bulk", calls=receive_assets, wire=received_json, shape=ReceivedJson, body=rows_body("assets")
)
api.write("POST", "/assets/actions", calls=act_on_assets, wire=acted_json, shape=ActedJson)
for verb in ("PUT", "PATCH"):
    api.write(verb, _ONE, calls=change_asset, wire=asset_changed_json, shape=AssetWritten, takes=_NAMED)
api.write("DELETE", _ONE, calls=remove_asset, wire=asset_removed_json, shape=AssetRemoved, takes=_NAMED)


def _listed() -> Listing:
    """Days and amounts are the asking tenant's; before anybody asks, the list is only described."""
    tenant = g.actor.tenant if has_request_context() else None
    return units_of(tenant.time_zone, tenant.exponent) if tenant else units_of("UTC", 2)


api.listing(
    "/assets",
    needs=Permission.READ_STOCK,
    lists=_listed,
    key="assets",
    wire=asset_json,
    shape=AssetJson,
    summary="List units.",
)

api.write("POST", "/asset-corrections", calls=correct_serial, wire=asset_corrected_json, shape=AssetWritten)
api.write("POST", "/asset-identifiers", calls=add_identifier, wire=identifier_json, shape=IdentifierJson, status=201)
api.write(
    "DELETE", "/asset-identifiers/<identifierId>", calls=remove_identifier, wire=identifier_json, shape=IdentifierJson
)
api.listing(
    "/asset-identifiers",
    needs=Permission.READ_STOCK,
    lists=lambda: IDENTIFIERS,
    key="identifiers",
    wire=identifier_json,
    shape=IdentifierJson,
    summary="List further codes of units, and serial numbers they had before.",
)


@api.read(_ONE, needs=Permission.READ_STOCK, shape=AssetJson)
def show_asset(actor: Actor, serial_number: str) -> Any:
    """One unit by its serial number or a code it has, whatever the case; it may contain slashes and spaces."""
    return asset_json(find_by_serial(db.session(), actor.tenant.id, serial_number), actor)
