"""Making an item, changing it and what of it lies where, and taking it out of use."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, select

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import DuplicateGtin, DuplicateSku, ProductExists, VariantInUse
from webapp.catalog.inputs.changes import ChangedVariant, UpdateProduct
from webapp.catalog.inputs.product import CreateProduct, SetVariantStatus, TypedVariant
from webapp.catalog.models import Variant
from webapp.catalog.operations.changes import set_variant_status, update_product
from webapp.catalog.operations.products import create_product
from webapp.catalog.writing.claims import hold_of_variants
from webapp.catalog.writing.fields import sku_stays
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.items.errors import ItemNotEmpty, TooFewLoose
from webapp.items.facts import KEPT, NO_BRAND, specification_of
from webapp.items.inputs import CreateItem, ItemFields, OneItem, UpdateItem
from webapp.items.levels import change_levels
from webapp.items.queries import ItemRow, find_item, whole
from webapp.ledger.errors import StockChanged, TooMuchStock
from webapp.ledger.models import Record
from webapp.ledger.posting import lock_records
from webapp.locations.errors import BinClosed, BinNotFound, WarehouseClosed, WarehouseNotFound
from webapp.lots.errors import ItemInactive, ItemNotFound, KeptForReferences

GRADE, CATEGORY = "A", "Items"
_CODES = (DuplicateGtin, DuplicateSku)
_STOCK = (
    BinClosed, BinNotFound, KeptForReferences, StockChanged, TooFewLoose, TooMuchStock, WarehouseClosed,
    WarehouseNotFound,
)  # fmt: skip
_OF_VARIANT = {"color": "color_name", "value": "list_price", "images": "images"}


@operation(
    needs=Permission.KEEP_ITEMS,
    raises=(*_CODES, *_STOCK),
    only={"json": "a person makes a product, with its variants and prices, and books stock at a desk"},
)
def create_item(work: Work, data: CreateItem) -> Any:
    """Make a product and its one variant: grade A, without prices until somebody sets them."""
    sku = data.sku or f"ITEM-{new_id('item')[-10:].upper()}"
    variant = TypedVariant.model_construct(
        **_variant_values(data),
        variant_sku=sku,
        variant_name=data.name,
        grade=GRADE,
        tracking="serial" if data.is_asset else "count",
        pricing=[],
    )
    product = CreateProduct.model_construct(
        product_sku=sku,
        name=data.name,
        specification=specification_of(None, data.name, data),
        category=CATEGORY,
        brand=data.vendor or NO_BRAND,
        description=data.description,
        variants=[variant],
    )
    with _in_our_words(sku):
        made = create_product.body(work, product)
    mine = (Variant.tenant_id == work.tenant_id, Variant.product_id == made.product_id)
    item = find_item(work.session, work.tenant_id, work.session.execute(select(Variant.id).where(*mine)).scalar_one())
    placed = change_levels(work, item, data.levels or (), opening=True)
    work.tell(f"created the item {sku}{f', with stock in {_places(placed)}' if placed else ''}", item.id)
    return _shown(work, item.id)


@operation(
    needs=Permission.KEEP_ITEMS,
    raises=(ItemInactive, ItemNotFound, *_CODES, *_STOCK),
    only={"json": "a person edits the product, and adjusts its stock record"},
)
def update_item(work: Work, data: UpdateItem) -> Any:
    """Change what was sent of an item; a level's number adds or takes away, one in an array resets."""
    product = next(iter(hold_of_variants(work, [data.item_id]).values()), None)
    if product is None:
        raise ItemNotFound
    item = find_item(work.session, work.tenant_id, data.item_id)
    if data.sku not in (None, item.sku):
        raise InputRefused([sku_stays("sku", item.sku)])
    change = _change_of(data, product, item)
    if change is not None:
        with _in_our_words(item.sku):
            update_product.body(work, change)
    placed = change_levels(work, item, data.levels or ())
    work.tell(f"changed the item {item.sku}{f', and its stock in {_places(placed)}' if placed else ''}", item.id)
    return _shown(work, item.id)


def _change_of(data: UpdateItem, product: Any, item: Any) -> UpdateProduct | None:
    """What was sent, as a change of the product and its variant; None when it was levels alone, or nothing."""
    sent = data.model_fields_set
    variant = _variant_values(data)
    own: dict[str, Any] = {}
    if data.name is not None:
        variant["variant_name"] = data.name
        if product.name == item.name:
            own["name"] = data.name
    if "description" in sent:
        own["description"] = data.description
    if "vendor" in sent:
        own["brand"] = data.vendor or NO_BRAND
    if sent & {*KEPT}:
        standing = product.specification_object or product.specification
        own["specification"] = specification_of(standing, own.get("name", product.name), data)
    if not (own or variant):
        return None
    variants = [ChangedVariant.model_construct(variant_id=item.id, **variant)] if variant else []
    return UpdateProduct.model_construct(product_id=product.id, variants=variants, **own)


def _variant_values(data: ItemFields) -> dict[str, Any]:
    """What was sent for the variant, by its own names."""
    values = {ours: getattr(data, name) for name, ours in _OF_VARIANT.items() if name in data.model_fields_set}
    said = {name: getattr(data, name) for name in ("gtin", "upc") if name in data.model_fields_set}
    codes = {code for code in said.values() if code is not None}
    if len(codes) > 1:
        words = "This is another code than the gtin. An item has one of its own: send either."
        raise InputRefused([Detail("upc", words)])
    return values | ({"gtin": next(iter(codes), None)} if said else {})


@operation(
    needs=Permission.KEEP_ITEMS,
    raises=(ItemNotFound, ItemNotEmpty, VariantInUse),
    only={"json": "a person deactivates the variant, in the catalogue"},
)
def remove_item(work: Work, data: OneItem) -> Any:
    """Take an item that is nowhere out of use; its history stays."""
    if not hold_of_variants(work, [data.item_id]):
        raise ItemNotFound
    item = find_item(work.session, work.tenant_id, data.item_id)
    _need_nothing_of(work, item)
    set_variant_status.body(work, SetVariantStatus.model_construct(variant_id=item.id, status="inactive"))
    work.tell(f"took the item {item.sku} out of use", item.id)
    return _shown(work, item.id)


def _need_nothing_of(work: Work, item: ItemRow) -> None:
    """Raise ItemNotEmpty for an item that is somewhere or expected; its product is held, so nothing new comes."""
    mine = (Record.tenant_id == work.tenant_id, Record.variant_id == item.id)
    lock_records(work, set(work.session.execute(select(Record.id).where(*mine)).scalars()))
    holds = func.sum(Record.available + Record.reserved + Record.held + Record.expected)
    there = int(work.session.execute(select(func.coalesce(holds, 0)).where(*mine)).scalar_one())
    if there:
        raise ItemNotEmpty(there=f"{there:,}", sku=item.sku)


@contextmanager
def _in_our_words(sku: str) -> Iterator[None]:
    """What the catalogue refuses of the product, at the fields of the item."""
    try:
        yield
    except (DuplicateSku, ProductExists):
        words = f"There is something with the SKU {sku} already. Choose another SKU."
        raise DuplicateSku(sku=sku, details=[Detail("sku", words)]) from None
    except DuplicateGtin as problem:
        raise DuplicateGtin(problem.facts["why"], details=[Detail("gtin", problem.words)]) from None


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def _shown(work: Work, item_id: str) -> Any:
    return whole(work.session, work.tenant_id, [find_item(work.session, work.tenant_id, item_id)])[0]
