"""The JSON door of places."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.web.api import Api
from webapp.dialects.packagex import PACKAGEX
from webapp.dialects.shopsynch import SHOPSYNCH
from webapp.locations.operations import create_bin, create_warehouse, rename_bin
from webapp.locations.queries import WAREHOUSES, bins_of, find_warehouse
from webapp.locations.wire import LayoutJson, WarehouseJson, layout_json, warehouse_json

warehouses = Api("warehouses", SHOPSYNCH)
layouts = Api("layouts", PACKAGEX)

warehouses.write("POST", "/warehouses", calls=create_warehouse, wire=warehouse_json, shape=WarehouseJson)
warehouses.listing(
    "/warehouses",
    needs=Permission.READ_PLACES,
    lists=lambda: WAREHOUSES,
    key="",
    wire=warehouse_json,
    shape=WarehouseJson,
    summary="List warehouses.",
)
layouts.write(
    "POST",
    "/locations/<location_id>/layouts",
    calls=create_bin,
    wire=layout_json,
    shape=LayoutJson,
    status=201,
    message="Layout created",
)
layouts.listing(
    "/locations/<location_id>/layouts",
    needs=Permission.READ_PLACES,
    lists=bins_of,
    key="layouts",
    wire=layout_json,
    shape=LayoutJson,
    summary="List the bins of a warehouse.",
    inside=lambda actor, location_id: find_warehouse(db.session(), actor.tenant.id, location_id),
)
layouts.write(
    "PATCH",
    "/locations/<location_id>/layouts/<layout_id>",
    calls=rename_bin,
    wire=layout_json,
    shape=LayoutJson,
    message="Layout updated",
)
