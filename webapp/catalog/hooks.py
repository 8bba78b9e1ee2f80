"""Where higher features react to the catalogue, in the same transaction; subscribed to in ``features.py``."""

from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work

variants_created: Hook[[Work, list[str]], None] = Hook("variants_created")
"""Variants of these ids are new: the ledger may open their empty records."""

variant_retiring: Hook[[Work, str, str], None] = Hook("variant_retiring")
"""The variant of this id and SKU is about to become inactive; raise VariantInUse to refuse."""
