"""Reading a product's form while it is being typed: what cannot be judged yet gets no advice, and is no error."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.catalog.inputs.product import MAX_TIERS, MAX_VARIANTS
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import Problem
from webapp.pricing.advisor.inputs import AdviceTier, AdviceVariant, AdvisePrices

_VARIANT = re.compile(r"variants-([0-9]{1,3})-([A-Za-z]+)")
_TIER = re.compile(r"variants-([0-9]{1,3})-pricing-([0-9]{1,3})-([A-Za-z-]+)")


@dataclass(frozen=True)
class Places:
    """Where parts of the answer stand in the form: every row there is, and which row each answered tier came from."""

    rows: tuple[str, ...]
    variants: tuple[tuple[str, tuple[str, ...]], ...]


def read_form(form: Mapping[str, str], exponent: int, currency: str = "") -> tuple[AdvisePrices, Places]:
    """The question that a form asks so far; rows are named as the form names them, ``variants-0-pricing-1``."""
    cards, rows = _sorted_out(form)
    variants: list[dict[str, Any]] = []
    places: list[tuple[str, tuple[str, ...]]] = []
    for number in sorted(cards.keys() | {variant for variant, _ in rows})[:MAX_VARIANTS]:
        tiers = {
            f"variants-{number}-pricing-{row}": typed
            for (variant, row), typed in sorted(rows.items())
            if variant == number and _is_good(AdviceTier, typed, exponent, currency)
        }
        kept = dict([*tiers.items()][:MAX_TIERS])
        variants.append({**_card(cards[number], exponent, currency), "pricing": [*kept.values()]})
        places.append((f"variants-{number}", tuple(kept)))
    question: dict[str, Any] = {"variants": variants}
    if form.get("preset"):
        question["preset"] = form["preset"]
    every = tuple(f"variants-{variant}-pricing-{row}" for variant, row in sorted(rows))
    return AdvisePrices.from_form(question, exponent=exponent, currency=currency), Places(every, tuple(places))


Cards = defaultdict[int, dict[str, str]]
Rows = dict[tuple[int, int], dict[str, Any]]


def _sorted_out(form: Mapping[str, str]) -> tuple[Cards, Rows]:
    """The fields of each variant and of each tier, by their numbers; a blank is as if it were not there."""
    cards: Cards = defaultdict(dict)
    rows: Rows = {}
    for name in form:
        tier, variant = _TIER.fullmatch(name), _VARIANT.fullmatch(name)
        value = form[name].strip()
        if tier:
            row = rows.setdefault((int(tier[1]), int(tier[2])), {})
            if value:
                row[tier[3]] = value
        elif variant and value:
            cards[int(variant[1])][variant[2]] = value
    return cards, {key: _with_discount(row) for key, row in rows.items()}


def _with_discount(row: Mapping[str, str]) -> dict[str, Any]:
    kind, value = row.get("discount-type"), row.get("discount-value")
    plain = {name: text for name, text in row.items() if not name.startswith("discount-")}
    return {**plain, "discount": {"type": kind, "value": value}} if kind and value else plain


def _card(typed: Mapping[str, str], exponent: int, currency: str) -> dict[str, Any]:
    """A variant's fields that can be judged already; a grade that is not chosen yet is no grade."""
    known: dict[str, Any] = {"grade": "–", "pricing": []}
    for name in ("grade", "variantName", "acquisitionCost"):
        if name in typed and _is_good(AdviceVariant, {**known, name: typed[name]}, exponent, currency):
            known[name] = typed[name]
    return known


def _is_good(model: type[Input], values: Mapping[str, Any], exponent: int, currency: str) -> bool:
    try:
        model.from_form(values, exponent=exponent, currency=currency)
    except Problem:
        return False
    return True


def flat(fields: Iterable[Any]) -> dict[str, str]:
    """A bound form's fields by their names, as a browser would send them: for a form that is only being shown."""
    told: dict[str, str] = {}
    for field in fields:
        if hasattr(field, "entries"):
            told |= flat(field.entries)
        elif hasattr(field, "form"):
            told |= flat(field.form)
        else:
            told[field.name] = "" if field.data is None else str(field.data)
    return told
