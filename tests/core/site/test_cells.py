"""A table's cells: nothing that somebody typed becomes markup, whatever its kind; long codes are cut; links lead on."""

from types import SimpleNamespace

import pytest

from webapp.core.site.cells import NONE, body_of, text_cell

BAD = "<script>'\"&"
SAFE = "&lt;script&gt;&#39;&#34;&amp;"


@pytest.mark.parametrize("kind", ["text", "code", "number"])
@pytest.mark.parametrize("row", [{"id": BAD, "a": BAD}, SimpleNamespace(id=BAD, a=BAD)], ids=["mapping", "object"])
def test_what_was_typed_is_text(kind: str, row: object) -> None:
    columns = [("a", kind, 'class="x"', ("/things/~", "id"))]
    drawn = body_of([row], columns, {}, lambda _: BAD, "id")
    assert "<script" not in drawn
    assert drawn.count(SAFE) == 5  # the tick, its value, the address, the cell and what can be done
    assert f'<a href="/things/{SAFE}">' in drawn


def test_a_macro_links_some_rows() -> None:
    rows = [{"id": "1", "a": "one"}, {"id": "2", "a": "two"}, {"id": "3", "a": None}]
    drawn = body_of(rows, [("a", "text", "", lambda row: " /1 " if row["id"] == "1" else "")], {}, None, None)
    assert drawn == f'<tr><td ><a href="/1">one</a></td></tr><tr><td >two</td></tr><tr><td >{NONE}</td></tr>'


def test_no_rows_are_nothing() -> None:
    assert body_of([], [("a", "text", "", None)], {}, None, None) == ""


def test_only_a_word_that_is_too_long_may_break() -> None:
    long = "Donaudampfschifffahrtskapitaensmuetze"
    assert text_cell("Groothandel & Rotterdam-Noord/West") == "Groothandel &amp; Rotterdam-Noord/West"
    assert text_cell(f"<{long}") == f'<span class="unbroken">&lt;{long}</span>'
    assert text_cell(7) == "7"
