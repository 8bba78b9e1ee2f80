"""The demo renter's catalogue over time: what is rented out, how it is priced, a sale that was, one to come."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import PriceChange, Product
from webapp.catalog.operations.products import upsert_product
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.demo.catalogue import products
from webapp.demo.doing import do
from webapp.pricing.changes.operations import create_price_change
from webapp.pricing.presets.operations import create_margin_preset
from webapp.savedviews.operations import save_view

BEGAN, SALE_BEGAN, SALE_LASTED = dt.timedelta(days=90), dt.timedelta(days=65), dt.timedelta(days=14)
FRIDAY, NOTICE, WEEKEND = 4, dt.timedelta(days=7), dt.timedelta(days=3)
PRESETS = (
    {"name": "Quick return", "marginPercent": Decimal("12.5"), "targetMonths": 12, "rounding": "ninety"},
    {"name": "Long rentals", "marginPercent": Decimal(40), "targetMonths": 36, "rounding": "whole"},
)
VIEWS = (
    {"list": "assets.index", "name": "Waits to be inspected", "query": "status=returned"},
    {"list": "variants.index", "name": "Laptops, by SKU", "query": "category=Laptops&sortBy=sku&sortDir=asc"},
)
PAST_SALE: dict[str, Any] = {
    "name": "Back to school", "category": "Laptops", "change": "percent_down", "value": 15, "rounding": "ending_90",
}  # fmt: skip
SALE_TO_COME: dict[str, Any] = {
    "name": "Black Friday", "category": "Phones", "change": "percent_down", "value": 20, "rounding": "ending_99",
}  # fmt: skip


def tell_prices(session: Session, actor: Actor, zone: ZoneInfo) -> None:
    """Products three months ago, a sale soon after, another one next week or the week after that."""
    now = clock.now()
    with clock.stopped_at(now - BEGAN):
        known = _known(session, actor, Product.product_sku, Product.tenant_id)
        for body in products():
            if body["productSku"] not in known:  # sent again, its prices would be new ones over those of a sale
                do(session, upsert_product, actor, body)
        for preset in PRESETS:
            do(session, create_margin_preset, actor, preset)
        for view in VIEWS:
            do(session, save_view, actor, {**view, "shared": True})
    with clock.stopped_at(now - SALE_BEGAN):
        _sell(session, actor, PAST_SALE, until=_day(now - SALE_BEGAN, zone) + SALE_LASTED)
    friday = _friday(_day(now, zone) + NOTICE)
    _sell(session, actor, SALE_TO_COME, since=friday, until=friday + WEEKEND)


def _sell(session: Session, actor: Actor, sale: dict[str, Any], until: dt.date, since: dt.date | None = None) -> None:
    """A price change has no name of its own to stumble over, so an interrupted telling looks for it."""
    if sale["name"] not in _known(session, actor, PriceChange.name, PriceChange.tenant_id):
        begins = {} if since is None else {"validFrom": str(since)}
        do(session, create_price_change, actor, {**sale, **begins, "validUntil": str(until)})


def _known(session: Session, actor: Actor, column: Any, tenant: Any) -> set[str]:
    with tenant_scope(actor.tenant.id):
        return set(session.execute(select(column).where(tenant == actor.tenant.id)).scalars())


def _day(moment: dt.datetime, zone: ZoneInfo) -> dt.date:
    return moment.astimezone(zone).date()


def _friday(day: dt.date) -> dt.date:
    """The first Friday from this day on."""
    return day + dt.timedelta(days=(FRIDAY - day.weekday()) % 7)
