"""wedge.js: what a scanner types becomes codes, with the separator kept and the field cleared at once."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.codes.gun import scan
from tests.browser.conftest import Seat
from tests.core.codes.test_corpus import CORPUS, says
from tests.house import House
from webapp.core.codes.setup import DeskSetup

pytestmark = pytest.mark.browser

_SET_UP = """async ([address, options]) => {
  const { onScan } = await import(address);
  const input = document.createElement("input");
  input.id = "wedge";
  document.getElementById("main").append(input);
  window.taken = [];
  onScan(input, (text, how) => window.taken.push({ text, ...how, left: input.value }), options);
  input.focus();
}"""


@pytest.fixture
def field(seat: Seat, lite: House) -> Any:
    """A page with one scan field, set up as asked."""
    visitor = seat(lite, "olga")

    def open_with(**options: Any) -> Page:
        page = visitor.go(f"/{lite.slug}/find")
        page.evaluate(_SET_UP, ["/static/js/desk/wedge.js", options])
        return page

    return open_with


def _taken(page: Page) -> list[str]:
    return [one["text"] for one in page.evaluate("window.taken")]


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_enter_and_tab_end_a_code(field: Any, end: str) -> None:
    """The field is empty when the code is taken, and keeps the focus."""
    page = field()
    for code in ("C02ZX0001", "C02ZX0002"):
        scan(page, code, end)
    assert _taken(page) == ["C02ZX0001", "C02ZX0002"]
    assert all(one["left"] == "" and one["scanned"] for one in page.evaluate("window.taken"))
    assert page.evaluate("document.activeElement.id") == "wedge"


def test_a_tab_moves_on_where_there_is_nothing_to_end(field: Any) -> None:
    """Who works with the keyboard is not caught; and where Enter is the suffix, a Tab is only a Tab."""
    page = field()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") != "wedge"
    page = field(suffix="enter")
    scan(page, "ABC", "Tab")
    assert page.evaluate("document.activeElement.id") != "wedge"
    assert _taken(page) == []


@pytest.mark.parametrize(
    "press",
    [
        {"key": "]", "code": "BracketRight", "ctrlKey": True},
        {"key": "+", "code": "BracketRight", "ctrlKey": True},
        {"key": "$", "code": "BracketRight", "ctrlKey": True},
        {"key": "\x1d", "ctrlKey": True},
        {"key": "GroupSeparator"},
        {"key": "Unidentified", "keyCode": 29},
    ],
)
def test_the_separator_is_kept(field: Any, press: dict[str, Any]) -> None:
    """However a keyboard sends it; a text field alone would drop it."""
    page = field()
    scan(page, "010950110153000310AB\x1d21X", separator=press)
    assert _taken(page) == ["010950110153000310AB\x1d21X"]


def test_alt_and_three_digits_are_the_separator(field: Any) -> None:
    """Alt+029 on the number pad, as scanners in their Alt mode send it."""
    page = field()
    page.keyboard.type("10AB", delay=1)
    page.keyboard.down("Alt")
    for key in ("Numpad0", "Numpad2", "Numpad9"):
        page.evaluate(
            "(c) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key: c.at(-1), code: c, altKey: true}))",
            key,
        )
    page.keyboard.up("Alt")
    scan(page, "21X")
    assert _taken(page) == ["10AB\x1d21X"]


def test_a_hand_on_ctrl_plus_zooms(field: Any) -> None:
    """The key of ] is + in German: pressed by a person it writes nothing."""
    page = field()
    page.keyboard.type("AB", delay=1)
    page.wait_for_timeout(400)
    page.evaluate(
        "() => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: '+', code: 'BracketRight', ctrlKey: true}))"
    )
    page.keyboard.press("Enter")
    assert _taken(page) == ["AB"]


def test_a_stand_in_is_the_separator_in_messages_alone(field: Any) -> None:
    """A serial with the same character in it stays what it is; a function key is never part of a serial."""
    page = field(separator="|")
    for code in ("]C110AB|21X", "010950110153000310AB|21X", "SN|21X"):
        scan(page, code)
    assert _taken(page) == ["]C110AB\x1d21X", "010950110153000310AB\x1d21X", "SN|21X"]
    page = field(separator="<F8>")
    scan(page, "]C110AB\x1d21X", separator={"key": "F8"})
    assert _taken(page) == ["]C110AB\x1d21X"]


def test_prefix_and_layout_are_of_the_scanner_alone(field: Any) -> None:
    """What a person types or pastes stays as it is."""
    page = field(prefix="~", translation={"&": "1", "é": "2", "q": "a", "a": "q"})
    scan(page, "~qa&é")
    page.keyboard.type("qa1", delay=120)
    page.keyboard.press("Enter")
    assert _taken(page) == ["aq12", "qa1"]


def test_scripts_and_server_read_a_desk_s_scanner_alike(field: Any) -> None:
    """Every code of the corpus that a desk's set-up translates: done here, the server has nothing left to do."""
    page = field()
    lines = [line for section in CORPUS.values() for line in section if len(line) > 2]
    given = [[code, DeskSetup.of(setup).wedge.for_page()] for code, _, setup in lines]
    done = page.evaluate(
        """async (given) => {
          const { decode } = await import("/static/js/desk/wedge.js");
          return given.map(([code, wedge]) => decode(code, wedge));
        }""",
        given,
    )
    assert len(done) > 50
    assert [says(code, []) for code in done] == [says(code, [setup]) for code, _, setup in lines]


def test_pasted_lines_are_codes(field: Any) -> None:
    """Each line is one; blank ones are none."""
    page = field()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "C02ZX0001\\r\\n\\r\\n C02ZX0002 \\nC02ZX0003\\n");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, cancelable: true}));
        }"""
    )
    assert _taken(page) == ["C02ZX0001", "C02ZX0002", "C02ZX0003"]


def test_a_pause_ends_a_code_where_asked(field: Any) -> None:
    """For scanners without a suffix; what a person types slowly waits for Enter."""
    page = field(burst=True)
    scan(page, "C02ZX0001", "")
    page.wait_for_timeout(500)
    assert _taken(page) == ["C02ZX0001"]
    page.keyboard.type("C02", delay=300)
    page.wait_for_timeout(500)
    assert _taken(page) == ["C02ZX0001"]
    page.keyboard.press("Enter")
    assert _taken(page) == ["C02ZX0001", "C02"]


def test_a_word_still_being_composed_is_not_taken(field: Any) -> None:
    """Enter that settles a word of an input method is not the end of a code."""
    page = field()
    page.keyboard.type("AB", delay=1)
    page.evaluate(
        "() => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, cancelable: true}))"
    )
    assert _taken(page) == []
    page.keyboard.press("Enter")
    assert _taken(page) == ["AB"]


def test_a_hundred_codes_without_a_pause(field: Any) -> None:
    """None lost, none cut, in order."""
    page = field()
    codes = [f"C02ZX{number:04}" for number in range(100)]
    for code in codes:
        page.keyboard.insert_text(code)
        page.keyboard.press("Enter")
    assert _taken(page) == codes
