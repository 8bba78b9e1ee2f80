"""The JSON door of places."""

from typing import Any

from flask import has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.core.web.bodies import list_body
from webapp.dialects.packagex import PACKAGEX
from webapp.dialects.shopsynch import SHOPSYNCH
from webapp.locations.errors import BinNotFound, WarehouseNotFound
from webapp.locations.layouts import layouts_of
from webapp.locations.lineage import placed
from webapp.locations.operations import (
    close_bin,
    close_warehouse,
    create_bins,
    create_warehouse,
    edit_warehouse,
    move_bin,
    open_bin,
    open_warehouse,
    rename_bin,
)
from webapp.locations.queries import WAREHOUSES, find_bin, find_warehouse
from webapp.locations.wire import (
    LayoutJson,
    LocationJson,
    MadeLayoutJson,
    WarehouseJson,
    layout_json,
    layouts_json,
    location_json,
    warehouse_json,
)

warehouses = Api("warehouses", SHOPSYNCH)
layouts = Api("layouts", PACKAGEX)
sites = Api("sites", PACKAGEX)

_WAREHOUSE, _BINS = "/warehouses/<locationId>", "/locations/<location_id>/layouts"
_BIN = f"{_BINS}/<layout_id>"
_SEEKING = ("path", "code", "parentId", "metadata", "q")

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
_WIRED: Any = {"wire": warehouse_json, "shape": WarehouseJson}
warehouses.write("PATCH", _WAREHOUSE, calls=edit_warehouse, **_WIRED)
warehouses.write("POST", f"{_WAREHOUSE}/close", calls=close_warehouse, **_WIRED)
warehouses.write("POST", f"{_WAREHOUSE}/open", calls=open_warehouse, **_WIRED)


@warehouses.read(_WAREHOUSE, needs=Permission.READ_PLACES, shape=WarehouseJson, raises=(WarehouseNotFound,))
def show_warehouse(actor: Actor, locationId: str) -> WarehouseJson:  # noqa: N803  (a part of the path is a JSON name)
    """One warehouse."""
    return warehouse_json(find_warehouse(db.session(), actor.tenant.id, locationId), actor)


sites.write(
    "POST",
    "/locations",
    calls=create_warehouse,
    wire=location_json,
    shape=LocationJson,
    status=201,
    message="Location created",
)
sites.listing(
    "/locations",
    needs=Permission.READ_PLACES,
    lists=lambda: WAREHOUSES,
    key="locations",
    wire=location_json,
    shape=LocationJson,
    summary="List locations: the warehouses.",
)
sites.write(
    "POST",
    "/locations/<location_id>",
    calls=edit_warehouse,
    takes={"location_id": "locationId"},
    wire=location_json,
    shape=LocationJson,
    message="Location updated",
)


@sites.read("/locations/<location_id>", needs=Permission.READ_PLACES, shape=LocationJson, raises=(WarehouseNotFound,))
def show_location(actor: Actor, location_id: str) -> LocationJson:
    """One location: a warehouse."""
    return location_json(find_warehouse(db.session(), actor.tenant.id, location_id), actor)


layouts.write(
    "POST",
    _BINS,
    calls=create_bins,
    wire=layouts_json,
    shape=LayoutJson | list[MadeLayoutJson],
    status=201,
    message="Layout created",
    body=list_body("layouts"),
)


def _layouts(location_id: str) -> Listing:
    """As published, those that stand in no other one, unless the query seeks some by what they are or where."""
    asked = request.args if has_request_context() else {}
    return layouts_of(location_id, outermost=not any(asked.get(name) for name in _SEEKING))


layouts.listing(
    _BINS,
    needs=Permission.READ_PLACES,
    lists=_layouts,
    key="layouts",
    wire=layout_json,
    shape=LayoutJson,
    summary="List the bins of a warehouse.",
    inside=lambda actor, location_id: find_warehouse(db.session(), actor.tenant.id, location_id),
)
_ONE: Any = {"wire": layout_json, "shape": LayoutJson}
layouts.write("POST", _BIN, calls=rename_bin, message="Layout updated", **_ONE)
layouts.write("PATCH", _BIN, calls=rename_bin, message="Layout updated", **_ONE)
layouts.write("POST", f"{_BIN}/move", calls=move_bin, message="Layout moved", **_ONE)
layouts.write("POST", f"{_BIN}/close", calls=close_bin, message="Layout closed", **_ONE)
layouts.write("POST", f"{_BIN}/open", calls=open_bin, message="Layout opened", **_ONE)


@layouts.read(_BIN, needs=Permission.READ_PLACES, shape=LayoutJson, raises=(BinNotFound,))
def show_layout(actor: Actor, location_id: str, layout_id: str) -> LayoutJson:
    """One bin of a warehouse."""
    session, tenant_id = db.session(), actor.tenant.id
    return layout_json(placed(session, tenant_id, [find_bin(session, tenant_id, location_id, layout_id)])[0], actor)
