"""Writing a product with its variants and tiers: the one core behind upsert, new form and edit form.

The product's row is written first, so that writers of one product wait for each other there; its variants
follow in the order of their SKUs, so that two products that want each other's SKUs cannot wait in a circle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, update

from webapp.catalog.hooks import variants_created
from webapp.catalog.inputs.product import UpsertProduct, judge_variants
from webapp.catalog.models import Product
from webapp.catalog.queries.variants import PricedVariant, variants_of
from webapp.catalog.wire.products import product_facts, variant_facts
from webapp.catalog.writing.claims import product_values
from webapp.catalog.writing.gtins import Gtins, gtins_after, write_gtins
from webapp.catalog.writing.tiers import Replaced, tiers_after, write_tiers
from webapp.catalog.writing.variants import put_in_order, usual_tracking, variant_rows, write_variants
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work

_TABLE = cast("Table", Product.__table__)
_SENT = ("name", "specification", "specification_object", "category", "brand", "description", "images", "serial_rule")


@dataclass(frozen=True)
class Written:
    """What was written; ``variants`` pairs each SKU, as sent, with whether it is new.

    ``batch_id`` is what undo takes back: None where nothing changed, and for what has no undo.
    """

    product_id: str
    product_sku: str
    name: str
    created: bool
    variants: tuple[tuple[str, bool], ...]
    batch_id: str | None = None


@dataclass
class _Aim:
    """One product of those that are written together: what was sent, and how it stands."""

    data: UpsertProduct
    claimed: Row[Any]
    before: dict[str, PricedVariant]
    rows: dict[str, dict[str, Any]]


def write_product(work: Work, data: UpsertProduct, claimed: Row[Any], *, typed: bool = False) -> Written:
    """Write what was sent over what is there; ``typed`` keeps what a form does not show."""
    judge_variants(data.variants)
    [written] = write_products(work, [(data, claimed)], typed=typed, reorder=typed)
    made = sum(is_new for _, is_new in written.variants)
    work.tell(_sentence(data.name, written.created, made, len(written.variants)), claimed.id)
    return written


def write_products(
    work: Work,
    sent: Sequence[tuple[UpsertProduct, Row[Any]]],
    *,
    typed: bool = False,
    reorder: bool = False,
    places: Mapping[str, str] | None = None,
) -> list[Written]:
    """Write many products, each claimed and judged, in a few statements for all of them.

    ``reorder`` lets the variants stand as they were sent; ``places`` is each SKU's path where that is another one.
    """
    _write_own_fields(work, sent, typed=typed)
    aims = _aims(work, sent)
    if places is None:
        places = {one.variant_sku: f"variants.{i}." for aim in aims for i, one in enumerate(aim.data.variants)}
    ids = write_variants(work, {sku: row for aim in aims for sku, row in aim.rows.items()}, places)
    _write_hangers_on(work, aims, ids, places, typed=typed)
    if reorder:
        for aim in aims:
            put_in_order(work, [variant.variant_sku for variant in aim.data.variants], aim.before)
    made = [ids[sku] for aim in aims for sku in aim.rows if sku not in aim.before]
    if made:
        variants_created(work, made)
    return [_written(aim) for aim in aims]


def _aims(work: Work, sent: Sequence[tuple[UpsertProduct, Row[Any]]]) -> list[_Aim]:
    known: dict[str, list[PricedVariant]] = {}
    for part in in_parts(claimed.id for _, claimed in sent if claimed.version != 1):
        known |= variants_of(work.session, work.tenant_id, part)
    tracking = usual_tracking(work)
    aims = []
    for data, claimed in sent:
        before = {variant.values["variant_sku"]: variant for variant in known.get(claimed.id, ())}
        aims.append(_Aim(data, claimed, before, variant_rows(work, data.variants, claimed, before, tracking)))
    return aims


def _written(aim: _Aim) -> Written:
    results = tuple((variant.variant_sku, variant.variant_sku not in aim.before) for variant in aim.data.variants)
    return Written(aim.claimed.id, aim.claimed.product_sku, aim.data.name, aim.claimed.version == 1, results)


def _write_hangers_on(
    work: Work, aims: Sequence[_Aim], ids: Mapping[str, str], places: Mapping[str, str], *, typed: bool
) -> None:
    """Tiers and GTINs, and every variant's before and after for the trail."""
    tiers: dict[str, Replaced] = {}
    gtins: dict[str, Gtins] = {}
    exponent = work.actor.tenant.exponent
    for aim in aims:
        for variant in aim.data.variants:
            variant_id, known = ids[variant.variant_sku], aim.before.get(variant.variant_sku, PricedVariant({}))
            tiers[variant_id] = known.tiers, tiers_after(variant, known.tiers, typed=typed)
            wanted = gtins_after(variant, known.gtins)
            if wanted != known.gtins:
                gtins[variant_id] = wanted
            after = PricedVariant(aim.rows[variant.variant_sku], tiers[variant_id][1], wanted)
            before_it = variant_facts(known, exponent) if known.values else None
            work.changed(variant_id, before_it, variant_facts(after, exponent))
    write_tiers(work, tiers)
    product_of = {ids[sku]: row["product_id"] for aim in aims for sku, row in aim.rows.items()}
    write_gtins(work, gtins, product_of, {ids[sku]: place for sku, place in places.items()})


def _sentence(name: str, created: bool, made: int, total: int) -> str:
    count = f"{total} variant{'' if total == 1 else 's'}"
    if created:
        return f"created the product {name} with {count}"
    if not total:
        return f"updated the product {name}"
    return f"updated the product {name}: {total - made} of its variants, {made} new"


def _write_own_fields(work: Work, sent: Sequence[tuple[UpsertProduct, Row[Any]]], *, typed: bool) -> None:
    changed = []
    for data, claimed in sent:
        before = claimed._asdict()
        if claimed.version == 1:
            work.changed(claimed.id, None, product_facts(before))
            continue
        after = {**before, **product_values(data)}
        if typed and after["specification"] == before["specification"]:
            after["specification_object"] = before["specification_object"]  # a form shows its text alone
        work.changed(claimed.id, product_facts(before), product_facts(after))
        changed.append({"this": claimed.id, **{f"new_{name}": after[name] for name in _SENT}})
    if changed:
        work.session.execute(
            update(_TABLE)
            .where(_TABLE.c.tenant_id == work.tenant_id, _TABLE.c.id == bindparam("this"))
            .values({name: bindparam(f"new_{name}") for name in _SENT}),
            changed,
        )
