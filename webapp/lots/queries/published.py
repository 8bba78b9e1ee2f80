"""The list of lots as PackageX publishes it: its filters and sort orders, by its names."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, type_coerce

from webapp.catalog.models import Variant
from webapp.core.data.columns import Instant
from webapp.core.inputs.published import read_moment
from webapp.core.listing.listing import Filter, Listing, contains
from webapp.core.listing.metadata import has_metadata
from webapp.core.operation.errors import Detail, InputRefused
from webapp.ledger.models import Lot, Pool
from webapp.locations.lineage import path_filter, within_path
from webapp.lots.queries.rows import lot_rows, with_levels

NEVER = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
LAST_EXPIRY = type_coerce(func.coalesce(Lot.expires_at, literal(NEVER, Instant)), Instant)
"""When a lot expires; one without a date comes last."""


def lots_published(tenant_id: int, zone: str) -> Listing:
    """A tenant's lots by the published filters; a day means a day in this zone."""
    return Listing(
        name="lots",
        rows=lot_rows,
        columns=(),
        sorts={
            "created_at": Lot.created_at,
            "updated_at": Lot.updated_at,
            "serial_number": Lot.number,
            "number": Lot.number,
            "expires_at": LAST_EXPIRY,
        },
        tie=Lot.id,
        filters=(
            Filter("location_id", "Warehouse", lambda text: Lot.warehouse_id == text),
            Filter("item_id", "Item", lambda text: Lot.variant_id == text),
            Filter("layout_id", "Bin", lambda text: lies_in(tenant_id, text)),
            path_filter(lambda text: lies_in(tenant_id, within_path(tenant_id, text, "layout_path"))),
            Filter("statuses", "Statuses, with commas between", _has_status),
            Filter("metadata", "A field of the metadata: key:value, or an object", _has_metadata),
            *(
                Filter(f"{name}_{end}", f"{words} {'from' if end == 'gte' else 'to'}", _bound(column, name, end, zone))
                for name, words, column in (
                    ("created_at", "Created", Lot.created_at),
                    ("updated_at", "Updated", Lot.updated_at),
                    ("expires_at", "Expires", Lot.expires_at),
                )
                for end in ("gte", "lte")
            ),
            Filter("search", "Part of a lot number or SKU, two characters or more", _search),
        ),
        default_sort="created_at",
        most=100,
        complete=lambda session, tenant, rows, _: with_levels(session, tenant, rows),
    )


def lies_in(tenant_id: int, bins: str | Select[Any]) -> ColumnElement[bool]:
    """That a lot holds something in a bin, or in one of several, or that its new stock goes there."""

    def there_is(column: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column == bins if isinstance(bins, str) else column.in_(bins)
        return found

    holds = Pool.available + Pool.reserved + Pool.held + Pool.expected > 0
    there = select(Pool.lot_id).where(
        Pool.tenant_id == tenant_id, there_is(Pool.bin_id), Pool.lot_id.is_not(None), holds
    )
    return or_(there_is(Lot.bin_id), Lot.id.in_(there))


def _has_status(text: str) -> ColumnElement[bool]:
    return Lot.status.in_([word.strip() for word in text.split(",") if word.strip()])


def _has_metadata(text: str) -> ColumnElement[bool]:
    return has_metadata(Lot.extra, text)


def _search(text: str) -> ColumnElement[bool]:
    if len(text) < 2:
        raise InputRefused([Detail("search", "Type two characters or more.", "too_small")])
    return or_(contains(Lot.number, text), contains(Variant.variant_sku, text))


def _bound(column: Any, name: str, end: str, zone: str) -> Callable[[str], ColumnElement[bool]]:
    def clause(text: str) -> ColumnElement[bool]:
        try:
            moment = read_moment(text, zone)
        except ValueError as error:
            raise InputRefused([Detail(f"{name}_{end}", str(error), "invalid_string")]) from None
        if not isinstance(moment, dt.datetime):
            day = moment + dt.timedelta(days=1) if end == "lte" else moment
            moment = dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
            return _within(column, end, moment, moment)
        # Answers are whole seconds: what is told as this second is within it.
        return _within(column, end, moment, moment + dt.timedelta(seconds=1))

    return clause


def _within(column: Any, end: str, start: dt.datetime, after: dt.datetime) -> ColumnElement[bool]:
    clause: ColumnElement[bool] = column >= start if end == "gte" else column < after
    return clause
