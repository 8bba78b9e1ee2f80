"""Putting products and variants back as a picture has them, many in one statement."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table, bindparam, delete, insert, select, tuple_, update

from webapp.catalog.models import PriceChangeLine, PriceTier, Product, Variant
from webapp.catalog.snapshots.pictures import PRODUCT_COLUMNS, VARIANT_COLUMNS, Snapshot, variants_now
from webapp.catalog.writing.gtins import write_gtins
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work


def put_back_products(work: Work, wanted: Mapping[str, Snapshot]) -> None:
    """Let products be as a picture has them."""
    _put_back(work, Product, [column.name for column in PRODUCT_COLUMNS], wanted)


def put_back_variants(work: Work, wanted: Mapping[str, Snapshot]) -> None:
    """Let variants be as a picture has them, with tiers, GTINs and price changes."""
    if not wanted:
        return
    _put_back(work, Variant, [column.name for column in VARIANT_COLUMNS], wanted)
    _put_back_tiers(work, wanted)
    now = variants_now(work.session, work.tenant_id, wanted)
    _put_back_gtins(work, {id: one for id, one in wanted.items() if one["gtins"] != now[id]["gtins"]})
    _put_back_changes(work, wanted, now)


def _put_back(work: Work, model: type[Product | Variant], names: list[str], wanted: Mapping[str, Snapshot]) -> None:
    if not wanted:
        return
    table = cast("Table", model.__table__)
    statement = (
        update(table)
        .where(table.c.tenant_id == work.tenant_id, table.c.id == bindparam("this"))
        .values(**{name: bindparam(f"new_{name}") for name in names}, version=table.c.version + 1, updated_at=work.at)
    )
    rows = [{"this": id, **{f"new_{name}": one.get(name) for name in names}} for id, one in sorted(wanted.items())]
    work.session.execute(statement, rows)


def _put_back_tiers(work: Work, wanted: Mapping[str, Snapshot]) -> None:
    for part in in_parts(wanted):
        mine = (PriceTier.tenant_id == work.tenant_id, PriceTier.variant_id.in_(part))
        work.session.execute(delete(PriceTier).where(*mine))
    rows = [
        {**tier, "tenant_id": work.tenant_id, "variant_id": variant_id}
        for variant_id, one in wanted.items()
        for tier in one["tiers"]
    ]
    for some in in_parts(rows):
        work.session.execute(insert(PriceTier), some)


def _put_back_gtins(work: Work, wanted: Mapping[str, Snapshot]) -> None:
    """Raises DuplicateGtin for a code that was given to something else just now."""
    products = {
        row.id: row.product_id
        for part in in_parts(wanted)
        for row in work.session.execute(
            select(Variant.id, Variant.product_id).where(Variant.tenant_id == work.tenant_id, Variant.id.in_(part))
        )
    }
    gtins = {id: [(gtin, count) for gtin, count in one["gtins"]] for id, one in wanted.items()}
    write_gtins(work, gtins, products, dict.fromkeys(wanted, ""))


def _put_back_changes(work: Work, wanted: Mapping[str, Snapshot], now: Mapping[str, Snapshot]) -> None:
    """Price changes that were ended go on, and the other way round."""
    line = PriceChangeLine
    for ended_at, source, target in ((None, now, wanted), (work.at, wanted, now)):
        keys = [
            (change_id, variant_id, length)
            for variant_id in wanted
            for change_id, length in target[variant_id]["price_changes"]
            if [change_id, length] not in source[variant_id]["price_changes"]
        ]
        for part in in_parts(keys):
            which = tuple_(line.change_id, line.variant_id, line.contract_length).in_(part)
            work.session.execute(update(line).where(line.tenant_id == work.tenant_id, which).values(ended_at=ended_at))
