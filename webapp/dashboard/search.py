"""What the one box finds: things that have exactly this code or name, or else those that hold the words somewhere."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from sqlalchemy import func, literal_column, or_, select

from webapp.accounts.models import Membership, User
from webapp.accounts.permissions import Permission
from webapp.assets.nearest import near_units
from webapp.assets.queries import called, with_serial_part
from webapp.catalog.models import Product, Variant
from webapp.catalog.queries.gtins import variants_by_gtin
from webapp.core.inputs.text import fold
from webapp.core.listing.listing import contains
from webapp.dashboard.box import Box, Group, Hit, group_of
from webapp.dashboard.cards import bin_does, unit_does, variant_does
from webapp.dashboard.sales import called_orders_and_customers, orders_and_customers
from webapp.ledger.models import Lot, Record, Unit, is_live
from webapp.locations.models import Bin, Warehouse


def exact(box: Box) -> list[Group]:
    """Everything that is called exactly so, whatever the case; a place by its whole path."""
    return _full(
        _units(box, called(box.actor.tenant.id, box.words)),
        _variants(box, func.lower(Variant.variant_sku) == func.lower(box.words)),
        _gtins(box),
        _lots(box),
        _products(box, func.lower(Product.product_sku) == func.lower(box.words)),
        Group("Places", list(_exact_places(box))),
        *called_orders_and_customers(box),
    )


def partly(box: Box) -> list[Group]:
    """Everything that holds the words in its code or name."""
    text = box.words
    return _full(
        _units(box, with_serial_part(box.session, box.tenant_id, text)),
        _products(box, or_(contains(Product.name, text), contains(Product.product_sku, text))),
        _variants(box, or_(contains(Variant.variant_sku, text), contains(Variant.variant_name, text))),
        _warehouses(box, or_(contains(Warehouse.name, text), contains(Warehouse.code, text))),
        _bins(box, or_(contains(Bin.code, text), contains(Bin.name, text))),
        *orders_and_customers(box),
        _people(box),
    )


def near(box: Box) -> list[Group]:
    """The units whose serial number or code is nearly this one: a digit misread, two that changed places."""
    serials = near_units(box.session, box.tenant_id, box.words)
    if not serials:
        return []
    found = _units(box, Unit.id.in_([*serials]))
    order = {serial: place for place, serial in enumerate(serials.values())}
    return [Group("Nearly so", sorted(found.hits, key=lambda hit: order[hit.label]))]


def _full(*groups: Group) -> list[Group]:
    return [group for group in groups if group.hits]


def _units(box: Box, criterion: Any) -> Group:
    """Live ones; where none is, those whose receipt was taken back."""
    every = (
        select(
            Unit.id,
            Unit.serial,
            Unit.status,
            Variant.variant_sku,
            Bin.code.label("bin"),
            Warehouse.code.label("warehouse"),
        )
        .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
        .outerjoin(Record, (Record.tenant_id == Unit.tenant_id) & (Record.id == Unit.record_id))
        .outerjoin(Warehouse, (Warehouse.tenant_id == Unit.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Bin, (Bin.tenant_id == Unit.tenant_id) & (Bin.id == Unit.bin_id))
        .where(Unit.tenant_id == box.tenant_id, criterion)
        .order_by(Unit.created_at.desc())
    )
    live = box.rows(every.where(is_live()))
    rows = live or box.rows(every.where(Unit.status.is_(None)))
    more = url_for("assets.index", q=box.words, status=None if live else "taken_back")

    def hit(row: Any) -> Hit:
        state = str(row.status).replace("_", " ") if row.status else "receipt taken back"
        place = f" · {row.warehouse}{f'/{row.bin}' if row.bin else ''}" if row.warehouse else ""
        does = unit_does(box.actor, row.id, live=bool(row.status))
        return Hit(row.serial, f"{row.variant_sku} · {state}{place}", url_for("assets.unit", unit_id=row.id), does)

    return group_of("Units", rows, hit, more)


def _variants(box: Box, criterion: Any) -> Group:
    rows = box.rows(
        select(Variant.id, Variant.product_id, Variant.variant_sku, Variant.variant_name, Product.name)
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == box.tenant_id, criterion)
        .order_by(Variant.variant_sku)
    )

    def hit(row: Any) -> Hit:
        href = url_for("catalog.product", product_id=row.product_id, _anchor=row.id)
        does = variant_does(box.actor, row.id, row.variant_sku)
        return Hit(row.variant_sku, f"{row.name}, {row.variant_name}", href, does)

    return group_of("SKUs", rows, hit, url_for("catalog.index", q=box.words))


def _gtins(box: Box) -> Group:
    """The variants that carry a bar code: grades of one product may share it."""

    def hit(row: Any) -> Hit:
        pack = f", a pack of {row.quantity}" if row.quantity > 1 else ""
        text = f"GTIN of grade {row.grade}{pack}{'' if row.status == 'active' else ', inactive'}"
        does = variant_does(box.actor, row.id, row.variant_sku)
        return Hit(row.variant_sku, text, url_for("variants.variant", variant_id=row.id), does)

    code = box.gtin or box.words
    rows = variants_by_gtin(box.session, box.tenant_id, code)
    return group_of("GTINs", rows, hit, url_for("variants.index", gtin=code))


def _lots(box: Box) -> Group:
    rows = box.rows(
        select(Lot.id, Lot.number, Lot.available, Variant.variant_sku, Warehouse.code)
        .join(Variant, (Variant.tenant_id == Lot.tenant_id) & (Variant.id == Lot.variant_id))
        .join(Warehouse, (Warehouse.tenant_id == Lot.tenant_id) & (Warehouse.id == Lot.warehouse_id))
        .where(Lot.tenant_id == box.tenant_id, Lot.number == (box.lot or box.words), Lot.deleted == literal_column("0"))
        .order_by(Lot.created_at.desc())
    )

    def hit(row: Any) -> Hit:
        text = f"lot of {row.variant_sku} · {row.available:,} available · {row.code}"
        return Hit(row.number, text, url_for("lots.lot", lot_id=row.id))

    return group_of("Lots", rows, hit)


def _products(box: Box, criterion: Any) -> Group:
    rows = box.rows(
        select(Product.id, Product.name, Product.product_sku)
        .where(Product.tenant_id == box.tenant_id, criterion)
        .order_by(Product.name)
    )

    def hit(row: Any) -> Hit:
        return Hit(row.name, row.product_sku, url_for("catalog.product", product_id=row.id))

    return group_of("Products", rows, hit, url_for("catalog.index", q=box.words))


def _exact_places(box: Box) -> Iterator[Hit]:
    """Warehouses by code or name, bins by their code, and the bin of a whole path."""
    key = fold(box.words)
    yield from _warehouses(box, or_(Warehouse.code_key == key, Warehouse.name_key == key)).hits
    yield from _bins(box, Bin.code_key == key).hits
    head, slash, tail = box.words.partition("/")
    if slash:
        inside = or_(Warehouse.code_key == fold(head), Warehouse.name_key == fold(head))
        yield from _bins(box, (Bin.code_key == fold(tail)) & inside).hits


def _warehouses(box: Box, criterion: Any) -> Group:
    rows = box.rows(
        select(Warehouse.id, Warehouse.name, Warehouse.code)
        .where(Warehouse.tenant_id == box.tenant_id, criterion)
        .order_by(Warehouse.name)
    )

    def hit(row: Any) -> Hit:
        return Hit(row.name, row.code, url_for("locations.bins", location_id=row.id))

    return group_of("Warehouses", rows, hit, url_for("locations.index", q=box.words))


def _bins(box: Box, criterion: Any) -> Group:
    rows = box.rows(
        select(Bin.id.label("bin_id"), Bin.code, Bin.name, Warehouse.id, Warehouse.code.label("warehouse"))
        .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
        .where(Bin.tenant_id == box.tenant_id, criterion)
        .order_by(Bin.code_key, Warehouse.code_key)
    )

    def hit(row: Any) -> Hit:
        href = url_for("locations.bins", location_id=row.id, q=row.code)
        does = bin_does(box.actor, row.bin_id, row.id, row.code)
        return Hit(f"{row.warehouse}/{row.code}", row.name if row.name != row.code else "bin", href, does)

    return group_of("Bins", rows, hit)


def _people(box: Box) -> Group:
    """Colleagues: to their page for who may see it, else to what they did."""
    rows = box.rows(
        select(User.id, User.name, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.tenant_id == box.tenant_id, Membership.joined_at.is_not(None), contains(User.name, box.words))
        .order_by(User.name)
    )
    manages = box.actor.may(Permission.MANAGE_PEOPLE)

    def hit(row: Any) -> Hit:
        if manages:
            return Hit(row.name, row.role, url_for("people.person", user_id=row.id))
        return Hit(row.name, "what they did", url_for("history.index", actorId=row.id))

    return group_of("People", rows, hit, url_for("people.index", q=box.words) if manages else "")
