"""The ledger as ShopSynch's inventory logs tell it: seven actions, and a signed change of what is on hand.

A promise and its end carry the change of what is reserved; all other lines together come to what is on hand. Movements
that leave it unchanged (goods set apart that were never good, announcements) are not told.
"""

from dataclasses import replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, case, literal, or_, select

from webapp.core.listing.listing import Column, Filter, Listing
from webapp.ledger.models import Movement, Record

RESERVED, RELEASED, ADJUSTED = "RESERVED", "RELEASED", "ADJUSTED"
PLAIN = ("RECEIVED", "SOLD", "ADJUSTED", "DAMAGED", "RETURNED")
PUBLISHED = (*PLAIN, RESERVED, RELEASED)
_GOOD = ("available", "reserved")

_comes, _goes = (case((node.in_(_GOOD), 1), else_=0) for node in (Movement.to_node, Movement.from_node))
_on_hand: ColumnElement[int] = _comes - _goes
_is_promise = (Movement.from_node == "available") & (Movement.to_node == "reserved")
_is_release = (Movement.from_node == "reserved") & (Movement.to_node == "available")

_action: ColumnElement[str] = case(
    (_is_promise, literal(RESERVED)),
    (_is_release, literal(RELEASED)),
    (Movement.action.in_(PLAIN), Movement.action),
    else_=literal(ADJUSTED),
)
_change: ColumnElement[int] = Movement.qty * case((_is_promise, 1), (_is_release, -1), else_=_on_hand)
_reference: ColumnElement[str | None] = case(
    (Movement.reference.is_not(None), Movement.reference),
    (Movement.action.in_(PUBLISHED), None),
    else_=Movement.batch_id,
)
"""What is ours appears as ADJUSTED, with the batch that did it where nothing else is named."""


def _rows(tenant_id: int) -> Select[Any]:
    rows = (
        select(
            Movement.id,
            Movement.record_id,
            Record.product_id,
            _action.label("action"),
            _change.label("change"),
            _reference.label("reference"),
            Movement.note,
            case((Movement.source == "system", literal("system")), else_=Movement.actor).label("adjusted_by"),
            Movement.at,
        )
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .where(Movement.tenant_id == tenant_id, or_(_on_hand != 0, _is_promise, _is_release))
    )
    return cast("Select[Any]", rows)


LOGS = Listing(
    name="inventory logs",
    rows=_rows,
    columns=(
        Column("action", "What"),
        Column("change", "Change", "number"),
        Column("reference", "Reference"),
        Column("at", "When", "time", sort="createdAt"),
    ),
    sorts={"createdAt": Movement.n},
    tie=Movement.id,
    filters=(
        Filter("inventoryId", "Stock record", lambda text: Movement.record_id == text),
        Filter("productId", "Product", lambda text: Record.product_id == text),
        Filter("warehouseId", "Warehouse", lambda text: Record.warehouse_id == text),
        Filter("action", "What", lambda text: _action == text, tuple((one, one.capitalize()) for one in PUBLISHED)),
        Filter("reference", "Reference", lambda text: Movement.reference == text),
    ),
    steady=True,
)


def logs_of(inventory_id: str) -> Listing:
    """The logs of one record."""

    def rows(tenant_id: int) -> Select[Any]:
        return _rows(tenant_id).where(Movement.record_id == inventory_id)

    return replace(LOGS, name=f"logs of {inventory_id}", rows=rows, filters=LOGS.filters[3:], steady=False)
