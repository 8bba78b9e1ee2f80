"""Changes to many products and variants in the ledger: each is an event that can be undone."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.catalog.errors import DuplicateGtin
from webapp.catalog.hooks import product_retiring, variant_retiring
from webapp.catalog.models import Product, Variant
from webapp.catalog.snapshots.codes import codes_gone
from webapp.catalog.snapshots.pictures import Change, Snapshot, products_now, variants_now
from webapp.catalog.snapshots.restoring import put_back_products, put_back_variants
from webapp.core.data.columns import same
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.ledger.errors import ChangedMeanwhile
from webapp.ledger.models import Record
from webapp.ledger.posting import Context, Happening, record_events
from webapp.ledger.undoing import Line, add_guard, on_undo_together

ACTION = "CATALOGUE_CHANGED"

_RETIRED = {"product": "discontinued", "variant": "inactive"}
"""How things are after the undo of their making: their empty stock records stay, and so do they."""


def keep_changes(work: Work, changes: Sequence[Change]) -> None:
    """Write what was changed together into the ledger, one event for each thing."""
    happenings = [
        Happening(
            subject=change.subject,
            subject_id=change.subject_id,
            action=ACTION,
            before=change.before,
            after=change.after,
            reference=change.sku,
        )
        for change in changes
    ]
    for part in in_parts(happenings):
        record_events(work, part)


def made_undoable() -> None:
    """Teach the ledger how these events are put back; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo_together(ACTION, _put_back)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back, with the reason: changed since, or in use by now."""
    mine = [line for line in lines if line.action == ACTION]
    if not mine:
        return {}
    now = _now(session, tenant_id, mine)
    stays = {line.n: "it was changed again since" for line in _changed_since(mine, now)}
    made = [line for line in mine if line.before is None and line.n not in stays]
    used = _used(session, tenant_id, [line.subject_id for line in made if line.subject == "variant"])
    stays |= {line.n: "there is stock of it, or was" for line in made if line.subject_id in used}
    while more := _in_the_way(session, tenant_id, [line for line in mine if line.n not in stays]):
        stays |= more  # what stays may be in the way of others
    return stays


def _in_the_way(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[int, str]:
    """The lines that cannot be put back beside the others, though nothing became of their own things since."""
    pictures = {line.subject_id: _wanted(line) for line in lines if line.subject == "variant"}
    gone = codes_gone(session, tenant_id, pictures)
    lost = {line.n: gone[line.subject_id] for line in lines if line.subject_id in gone}
    return _at_odds(session, tenant_id, [line for line in lines if line.n not in lost]) | lost


def _changed_since(lines: Sequence[Line], now: Mapping[str, Snapshot]) -> list[Line]:
    """The lines whose things are not as they left them; newest first, of one thing each stands on the next."""
    at = dict(now)
    changed = []
    for line in lines:
        if not same(at.get(line.subject_id), _left(line)):
            changed.append(line)
        at[line.subject_id] = _wanted(line)
    return changed


def _at_odds(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[int, str]:
    """The lines that would leave an active variant in a discontinued product."""
    wanted = {line.subject_id: _wanted(line)["status"] for line in lines}
    leaving = {one for one, status in wanted.items() if status == "inactive"}
    kept = _kept(session, tenant_id, [one for one, status in wanted.items() if status == "discontinued"], leaving)
    waking = [line.subject_id for line in lines if line.subject == "variant" and wanted[line.subject_id] == "active"]
    asleep = {one for one, product in _asleep(session, tenant_id, waking).items() if wanted.get(product) != "active"}
    return {
        **{line.n: "it has variants that stay" for line in lines if line.subject_id in kept},
        **{line.n: "its product is discontinued" for line in lines if line.subject_id in asleep},
    }


def _now(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[str, Snapshot]:
    return {
        **products_now(session, tenant_id, [line.subject_id for line in lines if line.subject == "product"]),
        **variants_now(session, tenant_id, [line.subject_id for line in lines if line.subject == "variant"]),
    }


def _left(line: Line) -> Snapshot:
    """How the change left the thing; one whose making was undone was retired."""
    if line.after is None:
        return {**line.before, "status": _RETIRED[line.subject]}
    return cast("Snapshot", line.after)


def _wanted(line: Line) -> Snapshot:
    if line.before is None:
        return {**line.after, "status": _RETIRED[line.subject]}
    return cast("Snapshot", line.before)


def _used(session: Session, tenant_id: int, variant_ids: Sequence[str]) -> set[str]:
    """The variants with a record that ever moved."""
    return {
        str(row.variant_id)
        for part in in_parts(variant_ids)
        for row in session.execute(
            select(Record.variant_id).where(Record.tenant_id == tenant_id, Record.variant_id.in_(part), Record.seq > 0)
        )
    }


def _kept(session: Session, tenant_id: int, product_ids: Sequence[str], leaving: set[str]) -> set[str]:
    """The products with active variants other than those that leave."""
    return {
        row.product_id
        for part in in_parts(product_ids)
        for row in session.execute(
            select(Variant.product_id, Variant.id).where(
                Variant.tenant_id == tenant_id, Variant.product_id.in_(part), Variant.status == "active"
            )
        )
        if row.id not in leaving
    }


def _asleep(session: Session, tenant_id: int, variant_ids: Sequence[str]) -> dict[str, str]:
    """Those variants whose product is discontinued, with the product."""
    return {
        row.id: row.product_id
        for part in in_parts(variant_ids)
        for row in session.execute(
            select(Variant.id, Variant.product_id)
            .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
            .where(Variant.tenant_id == tenant_id, Variant.id.in_(part), Product.status == "discontinued")
        )
    }


def _put_back(context: Context, lines: Sequence[Line]) -> None:
    work = cast("Work", context)
    products = {line.subject_id: _wanted(line) for line in lines if line.subject == "product"}
    variants = {line.subject_id: _wanted(line) for line in lines if line.subject == "variant"}
    _lock(work, list(products), list(variants))
    now = _now(work.session, work.tenant_id, lines)
    if _changed_since(lines, now) or _in_the_way(work.session, work.tenant_id, lines):
        raise ChangedMeanwhile
    for product_id, wanted in products.items():
        if wanted["status"] == "discontinued" != now[product_id]["status"]:
            product_retiring(work, product_id, wanted["product_sku"])
    for variant_id, wanted in variants.items():
        if wanted["status"] == "inactive" != now[variant_id]["status"]:
            variant_retiring(work, variant_id, wanted["variant_sku"])
    put_back_products(work, products)
    try:
        put_back_variants(work, variants)
    except DuplicateGtin:
        raise ChangedMeanwhile from None


def _lock(work: Work, product_ids: Sequence[str], variant_ids: Sequence[str]) -> None:
    """The products first, those of the variants too, in the order in which every writer of products locks them."""
    theirs = select(Variant.product_id).where(Variant.tenant_id == work.tenant_id, Variant.id.in_(variant_ids))
    products = select(Product.id).where(
        Product.tenant_id == work.tenant_id, or_(Product.id.in_(product_ids), Product.id.in_(theirs))
    )
    variants = select(Variant.id).where(Variant.tenant_id == work.tenant_id, Variant.id.in_(variant_ids))
    work.session.execute(products.order_by(Product.product_sku).with_for_update()).all()
    work.session.execute(variants.order_by(Variant.variant_sku).with_for_update()).all()
