"""Two people change one product: what one did not touch is taken over from the other, what both changed is asked.

Each text is compared in three states: as this person saw it, as they left it, and as it is saved now. Variants are told
apart by their SKU, prices by their months, so that rows may be moved, added and removed on either side.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from webapp.catalog.inputs.product import DiscountInput, SaveProduct, TierInput, VariantInput
from webapp.catalog.views.form.typed import Texts
from webapp.core.operation.errors import Detail

CODE = "stale_version"
_ORIGIN = ("source", "calculatedAt", "presetUsed", "suggestedPrice")
"""Where a price came from: goes with the price."""
_TOLD = 12
"""Changes that are named one by one."""
_MODELS = (DiscountInput, TierInput, VariantInput, SaveProduct)
_NUMBER = re.compile(r"[0-9]{1,20}(?:[.,][0-9]{1,20})?")
_TITLES = {info.alias or name: info.title or name for model in _MODELS for name, info in model.model_fields.items()}


@dataclass
class Merged:
    """The form's texts after merging, what is to be said at their fields, and what was taken over."""

    texts: Texts = field(default_factory=dict)
    conflicts: list[Detail] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def merge(typed: Texts, seen: Texts, fresh: Texts, name: str) -> tuple[Texts, tuple[Detail, ...]]:
    """The texts a person goes on with, and what to tell them; ``name`` is the product's."""
    merged = Merged()
    merged.texts = {**typed, **_fields(merged, typed, seen, fresh, "", ""), "version": fresh["version"]}
    seen_variants, fresh_variants = _by(seen, "variants", "variantSku"), _by(fresh, "variants", "variantSku")
    merged.texts["variants"] = [
        _variant(
            merged, variant, seen_variants.get(variant["variantSku"]), fresh_variants.get(variant["variantSku"]), i
        )
        for i, variant in enumerate(typed["variants"])
    ]
    here = {variant["variantSku"] for variant in typed["variants"]}
    unseen = [sku for sku in fresh_variants if sku not in seen_variants and sku not in here]
    general = [f"{name} changed since you opened it. {_next(merged)}", *_listed(merged.taken)]
    general += [f"{sku} is not in this form; it stays as it is." for sku in unseen]
    return merged.texts, (*(Detail("", words, CODE) for words in general), *merged.conflicts)


def _next(merged: Merged) -> str:
    if not any(detail.path for detail in merged.conflicts):
        return "Nothing you typed is touched by it: look, and save again."
    return "What is saved now stands beside what you typed; saving again keeps yours."


def _listed(taken: list[str]) -> Iterator[str]:
    if taken:
        more = f" and {len(taken) - _TOLD} more" if len(taken) > _TOLD else ""
        yield f"Taken over from it: {'; '.join(taken[:_TOLD])}{more}."


def _variant(merged: Merged, typed: Texts, seen: Texts | None, fresh: Texts | None, at: int) -> Texts:
    if fresh is None:
        return typed
    path, sku = f"variants.{at}.", f"{typed['variantSku']}, "
    texts = {**typed, **_fields(merged, typed, seen, fresh, path, sku), "variantId": fresh["variantId"]}
    texts["pricing"] = _tiers(merged, typed["pricing"], _tiers_of(seen), _tiers_of(fresh), path, sku)
    return texts


def _tiers(
    merged: Merged, typed: list[Texts], seen: Mapping[str, Texts], fresh: Mapping[str, Texts], path: str, sku: str
) -> list[Texts]:
    rows: list[Texts] = []
    for tier in typed:
        months = _plain(tier["contractLength"])
        saved, was = fresh.get(months), seen.get(months)
        here, words = f"{path}pricing.{len(rows)}.", f"{sku}{months} months, "
        if saved is not None:
            rows.append(_tier(merged, tier, was, saved, here, words))
        elif was is None or not _is_same(tier, was):
            rows.append(tier)
            if was is not None:
                merged.conflicts.append(Detail(f"{here}contractLength", "Saved now: nothing, it was removed.", CODE))
        else:
            merged.taken.append(f"{sku}{months} months: removed")
    left_out = {
        months: tier for months, tier in fresh.items() if months not in {_plain(t["contractLength"]) for t in typed}
    }
    for months, tier in left_out.items():
        if months not in seen:
            rows.append(tier)
            merged.taken.append(f"{sku}{months} months: {tier['monthlyPrice']}")
        elif not _is_same(tier, seen[months]):
            merged.conflicts.append(
                Detail("", f"{sku}{months} months, which you removed, is {tier['monthlyPrice']} now.")
            )
    return rows


def _tier(merged: Merged, typed: Texts, seen: Texts | None, fresh: Texts, path: str, words: str) -> Texts:
    own = _fields(merged, typed, seen, fresh, path, words)
    was = None if seen is None else seen["discount"]
    discount = _fields(merged, typed["discount"], was, fresh["discount"], f"{path}discount.", words)
    is_taken = own["monthlyPrice"] != typed["monthlyPrice"]
    origin = {name: fresh[name] for name in _ORIGIN} if is_taken else {}
    return {**typed, **own, **origin, "discount": {**typed["discount"], **discount}}


def _fields(merged: Merged, typed: Texts, seen: Texts | None, fresh: Texts, path: str, words: str) -> Texts:
    """The texts of one row, each as the one who changed it wants it."""
    texts: Texts = {}
    for name, saved in fresh.items():
        if name in ("version", "variantId", *_ORIGIN) or not isinstance(saved, str):
            continue
        mine, was = typed.get(name) or "", None if seen is None else seen.get(name)
        texts[name] = mine
        if _plain(mine) == _plain(saved) or (was is not None and _plain(was) == _plain(saved)):
            continue
        told = saved.replace("\n", ", ") or "nothing"
        if was is not None and _plain(mine) == _plain(was):
            texts[name] = saved
            merged.taken.append(f"{words}{_TITLES[name]}: {told}")
        else:
            merged.conflicts.append(Detail(f"{path}{name}", f"Saved now: {told}.", CODE))
    return texts


def _is_same(tier: Texts, other: Texts) -> bool:
    names = ("monthlyPrice", "setupFee")
    return all(_plain(tier[name]) == _plain(other[name]) for name in names) and all(
        _plain(tier["discount"][name]) == _plain(other["discount"][name]) for name in ("type", "value")
    )


def _plain(text: Any) -> str:
    """A text that equals another which means the same: 159 and 159,00."""
    bare = " ".join(str(text or "").split())
    return f"{Decimal(bare.replace(',', '.')).normalize():f}" if _NUMBER.fullmatch(bare) else bare


def _by(texts: Texts | None, rows: str, name: str) -> dict[str, Texts]:
    return {str(row.get(name)): row for row in (texts or {}).get(rows) or () if isinstance(row, dict)}


def _tiers_of(variant: Texts | None) -> dict[str, Texts]:
    return {_plain(months): tier for months, tier in _by(variant, "pricing", "contractLength").items()}
