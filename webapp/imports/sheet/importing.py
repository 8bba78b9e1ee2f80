"""Writing what a sheet says: all good rows in one transaction, by few statements, undoable as one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from webapp.catalog.errors import DuplicateGtin, DuplicateSku
from webapp.catalog.inputs.product import UpsertProduct
from webapp.catalog.models import Variant
from webapp.catalog.snapshots.watching import Watch
from webapp.catalog.writing.claims import claim_many
from webapp.catalog.writing.product import write_products
from webapp.core.data.parts import in_parts
from webapp.core.operation.errors import Busy
from webapp.core.operation.registry import Work
from webapp.imports.sheet.judging import Judge
from webapp.imports.sheet.rows import Row, learn
from webapp.imports.sheet.standing import Standing, standing_of
from webapp.imports.sheet.statuses import ask_before_retiring, bring_back, set_all_statuses, variants_touched
from webapp.imports.sheet.verdicts import CREATED, UPDATED, Outcome, Verdict, outcome_of

TRIES = 3


class _Overtaken(Exception):
    """Somebody made the same product between our look and our write."""


def judge_rows(work: Work, rows: Sequence[Row], *, lock: bool = False) -> tuple[Outcome, Standing]:
    """What would become of these rows, and what they stand beside."""
    actor = work.actor
    standing = standing_of(work.session, work.tenant_id, rows, work.at, lock=lock)
    judge = Judge(standing, learn(actor.tenant.currency, rows), actor.tenant.exponent)
    return outcome_of(judge.all(bring_back(rows, standing)), standing.products), standing


def import_rows(work: Work, rows: Sequence[Row]) -> Outcome:
    """Write the good rows and say what became of each; what is not taken leaves no trace."""
    for _ in range(TRIES):
        told = len(work.changes)
        try:
            with work.session.begin_nested():
                return _import(work, rows)
        except (DuplicateSku, DuplicateGtin, _Overtaken):
            del work.changes[told:]
    raise Busy


def _import(work: Work, rows: Sequence[Row]) -> Outcome:
    outcome, standing = judge_rows(work, rows, lock=True)
    ask_before_retiring(work, outcome, standing)
    outcome = outcome_of(outcome.verdicts, standing.products)
    by_sku: dict[str, list[Verdict]] = defaultdict(list)
    for one in outcome.verdicts:
        if one.kind in (CREATED, UPDATED):
            by_sku[one.row.cells["product_sku"]].append(one)
    known = [standing.products[sku]["id"] for sku in by_sku if sku in standing.products]
    watch = Watch(work, products=known, variants=variants_touched(work, by_sku, standing))
    made_products, made_variants = _write(work, by_sku, standing)
    set_all_statuses(work, by_sku, standing)
    watch.tell(made_products=made_products, made_variants=made_variants)
    return outcome


def _write(work: Work, by_sku: Mapping[str, Sequence[Verdict]], standing: Standing) -> tuple[list[str], list[str]]:
    """Write products with their variants; the ids of those that are new."""
    products = [_together(verdicts) for verdicts in by_sku.values()]
    if not products:
        return [], []
    claimed = claim_many(work, products)
    if any((claimed[one.product_sku].version == 1) is (one.product_sku in standing.products) for one in products):
        raise _Overtaken
    written = write_products(work, [(one, claimed[one.product_sku]) for one in products])
    made_products = [one.product_id for one in written if one.created]
    made_variants: list[str] = []
    for part in in_parts(sku for one in written for sku, is_new in one.variants if is_new):
        ids = select(Variant.id).where(Variant.tenant_id == work.tenant_id, Variant.variant_sku.in_(part))
        made_variants += work.session.execute(ids).scalars()
    return made_products, made_variants


def _together(verdicts: Sequence[Verdict]) -> UpsertProduct:
    """One product from its rows; its own fields are those of the first."""
    datas = [one.sent for one in verdicts]
    return datas[0].model_copy(update={"variants": [variant for data in datas for variant in data.variants]})
