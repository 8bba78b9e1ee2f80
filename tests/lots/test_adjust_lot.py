"""Adjusting a lot in a clerk's verbs, through both doors, and taking each back."""

from typing import Any

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.lots.dairy import Dairy, dairy
from tests.lots.test_update_lot import clean, undo
from webapp.lots.inputs import VERBS
from webapp.lots.preview import Standing, after

STOCK = {"available_qty": 40, "reserved_qty": 5, "defective_qty": 5, "manifested_qty": 10}
NOW = Standing({"available": 40, "reserved": 5, "held": 5, "expected": 10}, {"": 5})


def adjust(farm: Dairy, lot: dict[str, Any], verb: str, qty: Any, **more: Any) -> Any:
    return farm.house.api().post(f"/v1/lots/{lot['id']}/adjust", {"verb": verb, "qty": qty, **more})


@pytest.mark.parametrize(
    ("verb", "qty", "then"),
    [
        ("receive", 3, (53, 43, 5, 5, 7)), ("receive", "12", (62, 52, 5, 5, 0)), ("issue", 3, (47, 37, 5, 5, 10)),
        ("damage", 3, (50, 37, 5, 8, 10)), ("damage", 42, (50, 0, 3, 47, 10)), ("restore", 5, (50, 45, 5, 0, 10)),
        ("reserve", 3, (50, 37, 8, 5, 10)), ("release", 2, (50, 42, 3, 5, 10)), ("scrap", 3, (47, 40, 5, 2, 10)),
        ("scrap", 7, (43, 38, 5, 0, 10)), ("count", 50, (55, 45, 5, 5, 10)), ("count", 44, (49, 39, 5, 5, 10)),
        ("count", 3, (8, 0, 3, 5, 10)),
    ],
)  # fmt: skip
def test_each_verb_moves_what_it_says_and_is_taken_back(
    house: House, verb: str, qty: Any, then: tuple[int, ...]
) -> None:
    farm = dairy(house)
    lot = farm.create(**STOCK)
    answer = adjust(farm, lot, verb, qty, note="on the floor")
    assert answer.status_code == 200, answer.text
    assert farm.quantities(lot) == then
    told = after(verb, int(qty), NOW)
    assert told is not None
    assert (told["available"], told["reserved"], told["held"], told["expected"]) == then[1:]
    assert undo(farm, answer).status_code == 200
    assert farm.quantities(lot) == (50, 40, 5, 5, 10)
    clean(house)


@pytest.mark.parametrize(
    ("verb", "qty", "code"),
    [
        ("issue", 41, "NOT_ENOUGH_STOCK"), ("damage", 46, "NOT_ENOUGH_STOCK"), ("restore", 6, "NOT_ENOUGH_HELD"),
        ("reserve", 41, "NOT_ENOUGH_TO_RESERVE"), ("release", 6, "NOT_ENOUGH_RESERVED"),
        ("scrap", 46, "NOT_ENOUGH_STOCK"),
    ],
)  # fmt: skip
def test_too_few_change_nothing(house: House, verb: str, qty: int, code: str) -> None:
    farm = dairy(house)
    lot = farm.create(**STOCK)
    answer = adjust(farm, lot, verb, qty)
    assert (answer.status_code, answer.get_json()["code"]) == (409, code)
    assert farm.quantities(lot) == (50, 40, 5, 5, 10)
    assert after(verb, qty, NOW) is None


def test_a_reference_keeps_its_own(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=10)
    adjust(farm, lot, "reserve", 4, reference="ord_7")
    assert adjust(farm, lot, "release", 1).get_json()["code"] == "NOT_ENOUGH_RESERVED"
    assert farm.update(lot, reserved_qty=3).get_json()["code"] == "RESERVED_FOR_REFERENCES"
    assert adjust(farm, lot, "issue", 5, reference="ord_7").status_code == 200
    assert farm.quantities(lot) == (5, 5, 0, 0, 0)
    clean(house)


def test_what_is_kept_for_a_reference_is_foreseen(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=10)
    adjust(farm, lot, "reserve", 4, reference="ord_7")
    stands = Standing({"available": 6, "reserved": 4, "held": 0, "expected": 0}, {"ord_7": 4})
    assert after("release", 1, stands) is None
    assert after("issue", 7, stands) is None
    told = after("issue", 5, stands, "ord_7")
    assert told is not None
    adjust(farm, lot, "issue", 5, reference="ord_7")
    assert farm.quantities(lot) == (5, told["available"], told["reserved"], 0, 0)


