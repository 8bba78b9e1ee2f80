"""Text becomes rows; a broken row costs itself alone."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.sheets.decode import UnreadableSheet
from webapp.core.sheets.parse import Limits, parse, read_sheet

LIMITS = Limits(size=10_000_000, rows=1000, columns=20, cell=500)


def rows_of(text: str) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in parse(text, LIMITS).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_header_tells_the_separator(delimiter: str, end: str) -> None:
    sheet = parse(end.join((f"Name{delimiter}SKU", f"Phone{delimiter}P-1", "")), LIMITS)
    assert sheet.delimiter == delimiter
    assert sheet.header == ("Name", "SKU")
    assert [row.cells for row in sheet.rows] == [("Phone", "P-1")]


def test_a_separator_inside_quotes_does_not_count() -> None:
    assert parse('"a,b,c,d";"e";f\n1;2;3\n', LIMITS).header == ("a,b,c,d", "e", "f")


def test_a_line_that_names_the_separator_is_not_a_row() -> None:
    assert rows_of("sep=;\nName;Size, inch\nPhone;6\n") == [(2, ("Phone", "6"))]


def test_an_inch_mark_in_a_bare_cell_is_an_inch_mark() -> None:
    assert rows_of('Name,SKU\nMacBook Pro 16",MACBOOK-PRO-16\n') == [(2, ('MacBook Pro 16"', "MACBOOK-PRO-16"))]


def test_quotes_hold_separators_quotes_and_line_breaks() -> None:
    assert rows_of('Name,SKU\n"a, ""b""\nc",X\nd,Y\n') == [(2, ('a, "b"\nc', "X")), (3, ("d", "Y"))]


def test_blank_rows_are_skipped_and_counted() -> None:
    assert rows_of("Name,SKU\n\na,1\n , \n\nb,2\n") == [(3, ("a", "1")), (6, ("b", "2"))]


def test_ragged_rows_stay_as_they_are() -> None:
    assert rows_of("Name,SKU\na\nb,2,3\n") == [(2, ("a",)), (3, ("b", "2", "3"))]


@pytest.mark.parametrize("broken", ['"never closed,1', '"16" screen,1', '"a"b,"c'])
def test_quotes_that_do_not_match_cost_their_own_row(broken: str) -> None:
    sheet = parse(f"Name,SKU\ngood,1\n{broken}\nfine,2\n", LIMITS)
    assert [row.number for row in sheet.rows] == [2, 3, 4]
    assert [row.fault is None for row in sheet.rows] == [True, False, True]
    assert "quotes" in str(sheet.rows[1].fault)


def test_every_row_with_an_open_quote_is_still_read_in_good_time() -> None:
    text = "a,b\n" + "".join(f'{i},"x\n' for i in range(999))
    assert len(parse(text, LIMITS).rows) == 999


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n\n", "empty"),
        (",,,\n", "no words"),
        ("a,b\n" * 1002, "more than 1,000 rows"),
        (",".join("abcdefghijklmnopqrstu") + "\n1\n", "more than 20 columns"),
        ('"a,b\n1,2\n', "header"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(UnreadableSheet, match=words):
        parse(text, LIMITS)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableSheet, match="larger than 1 MB"):
        read_sheet(b"a,b\n" * 500_000, Limits(size=1_000_000, rows=10))


def test_long_cells_and_wide_rows_are_faults_of_their_rows() -> None:
    sheet = parse("a,b\n" + "x" * 501 + ",1\n" + "1," * 25 + "\nok,1\n", LIMITS)
    assert [row.fault is None for row in sheet.rows] == [False, False, True]
    assert all(len(cell) <= 200 for row in sheet.rows for cell in row.cells)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=2, max_size=5),
        max_size=20,
    )
)
def test_what_was_written_as_rfc_4180_has_it_is_read_back(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["x", "y"])
    writer.writerows(rows)
    read = parse(buffer.getvalue(), LIMITS)
    assert [row.cells for row in read.rows] == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        sheet = parse(text, LIMITS)
    except UnreadableSheet:
        return
    numbers = [row.number for row in sheet.rows]
    assert numbers == sorted(set(numbers))
    assert all(number >= 2 for number in numbers)
