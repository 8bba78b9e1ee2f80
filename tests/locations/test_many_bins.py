"""Many bins at once: by pattern, as an array, from a sheet; what is there stays and is said."""

import io
from typing import Any

import pytest

from tests.counting import counting
from tests.doors import fields_of
from tests.house import House
from tests.locations.sites import address, depot, shelf


def made(house: House, place: str, body: Any) -> list[tuple[str, str]]:
    """Code and result of each bin that was asked for."""
    answer = house.api().post(f"/v1/locations/{place}/layouts", body)
    assert answer.status_code == 201, answer.text
    return [(one["code"], one["result"]) for one in answer.get_json()["data"]]


def codes(house: House, place: str) -> list[str]:
    """The codes there are."""
    return [one["code"] for one in house.api().get(f"/v1/locations/{place}/layouts").get_json()["data"]]


def test_a_pattern_makes_all_that_lie_between(house: House) -> None:
    place = depot(house)
    shelf(house, place, "a-02-03")
    told = made(house, place, {"pattern": "A-01-01…A-04-12"})
    assert (len(told), told[0], told[-1]) == (48, ("A-01-01", "created"), ("A-04-12", "created"))
    assert [one for one in told if one[1] == "exists"] == [("a-02-03", "exists")]
    assert len(codes(house, place)) == 48
    assert {result for _, result in made(house, place, {"pattern": "A-01-01...A-04-12"})} == {"exists"}


def test_five_thousand_are_one_insert_and_one_batch(house: House) -> None:
    place, door = depot(house), house.api()
    with counting() as sent:
        answer = door.post(f"/v1/locations/{place}/layouts", {"pattern": "A-0001…A-5000"})
    assert (answer.status_code, len(answer.get_json()["data"])) == (201, 5000)
    assert len([one for one in sent if one.startswith("INSERT INTO bin ")]) == 1
    batch = door.get(f"/v1/batches/{answer.headers['Batch-Id']}").get_json()
    assert "created 5,000 bins in Depot RTM: A-0001 to A-5000" in str(batch)


def test_an_array_is_taken_bare_or_named(house: House) -> None:
    place = depot(house)
    aisle = shelf(house, place, "A")
    rows = [{"name": "Rack 1", "code": "A-01", "parent_id": aisle["id"]}, {"name": "A-02"}, {"name": "A"}]
    assert made(house, place, rows) == [("A-01", "created"), ("A-02", "created"), ("A", "exists")]
    assert {result for _, result in made(house, place, {"layouts": rows})} == {"exists"}
    told = house.api().get(f"/v1/locations/{place}/layouts?parentId={aisle['id']}").get_json()["data"]
    assert [(one["code"], one["name"]) for one in told] == [("A-01", "Rack 1")]


@pytest.mark.parametrize(
    ("body", "status", "errors"),
    [
        ({"pattern": "A-12…A-01"}, 400, ["pattern"]),
        ({"pattern": ""}, 400, ["pattern"]),
        ({"pattern": f"{'x' * 50}-1…{'x' * 50}-2"}, 400, ["pattern"]),
        ({"pattern": "A1…A2", "name": "B"}, 400, ["pattern"]),
        ([], 400, ["layouts"]),
        ([{"name": "A"}, {"code": "B"}], 400, ["layouts.1.name"]),
        ([{"name": "A", "parent_id": "lay_0"}], 404, ["layouts.0.parent_id"]),
        ([3], 400, ["layouts.0"]),
        ({}, 400, ["name"]),
    ],
)
def test_what_cannot_be_taken_refuses_all(lite: House, body: Any, status: int, errors: list[str]) -> None:
    place = depot(lite)
    answer = lite.api().post(f"/v1/locations/{place}/layouts", body)
    assert (answer.status_code, answer.get_json()["errors"]) == (status, errors)
    assert codes(lite, place) == []


