"""Importing again: what an undo took out of use comes back, what a person took out of use stays and is named."""

from tests.house import House
from tests.imports.sheets import errors_of, line, product_of, send, sheet
from tests.imports.test_undo_import import B, last_batch, undo


def states(house: House) -> dict[str, str]:
    product = product_of(house, "PHONE")
    return {"PHONE": product["status"], **{sku: one["status"] for sku, one in product["variants"].items()}}


ACTIVE = {"PHONE": "active", "PHONE-A": "active", "PHONE-B": "active"}


def test_what_an_undo_took_out_of_use_comes_back(house: House) -> None:
    send(house, sheet(line(), line(**B)))
    undo(house, last_batch(house))
    assert set(states(house).values()) == {"discontinued", "inactive"}
    answer = send(house, sheet(line(Color="Red"), line(**B)))
    assert answer.get_json()["message"] == "Import completed"
    assert answer.get_json()["summary"]["variantsUpdated"] == 2
    assert states(house) == ACTIVE
    undo(house, last_batch(house))
    assert set(states(house).values()) == {"discontinued", "inactive"}
    send(house, sheet(line(), line(**B)))
    assert states(house) == ACTIVE


def test_only_the_variants_of_the_sheet_come_back(house: House) -> None:
    send(house, sheet(line(), line(**B)))
    undo(house, last_batch(house))
    send(house, sheet(line()))
    assert states(house) == {**ACTIVE, "PHONE-B": "inactive"}


def test_what_a_person_took_out_of_use_stays_and_is_named(house: House) -> None:
    send(house, sheet(line(), line(**B)))
    api = house.api()
    product = product_of(house, "PHONE")
    api.patch(f"/v1/products/variants/{product['variants']['PHONE-A']['variantId']}/status", {"status": "inactive"})
    assert send(house, sheet(line(), line(**B))).get_json()["message"] == "Import completed. 1 variant is out of use."
    api.send("DELETE", f"/v1/products/{product['productId']}")
    answer = send(house, sheet(line(), line(**B))).get_json()
    assert answer["message"] == "Import completed. 2 variants are out of use."
    assert states(house)["PHONE"] == "discontinued"


def test_a_sheet_that_says_it_itself_is_followed(house: House) -> None:
    send(house, sheet(line()))
    undo(house, last_batch(house))
    said = {"Product Status": "discontinued"}
    answer = send(house, sheet(line(**said), line(**B, **said)))
    assert answer.get_json()["message"] == "Import completed"
    assert states(house)["PHONE"] == "discontinued"


def test_the_same_row_twice_counts_once(house: House) -> None:
    told = send(house, sheet(line(), line())).get_json()["summary"]
    assert (told["totalRows"], told["variantsCreated"], told["variantsUpdated"]) == (2, 1, 0)
    told = send(house, sheet(line(), line(), line(**B))).get_json()["summary"]
    assert (told["variantsCreated"], told["variantsUpdated"]) == (1, 1)
    newest = house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["summary"]
    assert newest == "imported a sheet of products: 3 rows, 1 new, 1 as they were, 1 repeated"


def test_a_grade_of_elsewhere_survives_export_and_import(house: House) -> None:
    send(house, sheet(line()))
    found = product_of(house, "PHONE")
    body = {
        "productSku": "PHONE", "name": "Desk phone", "specification": "Rings", "category": "Phones", "brand": "Bell",
        "variants": [{
            "variantSku": "PHONE-F", "variantName": "F", "grade": "F", "listPrice": 1, "acquisitionCost": 1,
            "pricing": [{"contractLength": 12, "monthlyPrice": 5}],
        }],
    }  # fmt: skip
    assert house.api().post("/v1/products", body).status_code == 201
    exported = house.page().get("/products/sheet.csv").text
    assert errors_of(send(house, exported)) == []
    assert product_of(house, "PHONE")["variants"]["PHONE-F"]["grade"] == "F"
    assert found["productId"] == product_of(house, "PHONE")["productId"]
