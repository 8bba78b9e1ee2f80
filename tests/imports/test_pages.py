"""Importing by hand: a sheet is looked at, its columns are chosen, it is imported, corrected and taken back."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.core.sheets.test_decode import ODS
from tests.house import House
from tests.imports.sheets import line, product_of, send, sheet, skus_of


def get(house: House, path: str) -> str:
    with house.app.app_context():
        answer = house.page().client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.text


def post(house: House, path: str, **data: Any) -> TestResponse:
    door = house.page()
    with house.app.app_context():
        return door.client.post(path, data={"csrf_token": door.csrf(), **data})


def start(house: House, text: str | bytes, name: str = "C:\\lists\\spring.csv") -> str:
    raw = text.encode() if isinstance(text, str) else text
    answer = post(house, f"/{house.slug}/imports/new", csvFile=(io.BytesIO(raw), name))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def run_of(preview: str) -> str:
    return preview.removesuffix("/preview")


def rows_of(house: House, preview: str) -> list[str]:
    """The addresses of the rows that wait."""
    return list(dict.fromkeys(re.findall(r'href="([^"]*/rows/row_[a-z0-9]+)"', get(house, run_of(preview)))))


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


GOOD = line()
BAD = line(**{"Variant SKU": "PHONE-B", "List Price": "lots"})


def test_nothing_is_imported_before_it_is_confirmed(lite: House) -> None:
    preview = start(lite, sheet(GOOD, BAD))
    text = words(get(lite, preview))
    assert "spring.csv" in text
    assert "1 of 2 rows, 1 new , 1 refused; those wait to be corrected" in text.replace("new,", "new ,")
    assert "List Price: “lots” is not an amount" in text
    assert skus_of(lite) == set()
    done = post(lite, f"{run_of(preview)}/import")
    assert done.location == run_of(preview)
    assert skus_of(lite) == {"PHONE"}
    result = words(get(lite, run_of(preview)))
    assert "1 refused row waits" in result
    assert "List Price: “lots”" in result
    assert "Invalid" not in result


def test_a_preview_says_cell_by_cell_what_changes(lite: House) -> None:
    send(lite, sheet(GOOD))
    preview = start(lite, sheet(line(**{"12mo_Price": "9.50", "Brand": "Ring"})))
    page = get(lite, preview)
    text = words(page)
    assert "12mo_Price: 10.00 → 9.50" in text
    assert "Brand: Bell → Ring" in text
    assert "Changed" in text
    assert "As it is" in words(get(lite, start(lite, sheet(GOOD))))


def test_pasted_cells_are_a_sheet_too(lite: House) -> None:
    answer = post(lite, f"/{lite.slug}/imports/new", pasted=sheet(GOOD, delimiter="\t"))
    post(lite, f"{run_of(answer.location)}/import")
    assert skus_of(lite) == {"PHONE"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a file, or paste the cells"),
        ({"pasted": "a,b", "csvFile": b"a,b"}, "one of the two"),
        ({"csvFile": b"PK\x03\x04"}, "it is a workbook"),
        ({"csvFile": ODS}, "OpenDocument file (.ods). Open it in the spreadsheet and save it as CSV"),
        ({"csvFile": b"\xd0\xcf\x11\xe0\xa1\xb1"}, "old Excel workbook (.xls)"),
        ({"csvFile": b"a\0b"}, "NUL"),
        ({"pasted": ",,,"}, "no words in it"),
    ],
)
def test_what_is_no_sheet_is_said_at_the_form(lite: House, data: dict[str, Any], said: str) -> None:
    told = {k: (io.BytesIO(v), "x.csv") if isinstance(v, bytes) else v for k, v in data.items()}
    answer = post(lite, f"/{lite.slug}/imports/new", **told)
    assert answer.status_code in (400, 422)
    assert said in answer.text
    if "pasted" in data:
        assert data["pasted"] in answer.text


def test_columns_can_be_chosen_by_hand(lite: House) -> None:
    text = sheet(GOOD).replace("Variant SKU", "Our number")
    preview = start(lite, text)
    page = get(lite, preview)
    assert "The header lacks Variant SKU." in page
    assert "imports/" in page
    assert f"{run_of(preview)}/import" not in page
    keys = re.findall(r'name="columns-(\d+)-key"', page)
    names = text.splitlines()[0].split(",")
    chosen = {f"columns-{at}-key": "variant_sku" if names[int(at)] == "Our number" else "" for at in keys}
    current = re.findall(r'name="columns-(\d+)-key".*?</select>', page, re.DOTALL)
    assert len(current) == len(names)
    for at in keys:
        found = re.search(rf'name="columns-{at}-key".*?</select>', page, re.DOTALL)
        selected = found and re.search(r'<option selected value="([^"]*)"', found[0])
        if selected and selected[1]:
            chosen[f"columns-{at}-key"] = selected[1]
    assert post(lite, preview, **chosen).status_code == 303
    assert "New" in words(get(lite, preview))
    post(lite, f"{run_of(preview)}/import")
    assert skus_of(lite) == {"PHONE"}


def test_a_refused_row_is_corrected_and_imported_after_all(lite: House) -> None:
    preview = start(lite, sheet(GOOD, BAD))
    post(lite, f"{run_of(preview)}/import")
    [address] = rows_of(lite, preview)
    page = get(lite, address)
    assert "“lots” is not an amount" in page
    fields = {name: value_of(page, name) for name in re.findall(r'name="(cells-\d+-\w+)"', page)}
    place = next(name.split("-")[1] for name, value in fields.items() if value == "list_price")
    still = post(lite, address, **{**fields, f"cells-{place}-text": "99,99,9"})
    assert still.status_code == 422
    assert "99,99,9" in still.text
    assert "is not an amount" in still.text
    assert post(lite, address, **{**fields, f"cells-{place}-text": "99,90"}).status_code == 303
    assert product_of(lite, "PHONE")["variants"]["PHONE-B"]["listPrice"] == 99.9
    assert "No row waits" in get(lite, run_of(preview))
    with lite.app.app_context():
        assert lite.page().client.get(address).status_code == 404


def value_of(page: str, name: str) -> str:
    tag = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', page)
    found = tag and re.search(r'value="([^"]*)"', tag[0])
    return found[1].replace("&#34;", '"') if found else ""


def test_refused_rows_can_be_dropped_or_taken_along(lite: House) -> None:
    preview = start(lite, sheet(BAD, {**BAD, "Variant SKU": "PHONE-C"}, {**BAD, "Variant SKU": "PHONE-D"}))
    post(lite, f"{run_of(preview)}/import")
    taken = get(lite, f"{run_of(preview)}/refused.csv")
    assert "PHONE-C" in taken
    assert "List Price: “lots”" in taken
    again = start(lite, taken.replace("lots", "99"))
    post(lite, f"{run_of(again)}/import")
    assert set(product_of(lite, "PHONE")["variants"]) == {"PHONE-B", "PHONE-C", "PHONE-D"}
    post(lite, f"{rows_of(lite, preview)[0]}/drop")
    assert "2 refused rows wait" in words(get(lite, run_of(preview)))
    post(lite, f"{run_of(preview)}/rows/drop")
    assert "No row waits" in get(lite, run_of(preview))


def test_the_result_page_takes_the_import_back(lite: House) -> None:
    preview = start(lite, sheet(GOOD))
    post(lite, f"{run_of(preview)}/import")
    page = get(lite, run_of(preview))
    undo = re.search(r'action="([^"]*/batches/[^"]*/undo)"', page)
    assert undo
    post(lite, undo[1])
    assert "This import was taken back" in get(lite, run_of(preview))
    assert product_of(lite, "PHONE")["status"] == "discontinued"


def test_a_sheet_is_imported_once(lite: House) -> None:
    preview = start(lite, sheet(GOOD))
    post(lite, f"{run_of(preview)}/import")
    again = post(lite, f"{run_of(preview)}/import")
    assert again.location == run_of(preview)
    assert "was imported already" in get(lite, run_of(preview))
    with lite.app.app_context():
        assert lite.page().client.get(preview).location == run_of(preview)
    assert len(lite.api().get("/v1/batches").get_json()["batches"]) == 2


def test_a_sheet_can_be_put_away_and_an_old_one_is_forgotten(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = start(lite, sheet(GOOD))
    assert post(lite, f"{run_of(preview)}/drop").location == f"/{lite.slug}/imports"
    old = start(lite, sheet(GOOD))
    monkeypatch.setattr("webapp.imports.operations.runs.KEPT_FOR", dt.timedelta(days=-1))
    start(lite, sheet(GOOD))
    with lite.app.app_context():
        for gone in (preview, old):
            assert lite.page().client.get(gone).status_code == 404


def test_the_list_of_imports(lite: House) -> None:
    assert "Nothing was imported yet" in get(lite, f"/{lite.slug}/imports")
    start(lite, sheet(GOOD))
    assert "spring.csv" in get(lite, f"/{lite.slug}/imports")
    assert f"/{lite.slug}/imports/new" in get(lite, f"/{lite.slug}/products")


def test_a_sheet_with_markup_in_it_stays_text(lite: House) -> None:
    evil = "<script>alert(1)</script>"
    preview = start(lite, sheet(line(**{"Product Name": evil, "List Price": evil, evil: evil})), f"{evil}.csv")
    page = get(lite, preview)
    post(lite, f"{run_of(preview)}/import")
    assert evil not in page
    assert evil not in get(lite, run_of(preview)) + get(lite, rows_of(lite, preview)[0])