def test_a_closed_parent_takes_none(house: House) -> None:
    place = depot(house)
    aisle = shelf(house, place, "A")
    house.api().post(f"{address(aisle)}/close")
    answer = house.api().post(f"/v1/locations/{place}/layouts", [{"name": "A-01", "parent_id": aisle["id"]}])
    assert (answer.status_code, answer.get_json()["code"]) == (409, "PARENT_BIN_CLOSED")


def test_the_page_shows_first_and_makes_then(lite: House) -> None:
    place = depot(lite)
    shelf(lite, place, "A-02")
    path = f"/warehouses/{place}/bins/pattern"
    shown = lite.page("mo").fill(path, pattern="A-01…A-04", _bins="pattern").text
    for words in ("3 bins will be made", "From A-01 to A-04.", "1 of them is there already"):
        assert words in shown
    assert fields_of(shown)["pattern"] == "A-01…A-04"
    assert codes(lite, place) == ["A-02"]
    answer = lite.page("mo").fill(path, pattern="A-01…A-04")
    assert answer.status_code == 303
    assert "3 bins are there now, 1 was there already." in lite.page("mo").get(answer.location).text
    assert lite.page("olga").get(path).status_code == 403


@pytest.mark.parametrize(("typed", "words"), [("", "Write the first and the last code"), ("A-2…A-1", "comes before")])
def test_the_page_says_why_not(lite: House, typed: str, words: str) -> None:
    path = f"/warehouses/{depot(lite)}/bins/pattern"
    answer = lite.page("mo").fill(path, pattern=typed)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert words in lite.page("mo").fill(path, pattern=typed, _bins="pattern").text


SHEET = "Code;Name;Parent\nA-01;Rack 1;A\nA;Aisle A;\nA-01;Again;\n;No code;\nZ-1;;Q\nB;;\nP;;R\nR;;P\n"


def test_a_sheet_is_looked_at_and_its_good_rows_are_taken(house: House) -> None:
    place = depot(house)
    shelf(house, place, "b")
    path = f"/warehouses/{place}/bins/import"
    shown = house.page("mo").fill(path, pasted=SHEET, _bins="sheet").text
    for words in (
        "2 of 8 rows make a new bin", "A-01 stands in row 2 already.", "There is no code in this row.",
        "There is no bin Q here", "Make 2 bins", "There already", "There is no bin R here",
    ):  # fmt: skip
        assert words in shown, words
    answer = house.page("mo").post(path, fields_of(shown))
    assert answer.status_code == 303
    assert "2 bins are there now, 1 was there already, 5 refused." in house.page("mo").get(answer.location).text
    told = {one["code"]: one for one in house.api().get(f"/v1/locations/{place}/layouts?path=all").get_json()["data"]}
    assert set(told) == {"A", "A-01", "b"}
    assert (told["A-01"]["parent_id"], told["A-01"]["name"]) == (told["A"]["id"], "Rack 1")


def test_a_file_goes_on_as_text(lite: House) -> None:
    place = depot(lite)
    path, door = f"/warehouses/{place}/bins/import", lite.page("mo")
    fields = fields_of(door.get(path).text)
    shown = door.post(
        path, {**fields, "file": (io.BytesIO("Bin,Name\nA-1,Größe\n".encode("cp1252")), "b.csv"), "_bins": "sheet"}
    )
    assert "1 of 1 rows makes a new bin" in shown.text
    assert door.post(path, fields_of(shown.text)).status_code == 303
    assert codes(lite, place) == ["A-1"]


@pytest.mark.parametrize(
    ("pasted", "words"),
    [("", "Choose a file, or paste"), ("Shelf\nA", "The header lacks Code."), ("Code\n" + "A\n" * 5001, "5,000 rows")],
)
def test_a_sheet_that_is_none_says_so(lite: House, pasted: str, words: str) -> None:
    path = f"/warehouses/{depot(lite)}/bins/import"
    for more in ({}, {"_bins": "sheet"}):
        answer = lite.page("mo").fill(path, pasted=pasted, **more)
        assert words in answer.text, more
