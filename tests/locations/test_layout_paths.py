"""Bins inside each other in PackageX's words: paths, names, roots, and what lies below a path."""

from typing import Any

import pytest

from tests.house import House, new_house
from tests.items.test_create_item import create
from tests.locations.sites import address, depot, shelf


def tree(house: House) -> tuple[str, dict[str, dict[str, Any]]]:
    """The aisle, its shelf with two bins, and a bin by itself: all by their codes, and their warehouse."""
    place = depot(house)
    sent: list[dict[str, Any]] = [
        {"name": "Aisle 1", "code": "A1", "parent_path": "/"},
        {"name": "Shelf A", "code": "A1-A", "parent_path": "/a1", "metadata": {"side": "left", "n": 1}},
        {"name": "Bin Alpha", "code": "ALPHA", "parent_path": "/A1/A1-A"},
        {"name": "Bin Bravo", "code": "BRAVO", "parent_path": "A1-A"},
        {"name": "Odd", "code": "O/D", "metadata": {"side": "right"}},
    ]
    made = [house.api().post(f"/v1/locations/{place}/layouts", one) for one in sent]
    assert [one.status_code for one in made] == [201] * 5, [one.text for one in made]
    return place, {one["code"]: one for one in (answer.get_json()["data"] for answer in made)}


def test_a_layout_says_where_it_stands(house: House) -> None:
    _, made = tree(house)
    alpha, aisle, odd = made["ALPHA"], made["A1"], made["O/D"]
    assert (alpha["parent_id"], alpha["root_id"]) == (made["A1-A"]["id"], aisle["id"])
    assert (alpha["path"], alpha["nested_name"]) == ("/A1/A1-A/ALPHA", "Aisle 1 / Shelf A / Bin Alpha")
    assert (aisle["root_id"], aisle["path"], aisle["nested_name"]) == (aisle["id"], "/A1", "Aisle 1")
    assert odd["path"] == f"/{odd['id']}"
    assert house.api().get(address(alpha)).get_json()["data"] == alpha
    renamed = house.api().post(address(aisle), {"name": "Aisle one", "metadata": {"lamp": True}}).get_json()["data"]
    assert (renamed["name"], renamed["metadata"], renamed["code"]) == ("Aisle one", {"lamp": True}, "A1")
    assert renamed["checksum"] != aisle["checksum"]
    assert house.api().get(address(aisle)).get_json()["data"]["checksum"] == renamed["checksum"]
    told = house.api().get(address(alpha)).get_json()["data"]
    assert (told["nested_name"], told["checksum"]) == ("Aisle one / Shelf A / Bin Alpha", alpha["checksum"])
    moved = house.api().post(f"{address(made['A1-A'])}/move", {"parent_path": f"/{odd['id']}"}).get_json()["data"]
    assert (moved["parent_id"], moved["root_id"]) == (odd["id"], odd["id"])
    assert house.api().get(address(alpha)).get_json()["data"]["path"] == f"/{odd['id']}/A1-A/ALPHA"
    cleared = house.api().post(address(aisle), {"metadata": None}).get_json()["data"]
    assert cleared["metadata"] == {}


