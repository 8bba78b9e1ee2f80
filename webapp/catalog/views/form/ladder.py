"""A ladder of grades in one step: from one variant as it is typed, the others with their share of its prices."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.catalog.inputs.product import GRADES, known_grade
from webapp.core.data.money import to_major
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Money
from webapp.core.operation.errors import Problem
from webapp.core.web.rows import Form, copy_row, indexes

SHARES = {"A": "100", "B": "92", "C": "84", "D": "75", "E": "66"}
"""What a grade costs, in percent of grade A; a person may type others."""

_SHARE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")
_ENDING = re.compile(r"(?i)(?P<before>^|.*[^a-z0-9])(?P<grade>[a-e])")
_PRICES = re.compile(r"(?:listPrice|acquisitionCost|pricing-[0-9]{1,3}-monthlyPrice)")
_NOT_KEPT = re.compile(
    r"(?:variantId|condition|paste|paste-at|pricing-[0-9]{1,3}-(?:source|calculatedAt|presetUsed|suggestedPrice))"
)


class _Price(Input):
    """One typed amount."""

    amount: Money


@dataclass(frozen=True)
class Rung:
    """One grade of the ladder: whether it is made, its share as typed, and what is wrong with that."""

    grade: str
    chosen: bool
    share: str
    error: str = ""


@dataclass(frozen=True)
class Ladder:
    """The ladder as it stands in the form."""

    source: str = "variants-0"
    rungs: tuple[Rung, ...] = field(default_factory=lambda: tuple(_rung({}, grade) for grade in GRADES))


def read_ladder(form: Mapping[str, str]) -> Ladder:
    """What a form says of its ladder; the usual shares when it says nothing."""
    if "ladder-from" not in form:
        return Ladder()
    return Ladder(form["ladder-from"], tuple(_rung(form, grade) for grade in GRADES))


def _rung(form: Mapping[str, str], grade: str) -> Rung:
    share = form.get(f"ladder-{grade}", SHARES[grade]).strip()
    chosen = f"ladder-make-{grade}" in form or "ladder-from" not in form
    error = "" if basis_points(share) else "Type a percentage such as 92 or 87.5."
    return Rung(grade, chosen, share, error)


def basis_points(share: str) -> int:
    """A typed percentage exactly; 0 when it is none."""
    found = _SHARE.fullmatch(share.strip().removesuffix("%").strip())
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else 0


def make_ladder(form: Form, exponent: int, currency: str = "") -> str | None:
    """Copy a variant into every chosen grade that is not there yet; the first new one, where the focus goes."""
    ladder = read_ladder(form)
    source = ladder.source
    number = source.removeprefix("variants-")
    if not number.isdigit() or int(number) not in indexes(form, "variants"):
        return None
    if not form.get(f"{source}-grade"):
        form[f"{source}-grade"] = "A"
    own = _grade(form, source)
    shares = {rung.grade: basis_points(rung.share) for rung in ladder.rungs}
    made: list[str] = []
    for rung in ladder.rungs:
        is_wanted = rung.chosen and not rung.error and rung.grade != own and not _is_there(form, source, rung.grade)
        if is_wanted:
            share = shares[rung.grade], shares.get(own) or 10_000
            made.append(_climb(form, source, rung.grade, share, exponent, currency))
    return f"{made[0]}-variantSku" if made else None


def _is_there(form: Form, source: str, grade: str) -> bool:
    """Whether this grade stands in the form: by its SKU, or as the same thing in the same colour."""
    sku = graded(form.get(f"{source}-variantSku", ""), _grade(form, source), grade, "-")
    for number in indexes(form, "variants"):
        row = f"variants-{number}"
        same_sku = sku and form.get(f"{row}-variantSku", "").strip() == sku
        same_thing = _grade(form, row) == grade and _thing(form, row) == _thing(form, source)
        if same_sku or same_thing:
            return True
    return False


def _grade(form: Form, row: str) -> str:
    return known_grade(form.get(f"{row}-grade", "").strip())


def _thing(form: Form, row: str) -> tuple[str, str]:
    """A variant's name without its grade, and its colour."""
    name = form.get(f"{row}-variantName", "").strip()
    found = _ENDING.fullmatch(name)
    bare = found["before"] if found and found["grade"].upper() == _grade(form, row) else name
    return re.sub(r"(?i)\W*(?:\bgrade)?\W*$", "", bare).casefold(), form.get(f"{row}-colorName", "").strip().casefold()


def _climb(form: Form, source: str, grade: str, share: tuple[int, int], exponent: int, currency: str) -> str:
    row, own = copy_row(form, source), _grade(form, source)
    for name in [name for name in form if name.startswith(f"{row}-")]:
        rest = name.removeprefix(f"{row}-")
        if _NOT_KEPT.fullmatch(rest):
            form.poplist(name)
        elif _PRICES.fullmatch(rest):
            form[name] = _part(form[name], share, exponent, currency)
    form[f"{row}-variantSku"] = graded(form.get(f"{row}-variantSku", ""), own, grade, "-")
    form[f"{row}-variantName"] = graded(form.get(f"{row}-variantName", ""), own, grade, ", grade ")
    form[f"{row}-grade"] = grade
    return row


def graded(text: str, own: str, grade: str, joint: str) -> str:
    """A SKU or a name for another grade: its last letter changed when that is its own, else the grade put behind it."""
    text = text.strip()
    found = _ENDING.fullmatch(text)
    if found and found["before"] and found["grade"].upper() == own:
        return found["before"] + (grade if found["grade"].isupper() else grade.lower())
    return f"{text}{joint}{grade}" if text else ""


def _part(text: str, share: tuple[int, int], exponent: int, currency: str = "") -> str:
    """The share of a typed amount in whole minor units, halves up; what is no amount stays as it is typed."""
    try:
        minor = _Price.from_form({"amount": text}, exponent=exponent, currency=currency).amount
    except Problem:
        return text
    part, whole = share
    return str(to_major((2 * minor * part + whole) // (2 * whole), exponent))
