"""The pages of stock by SKU."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, Pages
from webapp.core.web.subjects import address_of
from webapp.ledger.course import stock_chart
from webapp.stock.overview.listing import choices_of, stock_page
from webapp.stock.overview.queries import holding_of

pages = Pages("stock")


def _listed(visit: Visit) -> Listing:
    return stock_page(visit.query.get("warehouseId", ""), *choices_of(visit.session, visit.actor.tenant.id))


def _leads(actor: Actor) -> Callable[[str | None], str]:
    """The page of a lot, a record or an order, where there is one."""
    return lambda thing_id: address_of(thing_id, actor)


pages.listing("/stock", needs=Permission.READ_STOCK, lists=_listed, template="stock/index.html")


@pages.page("/stock/<variant_id>", needs=Permission.READ_STOCK)
def variant(actor: Actor, variant_id: str) -> Page:
    """All about the stock of one SKU."""
    found = holding_of(db.session(), actor.tenant, variant_id)
    chart = stock_chart(found.course) if any(found.course.in_stock) else None
    around: dict[str, Any] = {"held": found, "chart": chart, "leads": _leads(actor)}
    return render_template("stock/variant.html", **around)
