"""The table of variants as texts: what stands in its cells, what somebody typed over it, and what is told of both."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from webapp.bulk.verdicts import Verdict
from webapp.catalog.models import TRACKING, VARIANT_STATUSES
from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.money import to_major
from webapp.core.inputs.gtin import gtin_text

_FIELD = re.compile(r"variants-([0-9]{1,3})-([A-Za-z]+(?:-[0-9]{1,4})?)")
_PRICE = "prices-"
_HIDDEN = ("variantId", "version", "seen")
_TRACKED_BY = dict(zip(TRACKING, ("Serial number", "Lot", "Count"), strict=True))

Texts = dict[str, str]
"""Texts by the name of their column."""


@dataclass(frozen=True)
class GridColumn:
    """One column that can be edited; ``kind`` is how it is asked for, ``choices`` pairs values with words."""

    name: str
    label: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Typed:
    """One row of the form: whose it is, what stands in it, and what of that differs from what was shown."""

    variant_id: str
    version: str
    texts: Texts
    seen: Texts

    @property
    def touched(self) -> Texts:
        """What was typed over."""
        return {name: text for name, text in self.texts.items() if text != self.seen.get(name, "")}

    def change(self) -> dict[str, Any]:
        """What the operation is asked to change; a blank clears."""
        told: dict[str, Any] = {"variantId": self.variant_id, "version": self.version or None}
        for name, text in self.touched.items():
            if name.startswith(_PRICE):
                told.setdefault("prices", {})[name.removeprefix(_PRICE)] = text or None
            else:
                told[name] = text or None
        return told


@dataclass(frozen=True)
class GridRow:
    """One row as it is shown; ``fresh`` stands beside what was typed where somebody else saved meanwhile."""

    variant_id: str
    sku: str
    name: str
    version: str
    texts: Texts
    seen: str
    verdict: str = ""
    words: str = ""
    errors: Texts = field(default_factory=dict)
    fresh: Texts = field(default_factory=dict)


def texts_of(variant: PricedVariant, exponent: int) -> Texts:
    """A variant's cells."""
    values = variant.values
    own = variant.gtins[0][0] if variant.gtins and variant.gtins[0][1] == 1 else None
    texts = {
        "status": values["status"],
        "tracking": values["tracking"],
        "gtin": gtin_text(own) if own else "",
        "acquisitionCost": _amount(values["acquisition_cost"], exponent),
        "listPrice": _amount(values["list_price"], exponent),
    }
    prices = {f"{_PRICE}{tier['contract_length']}": _amount(tier["monthly_price"], exponent) for tier in variant.tiers}
    return {**texts, **prices}


def _amount(minor: int | None, digits: int) -> str:
    return "" if minor is None else str(to_major(minor, digits))


def columns_of(rows: Iterable[GridRow]) -> list[GridColumn]:
    """The columns of these rows: what every variant has, and a price for each contract length that occurs."""
    names = {name for row in rows for name in row.texts if name.startswith(_PRICE)}
    lengths = sorted(int(name.removeprefix(_PRICE)) for name in names)
    return [
        GridColumn("acquisitionCost", "Cost to us", "money"),
        GridColumn("listPrice", "List price", "money"),
        *(GridColumn(f"{_PRICE}{n}", f"{n} month{'' if n == 1 else 's'}", "money") for n in lengths),
        GridColumn("status", "Status", "choice", tuple((one, one.capitalize()) for one in VARIANT_STATUSES)),
        GridColumn("tracking", "Tracked by", "choice", tuple(_TRACKED_BY.items())),
        GridColumn("gtin", "GTIN", "code"),
    ]


def standing_row(variant: PricedVariant, exponent: int, verdict: str = "") -> GridRow:
    """A row as it is saved."""
    values, texts = variant.values, texts_of(variant, exponent)
    version = str(values["version"])
    return GridRow(
        values["id"], values["variant_sku"], values["variant_name"], version, texts, json.dumps(texts), verdict
    )


def typed_rows(form: Mapping[str, str]) -> list[Typed]:
    """The rows of a form that was sent."""
    rows: dict[int, Texts] = {}
    for name, text in form.items():
        found = _FIELD.fullmatch(name)
        if found:
            rows.setdefault(int(found[1]), {})[found[2]] = text.strip()
    return [_typed(rows[n]) for n in sorted(rows)]


def _typed(sent: Texts) -> Typed:
    texts = {name: text for name, text in sent.items() if name not in _HIDDEN}
    return Typed(sent.get("variantId", ""), sent.get("version", ""), texts, _seen(sent.get("seen", "")))


def _seen(text: str) -> Texts:
    """What the page showed; a form that cannot say it saw nothing."""
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in seen.items()} if isinstance(seen, dict) else {}


def judged_rows(verdicts: Sequence[Verdict], typed: Sequence[Typed], exponent: int) -> list[GridRow]:
    """The rows after a save: good ones as they are now, others with what was typed and why it was not taken."""
    return [_judged(*pair, exponent) for pair in zip(verdicts, typed, strict=True)]


def _judged(verdict: Verdict, typed: Typed, exponent: int) -> GridRow:
    if verdict.variant is None:
        words = verdict.problem.words if verdict.problem else ""
        return GridRow(typed.variant_id, "", "", typed.version, typed.texts, json.dumps(typed.seen), "refused", words)
    row = standing_row(verdict.variant, exponent, verdict.kind)
    if verdict.kind in ("saved", "unchanged"):
        return row
    errors, words = _errors(verdict, typed)
    shown = {**row.texts, **typed.touched}
    others = {name: row.texts.get(name, "") for name, text in typed.touched.items() if text != row.texts.get(name, "")}
    fresh = others if row.version != typed.version else {}
    return replace(row, texts=shown, words=words, errors=errors, fresh=fresh)


def _errors(verdict: Verdict, typed: Typed) -> tuple[Texts, str]:
    """What is wrong, by column, and what concerns no column."""
    problem = verdict.problem
    if problem is None or verdict.kind == "stale":
        return {}, ""
    if not problem.details:  # what can be wrong with a row but for its fields is what hangs on its status
        return ({"status": problem.words}, "") if "status" in typed.touched else ({}, problem.words)
    told = [(one.path.replace(".", "-"), one.message) for one in problem.details]
    errors = {name: message for name, message in told if name in typed.texts}
    return errors, " ".join(message for name, message in told if name not in typed.texts)
