"""Making stock records, and saying where their stock lies and when to reorder."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select, update

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import ProductNotFound
from webapp.core.data.columns import same
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.inventory.errors import NotStocked, RecordExists, RecordNotFound, SkuElsewhere, SkuNotFound
from webapp.inventory.inputs import CreateRecord, EditRecord
from webapp.inventory.operations.locking import Booked, bin_named, booked, need_record, stale
from webapp.inventory.queries.goods import Named, goods_called, need_product, need_sku
from webapp.inventory.queries.records import SUBJECT, RecordRow
from webapp.inventory.undoing import ACTION, FACTS
from webapp.ledger.errors import TooMuchStock
from webapp.ledger.models import Record, table_of
from webapp.ledger.posting import Happening, Move, post, record_events
from webapp.ledger.stands import Goods, loose_stand
from webapp.locations.errors import WarehouseClosed, WarehouseNotFound
from webapp.locations.models import Warehouse

OPENING = "Initial stock"
_LABELS = {"location": "Shelf or bin", "reorder_level": "Reorder level", "reorder_qty": "Reorder quantity"}


@operation(
    needs=Permission.MANAGE_INVENTORY,
    raises=(
        ProductNotFound,
        SkuNotFound,
        SkuElsewhere,
        NotStocked,
        WarehouseNotFound,
        WarehouseClosed,
        RecordExists,
        TooMuchStock,
    ),
)
def create_record(work: Work, data: CreateRecord) -> Booked:
    """Open the stock record of a product or SKU in a warehouse, with what is there already."""
    goods = _goods(work, data)
    warehouse = _open_warehouse(work, data.warehouse_id)
    facts: dict[str, Any] = {
        "location": data.location,
        "bin_id": bin_named(work, data.warehouse_id, data.location),
        "reorder_level": data.reorder_level,
        "reorder_qty": data.reorder_qty,
        "variant_attributes": data.variant_attributes or {},
    }
    record_id = new_id("inv")
    row = {
        "tenant_id": work.tenant_id, "id": record_id, "product_id": goods.product_id, "variant_id": goods.variant_id,
        "warehouse_id": data.warehouse_id, "created_at": work.at, "updated_at": work.at, **facts,
    }  # fmt: skip
    work.session.execute(insert(table_of(Record)), row)
    _keep(work, record_id, goods.sku, {**dict.fromkeys(FACTS), "variant_attributes": {}}, facts)
    if data.initial_qty:
        stand = loose_stand(work, Goods(goods.product_id, goods.variant_id), data.warehouse_id, facts["bin_id"])
        opening = Move(
            spot=stand.spot, from_node="opening", to_node="available", qty=data.initial_qty, action="RECEIVED",
            note=OPENING,
        )  # fmt: skip
        post(work, [opening])
    with_stock = f" with {data.initial_qty:,}" if data.initial_qty else ""
    work.tell(f"opened the stock record of {goods.sku} in {warehouse}{with_stock}", record_id)
    work.changed(record_id, None, {"sku": goods.sku, "warehouseId": data.warehouse_id, **facts})
    return booked(work, record_id)


def _goods(work: Work, data: CreateRecord) -> Named:
    if data.sku_id is not None:
        if data.product_id is not None:
            need_product(work.session, work.tenant_id, data.product_id, at="productId")
        return need_sku(work.session, work.tenant_id, data.product_id, data.sku_id, at="skuId")
    if data.product_id is not None:
        return need_product(work.session, work.tenant_id, data.product_id, at="productId")
    if data.sku is not None:
        return goods_called(work.session, work.tenant_id, data.sku)
    field = "sku" if work.actor.source == "html" else "productId"
    raise InputRefused([Detail(field, "This is required.", "invalid_type")])


def _open_warehouse(work: Work, warehouse_id: str) -> str:
    """The name of a warehouse that takes records; it stays open until this is done."""
    found = work.session.execute(
        select(Warehouse.name, Warehouse.active)
        .where(Warehouse.tenant_id == work.tenant_id, Warehouse.id == warehouse_id)
        .with_for_update(read=True, key_share=True)
    ).one_or_none()
    if found is None:
        raise WarehouseNotFound(at="warehouseId")
    if not found.active:
        raise WarehouseClosed
    return str(found.name)


@operation(needs=Permission.MANAGE_INVENTORY, raises=(RecordNotFound, StaleEdit))
def edit_record(work: Work, data: EditRecord) -> Booked:
    """Say where a record's stock usually lies, when to reorder, and its attributes; no quantity changes."""
    row = need_record(work, data.record_id, None)
    sent = {name: getattr(data, name) for name in data.model_fields_set - {"record_id", "version"}}
    if data.version not in (None, row.version):
        raise stale(row, *_overtaken(row, sent))
    change_facts(work, row, sent)
    work.tell(f"changed the stock record of {row.sku} in {row.warehouse_name}", row.id)
    return booked(work, row.id)


def change_facts(work: Work, row: RecordRow, sent: Mapping[str, Any]) -> None:
    """Write what is new of a locked record's facts, and leave an event that can be undone."""
    before = {name: getattr(row, name) for name in FACTS}
    after = {**before, **sent}
    after["variant_attributes"] = after["variant_attributes"] or {}
    if after["location"] == row.place:  # as it was read: the bin's own code
        after["location"] = row.location
    if "location" in sent and after["location"] != row.location:
        after["bin_id"] = bin_named(work, row.warehouse_id, after["location"])
    if same(after, before):
        return
    work.session.execute(
        update(Record)
        .where(Record.tenant_id == work.tenant_id, Record.id == row.id)
        .values(**after, updated_at=work.at)
    )
    _keep(work, row.id, row.sku, before, after)
    work.changed(row.id, before, after)


def _keep(work: Work, record_id: str, sku: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    if not same(before, after):
        happening = Happening(
            subject=SUBJECT, subject_id=record_id, action=ACTION, before=dict(before), after=dict(after), reference=sku
        )
        record_events(work, [happening])


def _overtaken(row: RecordRow, sent: Mapping[str, Any]) -> list[Detail]:
    """What stands there by now, at each field that would overwrite it."""
    shown = {**{name: getattr(row, name) for name in _LABELS}, "location": row.place}
    names = {"location": "location", "reorder_level": "reorderLevel", "reorder_qty": "reorderQty"}
    return [
        Detail(
            names[name],
            f"Saved meanwhile: {'nothing' if value is None else value}. Saving again keeps yours.",
            "stale_version",
        )
        for name, value in shown.items()
        if name in sent and sent[name] != value
    ]
