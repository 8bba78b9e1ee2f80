"""The page of the value of stock."""

from typing import Any

from flask import request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Pages
from webapp.stock.overview.listing import choices_of
from webapp.stock.value.listing import evening_of, overall, value_page, worth_by_warehouse, worth_in_transit

pages = Pages("value")


def _listed(visit: Visit) -> Listing:
    zone = visit.actor.tenant.time_zone
    end = evening_of(visit.query.get("date", ""), zone)[1]
    return value_page(end, zone, choices_of(visit.session, visit.actor.tenant.id)[0])


def _around(actor: Actor) -> dict[str, Any]:
    """The sums above the list; an export has none."""
    if not (request.endpoint or "").endswith(".index"):
        return {}
    day, end = evening_of(request.args.get("date", ""), actor.tenant.time_zone)
    warehouse_id = request.args.get("warehouseId", "")
    sums = worth_by_warehouse(db.session(), actor.tenant.id, end, warehouse_id)
    on_way = None if warehouse_id else worth_in_transit(db.session(), actor.tenant.id, end)
    every = overall(sums) + on_way if on_way else overall(sums)
    return {"day": day, "is_now": end is None, "sums": sums, "on_way": on_way, "all": every}


pages.listing("/stock/value", needs=Permission.READ_VALUE, lists=_listed, template="value/index.html", context=_around)
