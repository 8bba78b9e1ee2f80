"""The header of a sheet that is imported at once: nothing is dropped without a word."""

import pytest

from tests.house import House, new_house
from tests.imports.sheets import line, product_of, send, send_part, sheet


def refusal(house: House, text: str) -> str:
    answer = send(house, text)
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (400, "VALIDATION_ERROR")
    assert [detail["path"] for detail in error["details"]] == ["csvFile"]
    return str(error["message"])


@pytest.mark.parametrize(
    ("published", "other"),
    [("Brand", "Manufacturer"), ("12mo_Price", "12 mo price"), ("Variant SKU", "SKU")],
)
def test_two_names_for_one_column_are_refused(house: House, published: str, other: str) -> None:
    words = refusal(house, sheet(line(**{other: "7"})))
    assert words.endswith(f"“{published}” and “{other}” both mean {published}. Keep one of them.")


def test_columns_that_nobody_reads_are_named(house: House) -> None:
    told = send(house, sheet(line(Shelf="9", Colr="Red"))).get_json()
    assert told["ignoredColumns"] == ["Shelf", "Colr"]
    assert told["message"] == "Import completed. Ignored columns: Shelf, Colr."
    assert "ignoredColumns" not in send(house, sheet(line())).get_json()


@pytest.mark.parametrize("name", ["0mo_Price", "2000mo_Price", "99999mo_Setup_Fee"])
def test_a_length_that_is_none_is_refused(house: House, name: str) -> None:
    assert f"“{name}” names no contract length" in refusal(house, sheet(line(**{name: "9"})))


def test_a_header_without_rows_is_refused(house: House) -> None:
    assert "it has a header but no rows" in refusal(house, sheet())
    assert "it has a header but no rows" in refusal(house, sheet() + ",,,\n\n")


@pytest.mark.parametrize("size", [10_050_000, 11_000_000])
def test_a_sheet_that_is_too_large_says_how_large_it_may_be(house: House, size: int) -> None:
    data = sheet(line()).encode() + b" " * size
    for answer in (send(house, data), send_part(house, data)):
        assert answer.status_code == 413
        assert answer.get_json()["error"]["message"] == "This file is larger than 10 MB. Send it in parts."


@pytest.mark.parametrize("text", ["1.234", "1,234", "¥1,234", "1234"])
def test_an_amount_in_yen_has_thousands_only(house: House, text: str) -> None:
    yen = new_house(house.app, "JPY")
    assert (
        send(yen, sheet(line(**{"List Price": text, "Acquisition Cost": "500", "12mo_Price": "10"}))).status_code == 201
    )
    assert product_of(yen, "PHONE")["variants"]["PHONE-A"]["listPrice"] == 1234
