"""Moving a bin inside another one of its warehouse, through both doors."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from tests.doors import fields_of
from tests.house import House, write
from tests.locations.sites import address, depot, page_of, shelf
from webapp.core.data.constraints import violated
from webapp.locations.models import Bin


def test_it_stands_inside_and_by_itself_again(house: House) -> None:
    aisle, rack = shelf(house, place := depot(house), "A"), shelf(house, place, "A-01")
    told = house.api().post(f"{address(rack)}/move", {"parent_id": aisle["id"]}).get_json()
    assert (told["message"], told["data"]["parent_id"], told["data"]["version"]) == ("Layout moved", aisle["id"], 2)
    page = house.page("vik").get(page_of(aisle)).text
    assert "Bins inside it" in page
    assert page_of(rack) in page
    assert "moved the bin A-01 into A" in house.page("vik").get(page_of(rack)).text
    assert house.api().post(f"{address(rack)}/move", {"parent_id": None}).get_json()["data"]["parent_id"] is None


def test_no_bin_stands_inside_itself(house: House) -> None:
    place = depot(house)
    aisle = shelf(house, place, "A")
    rack = shelf(house, place, "A-01", aisle["id"])
    level = shelf(house, place, "A-01-01", rack["id"])
    for inner in (aisle, rack, level):
        answer = house.api().post(f"{address(aisle)}/move", {"parent_id": inner["id"]})
        body = answer.get_json()
        assert (answer.status_code, body["code"], body["errors"]) == (409, "BIN_INSIDE_ITSELF", ["parent_id"])
    offered = house.page("mo").get(f"{page_of(aisle)}/move").text
    assert [f'value="{one["id"]}"' in offered for one in (aisle, rack, level)] == [False] * 3


def test_only_into_an_open_bin_of_the_warehouse(house: House) -> None:
    place, other = depot(house), depot(house, "AMS")
    rack, there, closed = shelf(house, place), shelf(house, other, "B"), shelf(house, place, "C")
    house.api().post(f"{address(closed)}/close")
    answer = house.api().post(f"{address(rack)}/move", {"parent_id": there["id"]})
    assert (answer.status_code, answer.get_json()["errors"]) == (404, ["parent_id"])
    assert (
        house.api().post(f"{address(rack)}/move", {"parent_id": closed["id"]}).get_json()["code"] == "PARENT_BIN_CLOSED"
    )
    with pytest.raises(DBAPIError) as caught:
        write(house.session, update(Bin).where(Bin.id == rack["id"]).values(parent_id=there["id"]))
    assert violated(caught.value) == "bin_parent_elsewhere"
    house.session.rollback()


def test_the_form_moves_and_shows_where_it_is(lite: House) -> None:
    aisle, rack = shelf(lite, place := depot(lite), "A"), shelf(lite, place, "A-01")
    answer = lite.page("mo").fill(f"{page_of(rack)}/move", parent_id=aisle["id"])
    assert answer.status_code == 303
    assert "Bin A-01 is moved" in lite.page("mo").get(answer.location).text
    assert fields_of(lite.page("mo").get(f"{page_of(rack)}/move").text)["parent_id"] == aisle["id"]
    assert lite.page("olga").get(f"{page_of(rack)}/move").status_code == 403
