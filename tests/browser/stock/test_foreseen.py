"""What an adjustment comes to is said by Python and by a script: both say the same, of every verb."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Seat
from tests.browser.stock.tablet import BUCKETS
from tests.doors import PageDoor
from tests.house import House
from tests.lots.dairy import dairy
from tests.lots.test_adjust_lot import adjust
from webapp.lots.inputs import VERBS

pytestmark = pytest.mark.browser

NUMBERS = ("0", "5", "6", "11", "46")
"""Around the edges of the plain lot below."""
NO_NUMBERS = ("", "x", "12345678901")
WHO = ("ORD-7", " ORD-7 ", "constructor")
FEW = ("0", "3", "1500")
LOTS: dict[str, dict[str, Any]] = {
    "plain": {"available_qty": 40, "reserved_qty": 5, "defective_qty": 5, "manifested_qty": 10},
    "large": {"available_qty": 1200, "reserved_qty": 5, "defective_qty": 1},
    "quarantined": {"defective_qty": 5, "manifested_qty": 10, "status": "quarantined"},
    "expired": {"available_qty": 9, "reserved_qty": 1, "expires_at": "2024-06-21"},
}
_TYPE = """(cases) => cases.map(([verb, qty, reference]) => {
  const form = document.getElementById("form");
  for (const radio of form.querySelectorAll("[name=verb]")) radio.checked = radio.value === verb;
  form.elements.qty.value = qty;
  form.elements.reference.value = reference;
  form.elements.qty.dispatchEvent(new Event("input", { bubbles: true }));
  return [...document.querySelectorAll("[data-after]")].map(
    (cell) => [cell.dataset.after, cell.textContent, cell.classList.contains("differs")]);
})"""
_CELL = re.compile(r'<td class="number( differs)?" data-after="(\w+)">([^<]*)<')


def _by_script(page: Page, cases: list[tuple[str, str, str]]) -> list[Any]:
    return [[tuple(cell) for cell in case] for case in page.evaluate(_TYPE, cases)]


def _by_server(page: PageDoor, here: str, case: tuple[str, str, str]) -> list[tuple[str, str, bool]]:
    verb, qty, reference = case
    asked = urlencode({"verb": verb, "qty": qty, "reference": reference})
    text = page.get(f"{here}?{asked}").text
    return [(bucket, number, bool(differs)) for differs, bucket, number in _CELL.findall(text)]


@pytest.mark.parametrize("name", LOTS)
def test_script_and_server_foresee_the_same(seat: Seat, lite: House, name: str) -> None:
    farm = dairy(lite)
    lot = farm.create(number="L1", **LOTS[name])
    adjust(farm, lot, "reserve", 4, reference="ORD-7")
    here = f"/lots/{lot['id']}/adjust"
    cases = [(verb, qty, "") for verb in VERBS for qty in (NUMBERS if name == "plain" else FEW)]
    if name == "plain":
        cases += [("receive", qty, "") for qty in NO_NUMBERS]
        cases += [(verb, qty, who) for verb in ("issue", "release") for qty in ("4", "5", "46") for who in WHO]
    told = _by_script(seat(lite, "mo").go(f"/{lite.slug}{here}"), cases)
    page = lite.page("mo")
    for case, script in zip(cases, told, strict=True):
        assert [cell[0] for cell in script] == list(BUCKETS)
        assert script == _by_server(page, here, case), case
    assert any(number != "–" for script in told for _, number, _ in script)
