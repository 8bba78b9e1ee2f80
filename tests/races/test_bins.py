"""One code is one bin's, whoever asks for it at the same moment."""

from collections import Counter
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.house import House
from tests.races.crowd import CLIENTS, ROUNDS, at_once, told, unguarded

pytestmark = pytest.mark.races


def bins(house: House) -> list[str]:
    """The addresses of a warehouse's bins, one a client."""
    door = house.api()
    warehouse = door.post("/v1/warehouses", {"name": "Depot"}).get_json()["data"]["id"]
    place = f"/v1/locations/{warehouse}/layouts"
    made = [door.post(place, {"name": f"Bin {client}"}).get_json()["data"]["id"] for client in range(CLIENTS)]
    return [f"{place}/{one}" for one in made]


def race(house: House, code: str, places: list[str]) -> Counter[str]:
    """Everybody gives a bin of their own the same code."""
    door = house.api()

    def rename(client: int) -> TestResponse:
        answer = door.patch(places[client], {"code": code})
        answer.get_data()
        return answer

    return told(at_once(CLIENTS, rename))


def test_one_bin_gets_the_code(house: House) -> None:
    places = bins(house)
    for round_ in range(ROUNDS):
        assert race(house, f"RACE-{round_}", places) == {"200": 1, "409": CLIENTS - 1}


def test_control_without_the_index_all_of_them_do(house: House, tmp_path: Path) -> None:
    with unguarded(house, tmp_path, "DROP INDEX uq_bin_code") as bare:
        assert race(bare, "RACE", bins(bare)) == {"200": CLIENTS}


def test_everybody_who_read_the_same_version_saves_once(house: House) -> None:
    door, place = house.api(), bins(house)[0]

    def rename(client: int) -> TestResponse:
        answer = door.patch(place, {"name": f"Name {client}", "version": 1})
        answer.get_data()
        return answer

    assert told(at_once(CLIENTS, rename)) == {"200": 1, "409": CLIENTS - 1}
