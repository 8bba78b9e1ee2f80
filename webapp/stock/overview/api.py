"""The JSON door of stock by SKU."""

from flask import has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import VariantNotFound
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.stock.overview.listing import stock_in
from webapp.stock.overview.queries import holding_of
from webapp.stock.overview.wire import HoldingJson, StockJson, holding_json, stock_json

api = Api("stock", FLEXPORTAL)


def _listed() -> Listing:
    """What is counted depends on the warehouse that is asked for; before anybody asks, the list is only described."""
    return stock_in(request.args.get("warehouseId", "") if has_request_context() else "")


api.listing(
    "/stock",
    needs=Permission.READ_STOCK,
    lists=_listed,
    key="stock",
    wire=stock_json,
    shape=StockJson,
    summary="List what there is of each SKU.",
)


@api.read("/stock/<variantId>", needs=Permission.READ_STOCK, shape=HoldingJson, raises=(VariantNotFound,))
def get_stock(actor: Actor, variantId: str) -> HoldingJson:  # noqa: N803  (path parts are written as JSON names)
    """What there is of one SKU: by warehouse, bin, lot, unit and promise, and over the last 90 days."""
    return holding_json(holding_of(db.session(), actor.tenant, variantId), actor)
