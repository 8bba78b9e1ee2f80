"""Watching a change to many products and variants, so that it can be undone as one."""

from collections.abc import Iterable

from sqlalchemy import select

from webapp.catalog.hooks import catalogue_changed
from webapp.catalog.models import Variant
from webapp.catalog.snapshots.pictures import Change, Snapshot, products_now, variants_now
from webapp.core.data.columns import same
from webapp.core.operation.registry import Work


class Watch:
    """Pictures taken before a change, and told with those after it, so that the change can be undone.

    ``watch = Watch(work, products=ids, variants=ids)``, then write, then ``watch.tell(made=ids)``.
    """

    def __init__(self, work: Work, *, products: Iterable[str] = (), variants: Iterable[str] = ()) -> None:
        self._work = work
        self._products: dict[str, Snapshot | None] = dict(products_now(work.session, work.tenant_id, products))
        self._variants: dict[str, Snapshot | None] = dict(variants_now(work.session, work.tenant_id, variants))

    def tell(self, *, made_products: Iterable[str] = (), made_variants: Iterable[str] = ()) -> list[Change]:
        """Compare with how things are now, and hand on what differs to whoever keeps the history."""
        session, tenant = self._work.session, self._work.tenant_id
        self._products |= dict.fromkeys(made_products)
        self._variants |= dict.fromkeys(made_variants)
        products = products_now(session, tenant, self._products)
        variants = variants_now(session, tenant, self._variants)
        changes = [
            *(Change("product", id, now["product_sku"], self._products[id], now) for id, now in products.items()),
            *(Change("variant", id, now["variant_sku"], self._variants[id], now) for id, now in variants.items()),
        ]
        changes = [change for change in changes if not same(change.before, change.after)]
        if changes:
            catalogue_changed(self._work, changes)
        return changes


class ProductWatch:
    """The same for one product that was claimed and all its variants, those that are made meanwhile too."""

    def __init__(self, work: Work, product_id: str, *, is_new: bool = False) -> None:
        self._work, self._product_id = work, product_id
        self._made = [product_id] if is_new else []
        self._known = [] if is_new else self._variants()
        self._watch = Watch(work, products=() if is_new else [product_id], variants=self._known)

    def tell(self) -> str | None:
        """Hand on what differs; the batch that undo takes back, or None where nothing does."""
        made = sorted(set(self._variants()) - set(self._known))
        return self._work.batch_id if self._watch.tell(made_products=self._made, made_variants=made) else None

    def _variants(self) -> list[str]:
        mine = (Variant.tenant_id == self._work.tenant_id, Variant.product_id == self._product_id)
        return list(self._work.session.execute(select(Variant.id).where(*mine)).scalars())
