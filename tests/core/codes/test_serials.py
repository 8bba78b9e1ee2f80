"""Rules of serial numbers: read as typed, followed sign by sign, told in words."""

from collections.abc import Iterator
from typing import SupportsIndex

import pytest

from webapp.core.codes.serials import follows, is_imei, read_rule, said_rule, why_not


@pytest.mark.parametrize(
    ("rule", "well", "ill"),
    [
        ("imei", ["490154203237518"], ["490154203237519", "49015420323751", "4901542032375180", "49015420323751X", ""]),
        ("any", ["x", "490154203237519"], []),
        ("C02AA99?", ["C02ZX11Q", "c02zx117"], ["C03ZX11Q", "C02Z111Q", "C02ZX1", "C02ZX11-", "C02ZX11QQ"]),
        ("aa-9*", ["XY-1", "XY-1 and more", "xy-1234"], ["XY-", "XY1", "X1-1", ""]),
        ("*", ["", "anything"], []),
        ("ÄA9", ["äö3"], ["AB3"]),
    ],
)
def test_a_rule_is_followed_sign_by_sign(rule: str, well: list[str], ill: list[str]) -> None:
    kept = read_rule(rule)
    assert read_rule(kept) == kept
    assert [one for one in well if not follows(one, kept)] == []
    assert [one for one in ill if follows(one, kept)] == []


def test_a_rule_is_kept_in_one_spelling() -> None:
    kept = {rule: read_rule(rule) for rule in ("IMEI", "Any", "*", "c02?9*", "a9**")}
    assert kept == {"IMEI": "imei", "Any": "any", "*": "any", "c02?9*": "C02•9*", "a9**": "A9*"}
    with pytest.raises(ValueError, match="at the end"):
        read_rule("A*9")


def test_it_is_told_in_words() -> None:
    assert why_not("49015420323751", "imei") == "An IMEI has 15 digits and ends in a check digit; this has 14."
    assert "last digit" in why_not("490154203237519", "imei")
    assert "other signs" in why_not("49-015420-323751", "imei")
    assert why_not("X", "C02•9*") == (
        "A serial number of this product reads C02•9 (9 is a digit, • is a letter or a digit, more may follow); "
        "this does not."
    )
    assert (said_rule("imei"), said_rule("any"), said_rule("C-X")) == ("an IMEI", "anything", "C-X")


def test_an_imei_has_its_check_digit() -> None:
    assert sum(is_imei(f"35901000123456{last}") for last in range(10)) == 1
    assert not is_imei("٤٩٠١٥٤٢٠٣٢٣٧٥١٨")


class Watched(str):
    """A serial number that counts how often one of its signs is looked at."""

    __slots__ = ()
    looked = 0

    def __iter__(self) -> Iterator[str]:
        for sign in super().__iter__():
            Watched.looked += 1
            yield sign

    def __getitem__(self, at: SupportsIndex | slice) -> "Watched":
        return Watched(super().__getitem__(at))


@pytest.mark.parametrize("rule", ["?" * 63 + "*", "1" * 64, "9*", "9" * 40 + "?" * 23 + "*"])
def test_a_rule_looks_at_a_sign_once_at_most(rule: str) -> None:
    """It never goes back, so that none takes long, whatever is scanned."""
    Watched.looked = 0
    assert follows(Watched("1" * 4096), read_rule(rule)) == rule.endswith("*")
    assert Watched.looked <= len(rule)