def test_the_list_goes_level_by_level(house: House) -> None:
    place, made = tree(house)
    other = shelf(house, depot(house, "AMS"), "A1")

    def codes(query: str) -> list[str]:
        answer = house.api().get(f"/v1/locations/{place}/layouts{query}")
        assert answer.status_code == 200, answer.text
        told = answer.get_json()
        assert told["pagination"]["total_count"] == len(told["data"])
        return [one["code"] for one in told["data"]]

    assert codes("") == codes("?path=/") == ["A1", "O/D"]
    assert codes("?path=all&order_by=name") == ["A1", "ALPHA", "BRAVO", "O/D", "A1-A"]
    assert codes("?path=/A1") == codes("?path=a1") == codes(f"?path={made['A1']['id']}") == ["A1-A"]
    assert codes("?path=/A1/A1-A") == codes("?path=%2FA1%2FA1-A") == codes("?path=A1-A") == ["ALPHA", "BRAVO"]
    assert codes("?path=/A1-A") == codes("?path=/NO") == codes(f"?path={other['id']}") == []
    assert codes("?code=ALPHA") == ["ALPHA"]
    assert codes("?metadata=side:left") == ["A1-A"]
    assert codes('?metadata={"n":1}&path=/A1') == ["A1-A"]
    assert codes("?metadata=side:left&path=/") == []
    for wrong in ("metadata=side", f"path={'/x' * 21}", "color=red"):
        answer = house.api().get(f"/v1/locations/{place}/layouts?{wrong}")
        assert (answer.status_code, len(answer.get_json()["errors"])) == (400, 1), wrong


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"parent_path": "/NO"}, 404, "parent_path"),
        ({"parent_path": "/A1-A"}, 404, "parent_path"),
        ({"parent_path": "/ALPHA/A1-A"}, 404, "parent_path"),
        ({"parent_path": "/x" * 21}, 400, "parent_path"),
        ({"parent_path": 7}, 400, "parent_path"),
        ({"parent_path": "a\u0000"}, 400, "parent_path"),
        ({"parent_path": "/A1", "parent_id": "ALPHA"}, 400, "parent_path"),
    ],
)
def test_a_path_that_leads_nowhere(lite: House, body: dict[str, Any], status: int, field: str) -> None:
    place, made = tree(lite)
    if "parent_id" in body:
        body = {**body, "parent_id": made[body["parent_id"]]["id"]}
    answer = lite.api().post(f"/v1/locations/{place}/layouts", {"name": "New", **body})
    assert (answer.status_code, answer.get_json()["errors"]) == (status, [field])
    many = lite.api().post(f"/v1/locations/{place}/layouts", [{"name": "One"}, {"name": "New", **body}])
    assert (many.status_code, many.get_json()["errors"]) == (
        status,
        [
            field
            if status == 400 and len(body.get("parent_path", "") if isinstance(body["parent_path"], str) else "") > 40
            else f"layouts.1.{field}"
        ],
    )


def test_many_are_made_below_paths_and_other_places_are_not_seen(house: House) -> None:
    place, made = tree(house)
    other = new_house(house.app)
    sent = [{"name": "C", "parent_path": "/A1/A1-A"}, {"name": "D", "parent_path": "A1", "parent_id": made["A1"]["id"]}]
    told = house.api().post(f"/v1/locations/{place}/layouts", sent).get_json()["data"]
    assert [(one["path"], one["result"]) for one in told] == [("/A1/A1-A/C", "created"), ("/A1/D", "created")]
    elsewhere = depot(house, "AMS")
    for door, where in ((house.api(), elsewhere), (other.api(), depot(other))):
        for path in ("/A1", made["A1"]["id"]):
            answer = door.post(f"/v1/locations/{where}/layouts", {"name": "E", "parent_path": path})
            assert answer.status_code == 404, path


def test_lots_and_items_are_found_below_a_path(house: House) -> None:
    _, made = tree(house)
    item = create(house, sku="I1", levels=[{"layout_id": made["ALPHA"]["id"], "verified_qty": 3}])
    create(house, sku="I2", levels=[{"layout_id": made["O/D"]["id"], "verified_qty": 1}])
    for number, code in (("L1", "BRAVO"), ("L2", "O/D")):
        lot = {"item_id": item["id"], "layout_id": made[code]["id"], "number": number}
        assert house.api().post("/v1/lots", lot).status_code == 201

    def found(kind: str, path: str, name: str) -> list[str]:
        return sorted(one[name] for one in house.api().get(f"/v1/{kind}?layout_path={path}").get_json()["data"])

    for path in ("/A1", "A1-A", "/a1/a1-a", made["A1"]["id"]):
        assert (found("lots", path, "number"), found("items", path, "sku")) == (["L1"], ["I1"]), path
    assert (found("lots", "/", "number"), found("items", "/", "sku")) == (["L1", "L2"], ["I1", "I2"])
    assert found("lots", "/ALPHA", "number") == found("items", "BRAVO", "sku") == []
    assert house.api().get(f"/v1/lots?layout_path={'/x' * 21}").get_json()["errors"] == ["layout_path"]


def test_a_location_is_edited_in_its_own_words(house: House) -> None:
    place = depot(house)
    told = house.api().post(f"/v1/locations/{place}", {"name": "Quay", "address": "Maashaven 12"})
    assert (told.status_code, told.get_json()["data"]["name"]) == (200, "Quay")
    assert house.api().get(f"/v1/locations/{place}").get_json()["data"]["address"] == "Maashaven 12"
    assert house.api().post("/v1/locations/wh_nobody", {"name": "x"}).get_json()["status"] == 404
