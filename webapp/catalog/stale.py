"""What a person is told when a product changed under their edit: each value as saved now, beside theirs."""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from sqlalchemy import Row

from webapp.catalog.inputs import SaveProduct
from webapp.catalog.queries import PricedVariant, variants_of
from webapp.catalog.wire import product_facts, variant_facts
from webapp.catalog.writing import product_values, tier_values, variant_values
from webapp.core.operation.errors import Detail, StaleEdit
from webapp.core.operation.registry import Work

CODE = "stale"
_NEXT = "What is saved now stands beside what you typed; saving again keeps yours."


def refuse_stale(work: Work, data: SaveProduct, claimed: Row[Any]) -> NoReturn:
    """Raise StaleEdit with the fresh values beside the typed ones, and the version they belong to."""
    standing = variants_of(work.session, work.tenant_id, [claimed.id])[claimed.id]
    saved = claimed._asdict()
    details = [
        Detail("", f"{claimed.name} changed since you opened it. {_NEXT}", CODE),
        *_differences("", product_facts({**saved, **product_values(data)}), product_facts(saved)),
        *_of_variants(data, standing, work.actor.tenant.exponent),
    ]
    raise StaleEdit(what=claimed.name, version=claimed.version - 1, details=details)


def _of_variants(data: SaveProduct, standing: list[PricedVariant], exponent: int) -> Iterator[Detail]:
    unseen = {variant.values["variant_sku"]: variant for variant in standing}
    for i, variant in enumerate(data.variants):
        known = unseen.pop(variant.variant_sku, None)
        if known is None:
            continue
        typed = {**known.values, **variant_values(variant)}
        tiers = [tier_values(tier) for tier in variant.by_length]
        yield from _differences(
            f"variants.{i}.",
            variant_facts(typed, tiers, exponent),
            variant_facts(known.values, known.tiers, exponent),
        )
    for sku in unseen:
        yield Detail("", f"{sku} is not in this form; it stays as it is.", CODE)


def _differences(path: str, typed: Mapping[str, Any], saved: Mapping[str, Any]) -> Iterator[Detail]:
    for name in (name for name in {**typed, **saved} if name != "specificationDetails"):
        told = _words(name, saved.get(name)), _words(name, typed.get(name))
        if told[0] != told[1]:
            yield Detail(f"{path}{name}", f"Saved now: {told[0]}.", CODE)


def _words(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if name == "pricing":
        return "; ".join(_tier_words(tier) for tier in value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _tier_words(tier: Mapping[str, Any]) -> str:
    words = f"{tier['contractLength']} months {tier['monthlyPrice']}"
    if tier.get("setupFee"):
        words += f", set-up {tier['setupFee']}"
    discount = tier.get("discount")
    if discount:
        words += f", less {discount['value']}{' %' if discount['type'] == 'percentage' else ''}"
    return words
