"""The JSON door of items: PackageX's."""

from typing import Any

from flask import g, has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.packagex import PACKAGEX
from webapp.items.operations import create_item, remove_item, update_item
from webapp.items.queries import find_item, items_published, whole
from webapp.items.wire import ItemJson, item_json
from webapp.lots.errors import ItemNotFound

api = Api("items", PACKAGEX)

_WIRED: Any = {"wire": item_json, "shape": ItemJson}

api.write("POST", "/items", calls=create_item, status=201, message="Item created", **_WIRED)
api.write("POST", "/items/<item_id>", calls=update_item, message="Item updated", **_WIRED)
api.write("DELETE", "/items/<item_id>", calls=remove_item, message="Item deleted", **_WIRED)


def _listed() -> Listing:
    """What a location holds depends on another parameter; before anybody asks, the list is only described."""
    if not has_request_context():
        return items_published(0, None)
    return items_published(g.actor.tenant.id, request.args.get("include_zero_inventory"))


api.listing(
    "/items",
    needs=Permission.READ_ITEMS,
    lists=_listed,
    key="items",
    wire=item_json,
    shape=ItemJson,
    summary="List items in use.",
)


@api.read("/items/<item_id>", needs=Permission.READ_ITEMS, shape=ItemJson, raises=(ItemNotFound,))
def show_item(actor: Actor, item_id: str) -> ItemJson:
    """One item with what of it lies where."""
    session, tenant_id = db.session(), actor.tenant.id
    return item_json(whole(session, tenant_id, [find_item(session, tenant_id, item_id)])[0], actor)
