"""POST /v1/products/csv: both ways to send a sheet, both published answers in one, each row judged by itself."""

import pytest

from tests.house import House
from tests.imports.sheets import PUBLISHED, errors_of, line, lines, product_of, send, send_part, sheet, skus_of


def test_the_published_sample_with_its_inch_marks(house: House) -> None:
    answer = send(house, PUBLISHED)
    assert answer.status_code == 201
    assert answer.get_json() == {
        "success": True, "message": "Import completed", "created": 2, "updated": 0, "errors": [],
        "summary": {
            "totalRows": 3, "productsCreated": 2, "productsUpdated": 0, "variantsCreated": 3, "variantsUpdated": 0,
            "errors": [],
        },
    }  # fmt: skip
    macbook = product_of(house, "MACBOOK-PRO-16")
    assert macbook["name"] == 'MacBook Pro 16"'
    assert macbook["specification"] == "M3 Pro 18GB 512GB"
    variant = macbook["variants"]["MBP-16-B"]
    assert (variant["grade"], variant["colorName"], variant["listPrice"]) == ("B", "Space Black", 2299)
    assert [(tier["contractLength"], tier["monthlyPrice"]) for tier in variant["pricing"]] == [(6, 169), (12, 139)]


def test_a_part_of_a_form_is_the_same(house: House) -> None:
    assert send_part(house, PUBLISHED.encode()).get_json()["created"] == 2
    assert skus_of(house) == {"MACBOOK-PRO-16", "IPHONE-15"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_save_is_read(lite: House, encoding: str, delimiter: str) -> None:
    text = sheet(line(Color="Café crème", **{"List Price": "1.299,50"}), delimiter=delimiter)
    assert send(lite, text.encode(encoding)).get_json()["created"] == 1
    variant = product_of(lite, "PHONE")["variants"]["PHONE-A"]
    assert (variant["colorName"], variant["listPrice"]) == ("Café crème", 1299.5)


def test_a_known_sku_is_updated_and_what_is_not_named_stays(house: House) -> None:
    send(house, PUBLISHED)
    same = {"Product SKU": "IPHONE-15", "Product Name": "iPhone 15", "Variant SKU": "IPH-15-A"}
    again = send(house, sheet(line(**same, **{"12mo_Price": "45", "Color": ""})))
    assert again.get_json()["summary"] == {
        "totalRows": 1, "productsCreated": 0, "productsUpdated": 1, "variantsCreated": 0, "variantsUpdated": 1,
        "errors": [],
    }  # fmt: skip
    product = product_of(house, "IPHONE-15")
    variant = product["variants"]["IPH-15-A"]
    assert product["brand"] == "Bell"
    assert variant["colorName"] == "Blue"
    assert {t["contractLength"]: t["monthlyPrice"] for t in variant["pricing"]} == {6: 59, 12: 45, 24: 39}


BAD = [
    ({"List Price": "lots"}, "Invalid List Price: “lots” is not an amount such as 1299 or 1299.50"),
    ({"List Price": "-5"}, "Invalid List Price: this cannot be below zero"),
    ({"List Price": ""}, "Invalid List Price: fill this in"),
    ({"List Price": "1.299"}, "Invalid List Price: this currency has 2 digits after the point; this amount has more"),
    ({"Product SKU": ""}, "Invalid Product SKU: fill this in"),
    ({"Variant SKU": "x" * 201}, "Invalid Variant SKU: this is too long: at most 200 characters"),
    ({"Grade": "F"}, "Invalid Grade: it should be A, B, C, D or E"),
    ({"12mo_Price": ""}, "This row has no price: fill in at least one column such as 12mo_Price."),
    ({"12mo_Price": "none"}, "This row has no price: fill in at least one column such as 12mo_Price."),
    ({"12mo_Price": "1e3"}, "Invalid 12mo_Price: “1e3” is not an amount such as 1299 or 1299.50"),
    ({"9mo_Setup_Fee": "5"}, "Invalid 9mo_Setup_Fee: there is no price for 9 months"),
    ({"12mo_Discount": "120%"}, "Invalid 12mo_Discount: this is too large"),
    ({"GTIN": "123"}, "Invalid GTIN: a GTIN has 8, 12, 13 or 14 digits, as they stand under the bar code"),
    ({"Images": "javascript:x"}, "Invalid Images: only a web link beginning with https:// or http:// can stand here"),
    ({"Variant Status": "gone"}, "Invalid Variant Status: it should be active or inactive"),
    ({"Product Name": "a\x07b"}, "Invalid Product Name: this text holds a control character. Type it again"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "words"), BAD, ids=[next(iter(wrong)) + str(i) for i, (wrong, _) in enumerate(BAD)])
def test_a_bad_row_is_reported_and_spoils_no_other(lite: House, wrong: dict[str, str], words: str) -> None:
    bad = {**line(**{"Product SKU": "BAD", "Variant SKU": "BAD-A"}), **wrong}
    text = sheet(line(), bad, line(**{"Variant SKU": "PHONE-B", "Grade": "B"}))
    answer = send(lite, text)
    assert answer.status_code == 201
    told = answer.get_json()
    assert errors_of(answer) == [(3, words)]
    assert told["summary"]["errors"] == told["errors"]
    assert told["errors"][0]["sku"] == bad["Variant SKU"]
    assert told["message"] == "Import completed with errors"
    assert (told["created"], told["summary"]["variantsCreated"]) == (1, 2)
    assert skus_of(lite) == {"PHONE"}


def test_a_point_that_could_mean_two_things_is_refused_until_the_file_tells(lite: House) -> None:
    plain = {"List Price": "1.299", "Acquisition Cost": "900", "12mo_Price": "39"}
    answer = send(lite, sheet(line(**plain)))
    assert errors_of(answer) == [(2, "Invalid List Price: “1.299” can mean 1299 or 1.299: write 1299.00")]
    other = {**plain, "Variant SKU": "PHONE-B", "Acquisition Cost": "899,50"}
    assert errors_of(send(lite, sheet(line(**plain), line(**other)))) == []
    assert product_of(lite, "PHONE")["variants"]["PHONE-A"]["listPrice"] == 1299


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(lite: House) -> None:
    text = sheet(line()) + "\r\n" + "\r\n".join(sheet(line(), line(**{"List Price": "?"})).splitlines()[1:]) + "\r\n"
    assert [row for row, _ in errors_of(send(lite, text))] == [5]


def test_an_unquoted_comma_shifts_no_cells_into_other_columns(lite: House) -> None:
    header, row = sheet(line()).splitlines()
    answer = send(lite, f"{header}\n{row.replace('100.00', '1,299.00')}\n")
    assert "more cells than the header" in errors_of(answer)[0][1]
    assert skus_of(lite) == set()


def test_a_sku_of_another_product_is_refused(house: House) -> None:
    send(house, PUBLISHED)
    answer = send(house, sheet(line(**{"Variant SKU": "IPH-15-A"}), line()))
    assert errors_of(answer) == [(2, "Invalid Variant SKU: it belongs to the product IPHONE-15 already")]
    assert skus_of(house) >= {"PHONE"}


def test_one_sku_twice_is_taken_once_or_not_at_all(house: House) -> None:
    answer = send(house, sheet(line(), line()))
    assert (answer.get_json()["summary"]["variantsCreated"], errors_of(answer)) == (1, [])
    twice = send(house, sheet(line(Color="Red"), line(Color="Blue")))
    words = "Invalid Variant SKU: rows 2 and 3 say different things of it"
    assert errors_of(twice) == [(2, words), (3, words)]
    assert product_of(house, "PHONE")["variants"]["PHONE-A"]["colorName"] == "Black"


def test_rows_of_one_product_say_the_same_of_it(lite: House) -> None:
    other = line(**{"Variant SKU": "PHONE-B", "Brand": "Ring"})
    late = line(**{"Variant SKU": "PHONE-C", "Description": "With a cord"})
    answer = send(lite, sheet(line(), other, late))
    assert errors_of(answer) == [(3, "Invalid Brand: row 2 says “Bell” of the same product")]
    product = product_of(lite, "PHONE")
    assert (product["brand"], product["description"]) == ("Bell", "With a cord")
    assert set(product["variants"]) == {"PHONE-A", "PHONE-C"}


def test_further_columns_say_what_the_published_ones_cannot(house: House) -> None:
    row = line(**{
        "Variant Name": "Corded", "Condition": "Boxed", "Description": "Two\nlines", "Tracking": "count",
        "Images": "https://example.com/1.jpg\nhttps://example.com/2.jpg", "GTIN": "4006381333931",
        "Packs": "14006381333938 10", "9mo_Price": "12.50", "9mo_Setup_Fee": "3", "9mo_Discount": "5%",
        "9mo_Discount_Note": "Spring", "12mo_Discount": "1.50", "Variant Status": "inactive",
    })  # fmt: skip
    assert errors_of(send(house, sheet(row))) == []
    product = product_of(house, "PHONE")
    variant = product["variants"]["PHONE-A"]
    assert (product["description"], len(product["images"])) == ("Two\nlines", 2)
    assert (variant["variantName"], variant["condition"], variant["tracking"]) == ("Corded", "Boxed", "count")
    assert (variant["gtin"], variant["packs"]) == ("4006381333931", [{"gtin": "14006381333938", "quantity": 10}])
    assert variant["status"] == "inactive"
    nine, twelve = variant["pricing"]
    assert (nine["setupFee"], nine["discount"]) == (3, {"type": "percentage", "value": 5, "description": "Spring"})
    assert twelve["discount"] == {"type": "fixed", "value": 1.5}
    empty = dict.fromkeys(("9mo_Price", "12mo_Discount", "GTIN", "Packs"), "none")
    emptied = line(**empty, Condition="NONE")
    assert errors_of(send(house, sheet(emptied))) == []
    variant = product_of(house, "PHONE")["variants"]["PHONE-A"]
    assert [tier["contractLength"] for tier in variant["pricing"]] == [12]
    assert not {"discount"} & set(variant["pricing"][0])
    assert not {"condition", "gtin", "packs"} & {name for name, value in variant.items() if value}


def test_a_gtin_of_another_product_costs_its_row_alone(house: House) -> None:
    send(house, sheet(line(GTIN="4006381333931")))
    other = line(**{"Product SKU": "MODEM", "Variant SKU": "MODEM-A", "GTIN": "4006381333931"})
    twice = [line(**{"Product SKU": s, "Variant SKU": s, "GTIN": "96385074"}) for s in ("X", "Y")]
    answer = send(house, sheet(other, *twice))
    assert errors_of(answer) == [
        (2, "Invalid GTIN: 4006381333931 belongs to PHONE already"),
        (4, "Invalid GTIN: row 3 gives this GTIN to something else"),
    ]
    assert skus_of(house) == {"PHONE", "X"}


def test_a_discontinued_product_takes_its_variants_along(house: House) -> None:
    send(house, sheet(line(), line(**{"Variant SKU": "PHONE-B"})))
    assert errors_of(send(house, sheet(line(**{"Product Status": "discontinued"})))) == []
    product = product_of(house, "PHONE")
    assert product["status"] == "discontinued"
    assert {one["status"] for one in product["variants"].values()} == {"inactive"}
    still = send(house, sheet(line(**{"Variant Status": "active"})))
    assert "the product is discontinued" in errors_of(still)[0][1]
    back = line(**{"Product Status": "active", "Variant Status": "active"})
    assert errors_of(send(house, sheet(back))) == []
    assert {k: v["status"] for k, v in product_of(house, "PHONE")["variants"].items()} == {
        "PHONE-A": "active", "PHONE-B": "inactive",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "workbook"),
        (b"a,b\n1,2\n", "The header lacks Product Name, Product SKU"),
        (sheet(line()).replace("Color", "Brand").encode(), "The header names Brand twice"),
        (PUBLISHED.splitlines()[0].encode(), "a header but no rows"),
        (b"\x81\x8d,\n", "no Windows-1252 text"),
        (sheet(*lines(2)).encode() + b"x\n" * 10_000, "more than 10,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(lite: House, data: bytes, words: str) -> None:
    for answer in (send(lite, data), send_part(lite, data)):
        assert answer.status_code == 400
        error = answer.get_json()["error"]
        assert error["code"] == "VALIDATION_ERROR"
        assert words in error["message"]
        assert error["details"][0]["path"] == "csvFile"
    assert skus_of(lite) == set()


def test_a_form_without_the_part_is_refused(lite: House) -> None:
    answer = send_part(lite, PUBLISHED.encode(), part="file")
    assert (answer.status_code, answer.get_json()["error"]["details"][0]["path"]) == (400, "csvFile")


def test_more_than_ten_megabytes_are_refused(lite: House) -> None:
    large = PUBLISHED.encode() + b"\n" * 10_000_000
    assert send(lite, large).status_code == 413
    assert send_part(lite, large).status_code == 413
    assert send(lite, large + b"\n" * 200_000).status_code == 413


def test_who_may_not_edit_the_catalogue_may_not_import(lite: House) -> None:
    door = lite.api("products:read")
    answer = door.send("POST", "/v1/products/csv", raw=PUBLISHED.encode(), Content_Type="text/csv")
    assert answer.status_code == 403


def test_a_retry_with_its_key_is_one_import(house: House) -> None:
    key = {"Idempotency_Key": "import-1", "Content_Type": "text/csv"}
    door = house.api()
    first = door.send("POST", "/v1/products/csv", raw=PUBLISHED.encode(), **key)
    again = door.send("POST", "/v1/products/csv", raw=PUBLISHED.encode(), **key)
    other = door.send("POST", "/v1/products/csv", raw=PUBLISHED.encode() + b"\n", **key)
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.get_json()["error"]["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")


def test_new_variants_get_their_empty_records_and_one_batch_tells_it_all(house: House) -> None:
    send(house, PUBLISHED)
    [batch] = house.api().get("/v1/batches").get_json()["batches"]
    assert batch["summary"] == "imported a sheet of products: 3 rows, 3 new"


def test_a_thousand_rows_cost_few_statements(lite: House, statements: list[str]) -> None:
    answer = send(lite, sheet(*lines(1000)))
    assert answer.get_json()["summary"]["variantsCreated"] == 1000
    assert len(statements) < 60
