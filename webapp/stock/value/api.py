"""The JSON door of the value of stock."""

from flask import g, has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.filters import midnight
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.stock.value.listing import evening_of, value_at, worth_by_warehouse, worth_in_transit
from webapp.stock.value.wire import TotalsJson, ValueJson, totals_json, value_json

api = Api("stock_value", FLEXPORTAL)


def _listed() -> Listing:
    """Of the day that is asked for; before anybody asks, the list is only described."""
    if not has_request_context():
        return value_at(None, "UTC")
    zone = g.actor.tenant.time_zone
    return value_at(evening_of(request.args.get("date", ""), zone)[1], zone)


api.listing(
    "/stock-value",
    needs=Permission.READ_VALUE,
    lists=_listed,
    key="stockValue",
    wire=value_json,
    shape=ValueJson,
    summary="List what was in stock at the end of a day, and what it had cost.",
)


@api.read(
    "/stock-value/totals",
    needs=Permission.READ_VALUE,
    shape=TotalsJson,
    queries={"date": "At the end of this day; today, as it is now, if none is sent."},
)
def get_stock_value(actor: Actor) -> TotalsJson:
    """What all stock had cost at the end of a day, by warehouse."""
    asked, zone = request.args.get("date", ""), actor.tenant.time_zone
    if asked:
        midnight("date", asked, zone, days_after=1)
    day, end = evening_of(asked, zone)
    session, tenant_id = db.session(), actor.tenant.id
    in_transit = worth_in_transit(session, tenant_id, end)
    return totals_json(day, worth_by_warehouse(session, tenant_id, end), in_transit, actor)