@pytest.mark.parametrize("change", [{"status": "on_hold"}, {"expires_at": "2024-06-21"}])
def test_what_is_not_picked_from_neither_leaves_nor_is_promised(house: House, change: dict[str, Any]) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=10, **change)
    for verb in ("issue", "reserve"):
        answer = adjust(farm, lot, verb, 1)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "LOT_NOT_PICKABLE")
    for verb in ("receive", "damage", "restore", "scrap", "count"):
        assert adjust(farm, lot, verb, 1).status_code == 200, verb


@pytest.mark.parametrize("status", ["quarantined", "recalled"])
def test_a_lot_that_is_stopped_holds_what_was_free(house: House, status: str) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=10, reserved_qty=2)
    adjust(farm, lot, "issue", 3, reference="ord_7")
    answer = house.api().post(f"/v1/lots/{lot['id']}/stop", {"status": status, "note": "Smells"})
    told = answer.get_json()["data"]
    assert (told["status"], told["available_qty"], told["defective_qty"], told["reserved_qty"]) == (status, 0, 7, 2)
    page = house.page("vik").get(f"/lots/{lot['id']}").text
    assert "nothing leaves" in page
    assert "ord_7" in page
    adjust(farm, lot, "receive", 4)
    assert farm.quantities(lot) == (13, 0, 2, 11, 0)
    assert house.api().post(f"/v1/lots/{lot['id']}/resume").get_json()["data"]["status"] == "active"
    other = farm.create(available_qty=5)
    stopped = house.api().post(f"/v1/lots/{other['id']}/stop", {"status": status})
    assert undo(farm, stopped).status_code == 200
    assert (farm.show(other)["status"], farm.show(other)["available_qty"]) == ("active", 5)
    clean(house)


def test_an_operator_does_not_soften_a_recall(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=3)
    house.api().post(f"/v1/lots/{lot['id']}/stop", {"status": "recalled"})
    assert house.page("olga").fill(f"/lots/{lot['id']}/stop", status="quarantined").status_code == 403
    assert farm.show(lot)["status"] == "recalled"


def test_who_may(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=9)
    page = house.page("olga")
    assert page.fill(f"/lots/{lot['id']}/adjust", verb="issue", qty="2").status_code == 303
    assert page.fill(f"/lots/{lot['id']}/adjust", verb="scrap", qty="2").status_code == 403
    assert page.fill(f"/lots/{lot['id']}/stop", status="recalled").status_code == 403
    assert house.page("vik").get(f"/lots/{lot['id']}/adjust").status_code == 403
    assert house.api("lots:read").post(f"/v1/lots/{lot['id']}/adjust", {"verb": "issue", "qty": 1}).status_code == 403
    assert farm.quantities(lot)[0] == 7


def test_the_page_says_what_it_comes_to_before_it_is_done(lite: House) -> None:
    farm = dairy(lite)
    lot, page = farm.create(**STOCK), lite.page("mo")
    here = f"/lots/{lot['id']}/adjust"
    sent = {**fields_of(page.get(f"{here}?verb=damage&qty=3").text), "verb": "damage", "qty": "3"}
    shown = page.post(here, {**sent, "_equation": "qty"})
    assert shown.status_code == 200
    assert [f'data-after="{bucket}">{n}<' in shown.text for bucket, n in (("available", 37), ("held", 8))] == [True] * 2
    assert farm.quantities(lot) == (50, 40, 5, 5, 10)
    done = page.post(here, sent)
    assert done.status_code == 303
    assert "37 available, 5 reserved, 8 held" in page.get(done.location).text
    assert farm.quantities(lot) == (50, 37, 5, 8, 10)


def test_who_was_overtaken_sees_fresh_numbers_beside_what_was_typed(lite: House) -> None:
    farm = dairy(lite)
    lot, page = farm.create(available_qty=40), lite.page("mo")
    here = f"/lots/{lot['id']}/adjust"
    sent = {**fields_of(page.get(here).text), "verb": "count", "qty": "39", "note": "by hand"}
    adjust(farm, lot, "receive", 2)
    answer = page.post(here, sent)
    assert answer.status_code == 409
    assert "changed since it was read" in answer.text
    again = fields_of(answer.text)
    assert (again["qty"], again["note"]) == ("39", "by hand")
    assert "<b>42</b> in all" in answer.text
    assert page.post(here, {**again, "verb": "count"}).status_code == 303
    assert farm.quantities(lot) == (39, 39, 0, 0, 0)


def test_every_verb_has_a_button_and_a_picture() -> None:
    assert all(after(verb, 1, NOW) is not None for verb in VERBS)
