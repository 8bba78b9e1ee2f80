"""Intakes as people see them: opened, described, closed and taken back."""

from tests.house import House
from tests.receiving.desk import desk


def test_an_intake_is_opened_described_closed_and_opened_again(house: House) -> None:
    desk(house)
    door = house.page("olga")
    answer = door.fill("/intakes/new", name="Tuesday", supplier="Back Office GmbH", deliveryNote="LS-1")
    assert answer.status_code == 303
    assert "Tuesday" in door.get(answer.location).text
    [intake] = house.api().get("/v1/intakes?q=tues").get_json()["intakes"]
    page = f"/intakes/{intake['intakeId']}"
    door.fill(f"{page}/edit", reference="PO-4711", supplier="")
    changed = house.api().get(f"/v1{page}").get_json()
    assert (changed["reference"], changed["supplier"], changed["deliveryNote"]) == ("PO-4711", None, "LS-1")
    door.press(f"{page}/close")
    assert house.api().get(f"/v1{page}").get_json()["status"] == "closed"
    assert "Open again" in door.get(page).text
    door.press(f"{page}/reopen")
    assert house.api().get(f"/v1{page}").get_json()["closedAt"] is None


def test_a_stale_edit_is_told(house: House) -> None:
    at = desk(house)
    patch = house.api().patch
    assert patch(f"/v1/intakes/{at.intake}", {"name": "A", "version": 1}).status_code == 200
    assert patch(f"/v1/intakes/{at.intake}", {"name": "B", "version": 1}).status_code == 409


def test_the_page_counts_what_counts_and_shows_what_waits(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1", "SN-2", "SD:UNDO", "96385074", "SN-3")
    page = house.page("olga").get(f"/intakes/{at.intake}").text
    assert "1 received" in page
    assert "<strong>2</strong> waiting for a word" in page
    assert "MBP-16-A" in page.split('id="received"')[1]


def test_a_manager_takes_an_intake_back_whole_and_an_operator_does_not(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1", "PAPER-A4")
    assert house.page("olga").get(f"/intakes/{at.intake}/undo").status_code == 403
    answer = house.page("mo").fill(f"/intakes/{at.intake}/undo")
    assert answer.status_code == 303
    assert (at.units(), at.about()["received"]) == ([], 0)
    assert house.page("mo").fill(f"/intakes/{at.intake}/undo").status_code == 409


def test_what_cannot_be_taken_back_is_told_and_the_rest_is_on_a_yes(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1", "SN-2")
    assert house.api().send("PUT", "/v1/assets/SN-1", {"status": "unavailable"}).status_code == 200
    refused = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert refused.status_code == 409
    assert "1 can be undone, 1 cannot" in refused.get_json()["error"]["message"]
    partly = at.door.post(f"/v1/intakes/{at.intake}/undo", {"partly": True})
    assert partly.status_code == 200
    assert (at.units(), at.about()["received"]) == (["SN-1"], 1)


def test_a_partial_taking_back_names_what_stays(lite: House) -> None:
    at = desk(lite)
    at.scan("MBP-16-A", "SN-1", "SN-2")
    assert at.door.put("/v1/assets/SN-1", {"status": "sold"}).status_code == 200
    page = lite.page("mo")
    answer = page.fill(f"/intakes/{at.intake}/undo", partly="y")
    said = page.get(answer.location).text.split('id="toasts"')[1]
    assert "1 taken back. 1 stays: SN-1: it is sold." in said
