"""Putting products and variants back as a picture has them, many in one statement."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table, bindparam, delete, exists, insert, select, tuple_, update

from webapp.catalog.models import PriceChangeLine, PriceTier, Product, TradeItem, Variant, VariantGtin
from webapp.catalog.snapshots.pictures import PRODUCT_COLUMNS, VARIANT_COLUMNS, Snapshot, variants_now
from webapp.core.data.database import insert_for
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
    rows = [{"this": id, **{f"new_{name}": one[name] for name in names}} for id, one in sorted(wanted.items())]
    work.session.execute(statement, rows)


def _put_back_tiers(work: Work, wanted: Mapping[str, Snapshot]) -> None:
    mine = (PriceTier.tenant_id == work.tenant_id, PriceTier.variant_id.in_(wanted))
    work.session.execute(delete(PriceTier).where(*mine))
    rows = [
        {**tier, "tenant_id": work.tenant_id, "variant_id": variant_id}
        for variant_id, one in wanted.items()
        for tier in one["tiers"]
    ]
    if rows:
        work.session.execute(insert(PriceTier), rows)


def _put_back_gtins(work: Work, wanted: Mapping[str, Snapshot]) -> None:
    """A code that was given to another product since stays there: the database refuses, and so does the undo."""
    if not wanted:
        return
    tenant = work.tenant_id
    rows = work.session.execute(
        select(Variant.id, Variant.product_id).where(Variant.tenant_id == tenant, Variant.id.in_(wanted))
    )
    products = {row.id: row.product_id for row in rows}
    work.session.execute(delete(VariantGtin).where(VariantGtin.tenant_id == tenant, VariantGtin.variant_id.in_(wanted)))
    carried = exists().where(
        VariantGtin.tenant_id == tenant,
        VariantGtin.tenant_id == TradeItem.tenant_id,
        VariantGtin.gtin == TradeItem.gtin,
    )
    work.session.execute(
        delete(TradeItem).where(
            TradeItem.tenant_id == tenant, TradeItem.product_id.in_(set(products.values())), ~carried
        )
    )
    carried_by = [
        {"tenant_id": tenant, "variant_id": id, "gtin": gtin, "product_id": products[id], "position": place, "n": count}
        for id, one in wanted.items()
        for place, (gtin, count) in enumerate(one["gtins"])
    ]
    if carried_by:
        items = {row["gtin"]: row for row in carried_by}
        work.session.execute(
            insert_for(work.session)(TradeItem).on_conflict_do_nothing(),
            [
                {"tenant_id": tenant, "gtin": gtin, "product_id": row["product_id"], "quantity": row["n"]}
                for gtin, row in sorted(items.items())
            ],
        )
        work.session.execute(insert(VariantGtin), [{k: v for k, v in row.items() if k != "n"} for row in carried_by])


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
        if keys:
            which = tuple_(line.change_id, line.variant_id, line.contract_length).in_(keys)
            work.session.execute(update(line).where(line.tenant_id == work.tenant_id, which).values(ended_at=ended_at))
