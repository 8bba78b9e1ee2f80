"""Steps of an import by hand that come after others: corrected rows go back with it, sheets without a good row."""

import re

from tests.house import House
from tests.imports.sheets import line, product_of, send, sheet
from tests.imports.test_pages import BAD, GOOD, get, post, rows_of, run_of, start, value_of, words


def _correct(house: House, address: str, **cells: str) -> None:
    """Correct a refused row by the keys of its cells."""
    page = get(house, address)
    fields = {name: value_of(page, name) for name in re.findall(r'name="(cells-\d+-\w+)"', page)}
    for key, text in cells.items():
        place = next(name.split("-")[1] for name, value in fields.items() if value == key)
        fields[f"cells-{place}-text"] = text
    assert post(house, address, **fields).status_code == 303


def _take_back(house: House, preview: str) -> None:
    get(house, run_of(preview))  # the message of what was done last offers an undo of its own, once
    [undo] = re.findall(r'action="([^"]*/batches/[^"]*/undo)"', get(house, run_of(preview)))
    post(house, undo)


def test_the_rows_that_were_corrected_go_back_with_their_import(lite: House) -> None:
    preview = start(lite, sheet(GOOD, BAD, {**BAD, "Variant SKU": "PHONE-C"}))
    post(lite, f"{run_of(preview)}/import")
    first, second = rows_of(lite, preview)
    _correct(lite, first, list_price="99", brand="Ring")  # the product that the import made is changed once more
    _correct(lite, second, list_price="99", brand="Ring")
    _take_back(lite, preview)
    product = product_of(lite, "PHONE")
    assert product["status"] == "discontinued"
    assert {one["status"] for one in product["variants"].values()} == {"inactive"}
    assert "corrected after that" not in get(lite, run_of(preview))
    again = str(lite.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"])
    assert lite.api().post(f"/v1/batches/{again}/undo", {}).status_code == 200
    product = product_of(lite, "PHONE")
    assert (product["status"], product["brand"]) == ("active", "Ring")
    assert {one["status"] for one in product["variants"].values()} == {"active"}
    _take_back(lite, preview)
    assert product_of(lite, "PHONE")["status"] == "discontinued"


def test_a_correction_that_was_taken_back_by_itself_is_left_alone(lite: House) -> None:
    preview = start(lite, sheet(GOOD, BAD))
    post(lite, f"{run_of(preview)}/import")
    _correct(lite, rows_of(lite, preview)[0], list_price="99")
    own = str(lite.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"])
    assert lite.api().post(f"/v1/batches/{own}/undo", {}).status_code == 200
    _take_back(lite, preview)
    assert product_of(lite, "PHONE")["status"] == "discontinued"


def test_a_sheet_without_a_good_row_is_kept_to_be_corrected(lite: House) -> None:
    preview = start(lite, sheet(BAD, line(**{"Variant SKU": "PHONE-C", "Grade": "F"})))
    page = get(lite, preview)
    assert "Grade should be A, B, C, D or E." in page
    assert "Keep the 2 refused rows to correct" in page
    post(lite, f"{run_of(preview)}/import")
    result = words(get(lite, run_of(preview)))
    assert "nothing is imported. 2 refused rows wait to be corrected" in result
    assert len(rows_of(lite, preview)) == 2


def test_a_sheet_that_changes_nothing_is_not_offered_for_import(lite: House) -> None:
    send(lite, sheet(GOOD))
    preview = start(lite, sheet(GOOD))
    page = get(lite, preview)
    assert "There is nothing to import" in page
    assert f"{run_of(preview)}/import" not in page


def test_a_preview_says_how_a_new_row_was_read(lite: House) -> None:
    page = words(get(lite, start(lite, sheet(line(**{"List Price": "€ 1.299,50", "Acquisition Cost": "50,5"})))))
    assert "List Price: 1299.50" in page
    assert "Acquisition Cost: 50.50" in page
    assert "12mo_Price: 10.00" in page
    assert "Product Name: Desk phone" in page


def test_a_column_can_mean_a_price_of_any_length(lite: House) -> None:
    preview = start(lite, sheet(line(Seasonal="7", Opening="3")))
    page = get(lite, preview)
    names = re.findall(r'name="columns-(\d+)-key"', page)
    sent: dict[str, str] = {}
    for at in names:
        found = re.search(rf'name="columns-{at}-key".*?</select>', page, re.DOTALL)
        selected = found and re.search(r'<option selected value="([^"]*)"', found[0])
        sent[f"columns-{at}-key"] = selected[1] if selected else ""
    price, setup = names[-2:]
    sent |= {f"columns-{price}-key": "price", f"columns-{setup}-key": "setup", f"columns-{setup}-months": "5"}
    refused = post(lite, preview, **sent)
    assert refused.status_code == 422
    assert "Say for how many months" in refused.text
    assert post(lite, preview, **sent, **{f"columns-{price}-months": "5"}).status_code == 303
    post(lite, f"{run_of(preview)}/import")
    [tier] = [t for t in product_of(lite, "PHONE")["variants"]["PHONE-A"]["pricing"] if t["contractLength"] == 5]
    assert (tier["monthlyPrice"], tier["setupFee"]) == (7, 3)
