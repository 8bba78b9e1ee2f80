"""The JSON door of stock records: ShopSynch's inventory, whole."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.shopsynch import SHOPSYNCH
from webapp.inventory.errors import RecordNotFound
from webapp.inventory.operations import adjust_record, create_record, edit_record, release_stock, reserve_stock
from webapp.inventory.queries.goods import need_product, need_sku
from webapp.inventory.queries.logs import LOGS, logs_of
from webapp.inventory.queries.low import LOW_STOCK
from webapp.inventory.queries.records import RECORDS, find_record, on_sale, records_of
from webapp.inventory.wire import (
    LogJson,
    LowJson,
    PromisedJson,
    RecordJson,
    StorefrontJson,
    log_json,
    low_json,
    promised_json,
    record_json,
    storefront_json,
)

api = Api("inventory", SHOPSYNCH)

_READ: Any = {"needs": Permission.READ_INVENTORY}
_BOOKED: Any = {"wire": lambda booked, actor: record_json(booked.row, actor), "shape": RecordJson}
_PROMISED: Any = {"wire": lambda booked, actor: promised_json(booked.row, actor), "shape": PromisedJson}
_RECORD: Any = {"wire": record_json, "shape": RecordJson}
_SHOWN: Any = {"wire": storefront_json, "shape": StorefrontJson}
_ONE = "/inventory/<recordId>"
_PRODUCT = "/inventory/product/<productId>"
_SKU = f"{_PRODUCT}/sku/<skuId>"


def _product(actor: Actor, productId: str) -> None:  # noqa: N803  (path parts are written as JSON names)
    need_product(db.session(), actor.tenant.id, productId)


def _sku(actor: Actor, productId: str, skuId: str) -> None:  # noqa: N803
    need_product(db.session(), actor.tenant.id, productId)
    need_sku(db.session(), actor.tenant.id, productId, skuId)


def _record(actor: Actor, recordId: str) -> None:  # noqa: N803
    find_record(db.session(), actor.tenant.id, recordId)


def _records(productId: str, skuId: str | None = None) -> Listing:  # noqa: N803
    return records_of(productId, skuId)


def _shown(productId: str, skuId: str | None = None) -> Listing:  # noqa: N803
    return on_sale(productId, skuId)


def _logs(recordId: str) -> Listing:  # noqa: N803
    return logs_of(recordId)


api.write("POST", "/inventory", calls=create_record, **_BOOKED)
api.listing("/inventory", lists=lambda: RECORDS, key="content", summary="List stock records.", **_READ, **_RECORD)
api.listing(
    "/inventory/low-stock",
    lists=lambda: LOW_STOCK,
    key="",
    wire=low_json,
    shape=LowJson,
    summary="List the stock records that run low.",
    **_READ,
)
api.listing(
    "/inventory/logs",
    lists=lambda: LOGS,
    key="content",
    wire=log_json,
    shape=LogJson,
    summary="List the inventory logs.",
    **_READ,
)
api.listing(
    _PRODUCT,
    lists=_records,
    key="",
    inside=_product,
    summary="List the stock records of a product.",
    **_READ,
    **_RECORD,
)
api.listing(
    f"{_PRODUCT}/storefront",
    lists=_shown,
    key="",
    inside=_product,
    summary="List what a shop may show of a product's stock.",
    **_READ,
    **_SHOWN,
)
api.listing(
    _SKU,
    lists=_records,
    key="",
    inside=_sku,
    summary="List the stock records of a SKU.",
    **_READ,
    **_RECORD,
)
api.listing(
    f"{_SKU}/storefront",
    lists=_shown,
    key="",
    inside=_sku,
    summary="List what a shop may show of a SKU's stock.",
    **_READ,
    **_SHOWN,
)


@api.read(_ONE, shape=RecordJson, raises=(RecordNotFound,), **_READ)
def show_record(actor: Actor, recordId: str) -> RecordJson:  # noqa: N803
    """One stock record."""
    return record_json(find_record(db.session(), actor.tenant.id, recordId), actor)


api.write("PATCH", _ONE, calls=edit_record, **_BOOKED)
api.write("PATCH", f"{_ONE}/adjust", calls=adjust_record, **_BOOKED)
api.write("PATCH", f"{_ONE}/reserve", calls=reserve_stock, **_PROMISED)
api.write("PATCH", f"{_ONE}/release", calls=release_stock, **_PROMISED)
api.listing(
    f"{_ONE}/logs",
    lists=_logs,
    key="content",
    wire=log_json,
    shape=LogJson,
    inside=_record,
    summary="List the inventory logs of a stock record.",
    **_READ,
)
