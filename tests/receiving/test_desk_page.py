"""The desk's page: forms that need no script, and the scan pipe's answers."""

import re
import uuid
from typing import Any

from tests.doors import PageDoor
from tests.house import House, new_house
from tests.receiving.desk import desk


def scan(door: PageDoor, code: str, **more: str) -> str:
    """Send the page's scan form as a browser without scripts does, and answer the page that follows."""
    page = door.get("/receive").text
    key = re.search(r'name="key" value="([^"]+)"', page)
    intake = re.search(r'name="intake" value="([^"]*)"', page)
    assert key is not None
    assert intake is not None
    answer = door.press("/receive", code=code, key=key[1], intake=intake[1], **more)
    assert answer.status_code == 303
    return door.get(answer.location).text


def pipe(door: PageDoor, house: House, *scans: dict[str, Any], person: str = "olga", **more: Any) -> Any:
    """Send scans as the pipe does."""
    sent = {"intake": "", "person": house.people[person], "scans": list(scans), **more}
    with house.app.app_context():
        return door.client.post(door.path("/receive/scans"), json=sent, headers={"X-CSRFToken": door.csrf()})


def coded(code: str) -> dict[str, Any]:
    """A scan with a key of its own."""
    return {"key": str(uuid.uuid4()), "code": code}


def test_without_a_script_one_form_receives_unit_after_unit(house: House) -> None:
    desk(house)
    door = house.page("olga")
    assert 'data-state="accepted" data-code="MBP-16-A"' in scan(door, "MBP-16-A")
    page = scan(door, "SN-1")
    assert 'data-state="accepted" data-code="SN-1"' in page
    assert house.api().get("/v1/assets/SN-1").get_json()["sku"] == "MBP-16-A"
    assert 'data-state="attention" data-code="96385074"' in scan(door, "96385074")
    assert 'data-state="undone" data-code="SN-1"' in scan(door, "SD:UNDO")
    assert house.api().get("/v1/assets/SN-1").status_code == 404


def test_a_form_sent_twice_does_nothing_twice(house: House) -> None:
    desk(house)
    door = house.page("olga")
    scan(door, "PAPER-A4")
    for _ in range(2):
        door.press("/receive", code="PAPER-A4", key="the-same-page", intake="")
    [intake] = [one for one in house.api().get("/v1/intakes").get_json()["intakes"] if one["received"]]
    assert intake["received"] == 2


def test_rows_are_answered_by_their_buttons_without_a_script(house: House) -> None:
    desk(house)
    door = house.page("olga")
    scan(door, "MBP-16-A")
    page = scan(door, "SN-1")
    button = re.search(r'name="answer" value="([^"]+ undo)"', page)
    assert button is not None
    door.press("/receive", answer=button[1], key="pressed-once", intake="")
    assert house.api().get("/v1/assets/SN-1").status_code == 404


def test_what_is_chosen_by_hand_stays(house: House) -> None:
    desk(house)
    door = house.page("olga")
    scan(door, "", sku="mbp-16-b")
    scan(door, "", acquisitionCost="1.500,50", condition="like new", status="unavailable")
    scan(door, "SN-1")
    found = house.api().get("/v1/assets/SN-1").get_json()
    told = ("sku", "acquisitionCost", "condition", "status")
    assert [found[name] for name in told] == ["MBP-16-B", 1500.5, "like new", "unavailable"]


def test_a_lot_is_typed_with_a_date_as_it_stands_on_the_box(house: House) -> None:
    desk(house)
    door = house.page("olga")
    scan(door, "MILK-1L")
    page = scan(door, "MILK-1L", lot="L1", expiry="31.12.2027", qty="24")
    assert "24 × Milk, grade A, lot L1" in page
    door.press("/receive", code="MILK-1L", lot="L1", expiry="03/04/2027", qty="1", key="ambiguous", intake="")
    assert "Is 03/04/2027 day 3 or day 4" in door.get("/receive").text


def test_the_pipe_answers_each_scan_with_its_row(house: House) -> None:
    desk(house)
    door = house.page("olga")
    sent = [coded(code) for code in ("MBP-16-A", "SN-1", "96385074", "SN-2")]
    answer = pipe(door, house, *sent)
    assert answer.status_code == 200, answer.text
    body = answer.get_json()
    assert [one["state"] for one in body["results"]] == ["accepted", "accepted", "attention", "attention"]
    assert [one["key"] for one in body["results"]] == [one["key"] for one in sent]
    assert 'data-code="SN-1"' in body["results"][1]["html"]
    assert "MBP-16-A" in body["context"]
    assert 'data-received="1"' in body["totals"]
    undone = pipe(door, house, coded("SD:UNDO"), intake=body["intake"]).get_json()
    [changed] = undone["changed"]
    assert (changed["key"], changed["state"]) == (sent[1]["key"], "undone")


def test_scans_of_somebody_else_are_sent_by_them_or_taken_over_by_a_manager(house: House) -> None:
    desk(house)
    waiting = coded("MBP-16-A")
    assert pipe(house.page("olga"), house, waiting, person="mo").status_code == 403
    over = {"person": "olga", "takeOver": house.people["mo"]}
    assert pipe(house.page("olga"), house, waiting, **over).status_code == 403
    over = {"person": "mo", "takeOver": house.people["olga"]}
    assert pipe(house.page("mo"), house, waiting, **over).status_code == 200


def test_the_pipe_hears_where_to_sign_in_and_what_is_wrong(house: House) -> None:
    desk(house)
    door = house.page("olga")
    assert pipe(door, house, {"key": "short", "code": "x"}).status_code == 422
    assert pipe(door, house).status_code == 422
    with house.app.app_context():
        raw = door.client.post(door.path("/receive/scans"), data="{", headers={"X-CSRFToken": door.csrf()})
        bare = house.app.test_client().post(door.path("/receive/scans"), json={"scans": []})
    assert raw.status_code == 422
    assert bare.status_code == 403  # its token is nobody's; asking for a new one leads to the sign-in page
    told = door.get("/receive/token").get_json()
    assert (told["person"], bool(told["token"])) == (house.people["olga"], True)


def test_another_tenants_intake_is_not_there(house: House) -> None:
    at = desk(house)
    other = new_house(house.app)
    answers = [
        other.page("olga").get(f"/intakes/{at.intake}").status_code,
        other.api().post(f"/v1/intakes/{at.intake}/scans", {"scans": [coded("x")]}).status_code,
        pipe(other.page("olga"), other, coded("x"), intake=at.intake).status_code,
    ]
    assert answers == [404, 404, 404]
