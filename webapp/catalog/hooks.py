"""Where higher features react to the catalogue, in the same transaction; subscribed to in ``features.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.catalog.queries.variants import PricedVariant
from webapp.catalog.snapshots.pictures import Change
from webapp.core.operation.actor import Actor
from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work

variants_created: Hook[[Work, list[str]], None] = Hook("variants_created")
"""Variants of these ids are new: the ledger may open their empty records."""

variant_retiring: Hook[[Work, str, str], None] = Hook("variant_retiring")
"""The variant of this id and SKU is about to become inactive; raise VariantInUse to refuse."""

product_retiring: Hook[[Work, str, str], None] = Hook("product_retiring")
"""The product of this id and SKU is about to be discontinued with all its variants, for which ``variant_retiring`` is
not asked; raise ProductHasActiveOrders to refuse."""

catalogue_changed: Hook[[Work, Sequence[Change]], None] = Hook("catalogue_changed")
"""These products and variants were changed together (snapshots/watching.py): the ledger may keep it undoable."""

form_shown: Hook[[Any], dict[str, Any]] = Hook("form_shown")
"""A product's bound form is about to be shown: what higher features put beside its rows and cards, by their names."""

product_shown: Hook[[Sequence[PricedVariant]], dict[str, Any]] = Hook("product_shown")
"""A product's page shows these variants: what higher features put beside them, by their ids."""


@dataclass(frozen=True)
class Panel:
    """A part that a higher feature puts on a variant's page: its template, and what that gets as ``told``."""

    template: str
    told: Any
    aside: bool = False


variant_shown: Hook[[Actor, str], Panel | None] = Hook("variant_shown")
"""The page of the variant of this id is about to be shown: what a higher feature has to say of it, if anything."""
