"""The field types: one verdict for JSON and for forms, except where a form is typed by a person."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Day, Email, Line, Link, Money, Note, Switch, Whole
from webapp.core.operation.errors import InputRefused


class Everything(Input):
    """One field of each type."""

    line: Annotated[str, Line(10)] | None = None
    note: Annotated[str, Note(20)] | None = None
    whole: Annotated[int, Whole(1, 120)] | None = None
    money: Money | None = None
    day: Day | None = None
    switch: Switch | None = None
    link: Link | None = None
    email: Email | None = None
    lines: list[Annotated[str, Line(10)]] | None = Field(None, max_length=3)


REFUSED = object()

JSON: list[tuple[str, Any, Any]] = [
    ("line", " a ", "a"), ("line", "", REFUSED), ("line", " ", REFUSED), ("line", "x" * 10, "x" * 10),
    ("line", "x" * 11, REFUSED), ("line", 5, REFUSED), ("line", True, REFUSED), ("line", ["a"], REFUSED),
    ("line", {}, REFUSED), ("line", None, None), ("line", "a\nb", REFUSED), ("line", f" {'x' * 10} ", "x" * 10),
    ("note", "", ""), ("note", "a\r\nb", "a\nb"), ("note", "x" * 21, REFUSED), ("note", 1, REFUSED),
    ("whole", 1, 1), ("whole", 0, REFUSED), ("whole", 121, REFUSED), ("whole", "5", REFUSED),
    ("whole", Decimal("5.0"), 5), ("whole", Decimal("5.5"), REFUSED), ("whole", True, REFUSED),
    ("whole", 10**30, REFUSED), ("whole", [], REFUSED), ("whole", Decimal("1E+2"), 100), ("whole", -1, REFUSED),
    ("money", 1800, 180_000), ("money", Decimal("159.95"), 15_995), ("money", Decimal("159.950"), 15_995),
    ("money", Decimal("159.955"), REFUSED), ("money", -1, REFUSED), ("money", "159.95", REFUSED),
    ("money", True, REFUSED), ("money", Decimal("1e2"), 10_000), ("money", 10**11, 10**13),
    ("money", 10**11 + 1, REFUSED), ("money", 10**39, REFUSED), ("money", 0, 0), ("money", {}, REFUSED),
    ("day", "2025-01-15", dt.date(2025, 1, 15)), ("day", "2025-02-30", REFUSED), ("day", "2025-1-5", REFUSED),
    ("day", "20250115", REFUSED), ("day", "2025-W01-1", REFUSED), ("day", "15-01-2025", REFUSED),
    ("day", "1999-12-31", REFUSED), ("day", "2101-01-01", REFUSED), ("day", "2000-01-01", dt.date(2000, 1, 1)),
    ("day", "2100-12-31", dt.date(2100, 12, 31)), ("day", "2024-02-29", dt.date(2024, 2, 29)),
    ("day", "2025-01-15T00:00:00Z", REFUSED), ("day", 1718973451, REFUSED), ("day", "２０２５-01-15", REFUSED),
    ("day", " 2025-01-15 ", dt.date(2025, 1, 15)), ("day", "", REFUSED), ("day", "today", REFUSED),
    ("switch", True, True), ("switch", False, False), ("switch", "true", REFUSED), ("switch", 1, REFUSED),
    ("switch", "yes", REFUSED), ("switch", [], REFUSED),
    ("link", "https://a.example/b?c=d#e", "https://a.example/b?c=d#e"), ("link", "http://a", "http://a"),
    ("link", "javascript:alert(1)", REFUSED), ("link", "JaVaScRiPt:alert(1)", REFUSED),
    ("link", "data:text/html,x", REFUSED),
    ("link", "//a.example", REFUSED), ("link", "/a", REFUSED), ("link", "ftp://a", REFUSED),
    ("link", "https://", REFUSED),
    ("link", "https://user:secret@a.example", REFUSED), ("link", "https://a\n.example", REFUSED),
    ("link", "file:///etc/passwd", REFUSED),
    ("link", "https://[", REFUSED), ("link", f"https://a.example/{'x' * 2048}", REFUSED),
    ("link", "vbscript:x", REFUSED),
    ("link", 5, REFUSED), ("link", " https://a.example ", "https://a.example"), ("link", "\x01javascript:x", REFUSED),
    ("email", "anna@renter.com", "anna@renter.com"),
    ("email", " anna@renter.com ", "anna@renter.com"), ("email", "anna", REFUSED), ("email", "a@b@c.com", REFUSED),
    ("email", "anna@localhost", REFUSED), ("email", 5, REFUSED),
    ("email", "an\nna@renter.com", REFUSED), ("email", f"{'x' * 300}@renter.com", REFUSED),
    ("lines", ["a", " b "], ["a", "b"]), ("lines", ["a"] * 4, REFUSED), ("lines", "a", REFUSED),
    ("lines", [1], REFUSED),
    ("lines", [""], REFUSED), ("lines", [], []),
]  # fmt: skip
FORM: list[tuple[str, Any, Any]] = [
    ("whole", "5", 5), ("whole", " 5 ", 5), ("whole", "５", REFUSED), ("whole", "1_000", REFUSED),
    ("whole", "07", REFUSED),
    ("whole", "5.0", REFUSED), ("whole", "+5", REFUSED), ("whole", "1e1", REFUSED), ("whole", "0x10", REFUSED),
    ("whole", "9" * 30, REFUSED), ("whole", "-5", REFUSED), ("whole", "٥", REFUSED),
    ("money", "1800", 180_000), ("money", "159.95", 15_995), ("money", "159,95", 15_995),
    ("money", "1 800.50", 180_050),
    ("money", "1\u00a0800,50", 180_050), ("money", "€5", REFUSED), ("money", "1.800,50", 180_050),
    ("money", "1,800.50", 180_050),
    ("money", "-1", REFUSED), ("money", "+1", 100), ("money", "1e3", REFUSED), ("money", "NaN", REFUSED),
    ("money", "5.", REFUSED), ("money", ".5", 50), ("money", "５", REFUSED), ("money", "159.955", REFUSED),
    ("money", "159.950", REFUSED), ("money", "9" * 14, REFUSED), ("money", "inf", REFUSED),
    ("switch", "y", True), ("switch", "on", True), ("switch", "", False), ("switch", "no", False),
    ("switch", True, True),
    ("day", "2025-01-15", dt.date(2025, 1, 15)), ("day", "15/01/2025", REFUSED),
]  # fmt: skip


def _verdict(name: str, value: Any, *, lax: bool) -> Any:
    read = Everything.from_form if lax else Everything.from_json
    try:
        return getattr(read({name: value}, exponent=2), name)
    except InputRefused as refused:
        details = refused.details
    assert all(detail.path.split(".")[0] == name for detail in details)
    assert all(len(detail.message) > 10 and detail.code for detail in details)
    return REFUSED


@pytest.mark.parametrize(("name", "value", "wanted"), JSON, ids=[f"{n} {v!r:.40}" for n, v, _ in JSON])
def test_json_is_judged_strictly(name: str, value: Any, wanted: Any) -> None:
    found = _verdict(name, value, lax=False)
    assert found is REFUSED if wanted is REFUSED else found == wanted


@pytest.mark.parametrize(("name", "value", "wanted"), FORM, ids=[f"{n} {v!r:.40}" for n, v, _ in FORM])
def test_typed_text_is_read_as_a_person_means_it(name: str, value: Any, wanted: Any) -> None:
    found = _verdict(name, value, lax=True)
    assert found is REFUSED if wanted is REFUSED else found == wanted


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(InputRefused) as refused:
        Everything.from_json({"line": 5, "whole": 0, "day": "x", "lines": ["", "ok", 3]}, exponent=2)
    assert {detail.path for detail in refused.value.details} == {"line", "whole", "day", "lines.0", "lines.2"}


def test_unknown_fields_reach_nothing() -> None:
    read = Everything.from_json({"line": "a", "tenant_id": 7, "id": "x", "__class__": "y"}, exponent=2)
    assert read.model_dump(exclude_none=True) == {"line": "a"}


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1.234,50", 123_450), ("1,234.50", 123_450), ("€ 2.345,00", 234_500), ("2.345,00 EUR", 234_500),
        ("330,5", 33_050), ("1'234.50", 123_450), ("1 234,50", 123_450), ("1299,-", 129_900),
        ("1.234.567", 123_456_700),
    ],
)  # fmt: skip
def test_a_typed_amount_is_read_as_a_sheet_is(text: str, minor: int) -> None:
    assert Everything.from_form({"money": text}, exponent=2, currency="EUR").money == minor


def test_a_typed_amount_that_can_mean_two_things_is_refused_with_both() -> None:
    with pytest.raises(InputRefused) as refused:
        Everything.from_form({"money": "1.234"}, exponent=2, currency="EUR")
    assert refused.value.details[0].message == "“1.234” can mean 1234 or 1.234: write 1234.00."
    assert Everything.from_form({"money": "1.234"}, exponent=3, currency="KWD").money == 1234


@pytest.mark.parametrize("text", ["$ 5", "5 USD", "1.23.4", "1e3", "٣", "--5"])
def test_what_is_no_amount_of_this_currency_is_refused(text: str) -> None:
    with pytest.raises(InputRefused, match=r"\w"):
        Everything.from_form({"money": text}, exponent=2, currency="EUR")
