"""What a corrected row is to the desk, to the unit's timeline, to the intake and to the history."""

from tests.house import House
from tests.receiving.correcting.slips import by_sku, correct, keys_of, standing, undo, verified
from tests.receiving.desk import desk
from webapp.receiving.operations import correct_scans


def test_the_undo_of_a_row_takes_back_that_row_alone(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2", "SN-3")
    told = correct(at, rows=keys, sku="MBP-16-B")
    assert at.answer({"key": keys[0]}, "undo")["state"] == "undone"
    assert (by_sku(house, at.intake), at.one("SD:UNDO")["message"]) == ({"MBP-16-B": 2}, "Took back SN-3.")
    assert at.answer({"key": keys[0]}, "undo")["state"] == "refused"
    assert (by_sku(house, at.intake), verified(house)) == ({"MBP-16-B": 1}, True)
    refused = at.door.post(f"/v1/batches/{told['batchId']}/undo", {})
    assert "what it was corrected to was taken back since" in refused.get_json()["error"]["message"]
    at.door.post(f"/v1/batches/{told['batchId']}/undo", {"partly": True})
    assert (by_sku(house, at.intake), at.units(), verified(house)) == ({"MBP-16-A": 1}, ["SN-2"], True)


def test_after_an_undone_correction_a_row_is_taken_back_by_itself(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    undo(at, correct(at, rows=keys, sku="MBP-16-B")["batchId"])
    assert at.answer({"key": keys[0]}, "undo")["state"] == "undone"
    assert (by_sku(house, at.intake), at.units(), verified(house)) == ({"MBP-16-A": 1}, ["SN-2"], True)


def test_an_intake_is_taken_back_whole_with_what_was_corrected(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    paper = at.scan({"code": "PAPER-A4", "qty": 12})[0]["key"]
    told = correct(at, rows=keys[:1], sku="MBP-16-B")
    correct(at, rows=[paper], location="Main Warehouse", lotNumber=None, sku="PAPER-A4")
    before = standing(house)
    back = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert (back.status_code, at.units(), at.about()["received"], verified(house)) == (200, [], 0, True)
    assert at.door.post(f"/v1/batches/{told['batchId']}/undo", {}).status_code == 409
    undo(at, back.get_json()["batchId"])
    assert (standing(house), verified(house)) == (before, True)
    again = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert (again.status_code, at.units(), verified(house)) == (200, [], True)


def test_the_timeline_and_the_history_tell_it(lite: House) -> None:
    at = desk(lite)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    told = correct(at, rows=keys, sku="MBP-16-B")
    [first, _] = told["results"]
    page = lite.page("olga")
    assert "received it as MBP-16-A by mistake, corrected to MBP-16-B" in page.get(f"/units/{first['unitId']}").text
    history = page.get("/history").text
    assert history.count("orrected 2 rows of Monday: MBP-16-B") == 1
    rows = page.get(f"/intakes/{at.intake}").text
    assert rows.count("Corrected.") == 2
    assert "Now MBP-16-B, Main Warehouse. It was received as" in rows
    assert f"/units/{first['unitId']}" in rows
    undo(at, told["batchId"])
    assert "Corrected." not in page.get(f"/intakes/{at.intake}").text


def test_somebody_elses_rows_are_a_managers(house: House) -> None:
    at = desk(house)
    [row] = keys_of(at, "MBP-16-A", "SN-1")
    body = {"rows": row, "sku": "MBP-16-B"}
    answer = house.page("olga").fill(f"/intakes/{at.intake}/correct?rows={row}", sku="MBP-16-B")
    assert (answer.status_code, "Ask a manager" in answer.text) == (409, True)
    assert house.do(correct_scans, "mo", intakeId=at.intake, **{**body, "rows": [row]}).changed == 1


def test_ticked_rows_are_corrected_on_the_page_and_undone(lite: House) -> None:
    at = desk(lite)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2", "SN-3")
    page, address = lite.page("mo"), f"/intakes/{at.intake}/correct"
    ticks = page.get(f"/intakes/{at.intake}").text
    assert ticks.count('name="rows"') == 3
    form = page.get(f"{address}?rows={keys[0]}&rows={keys[1]}").text
    assert (form.count(" checked"), "SN-3 · MBP-16-A · Main Warehouse" in form) == (2, True)
    answer = page.fill(f"{address}?rows={keys[0]}", sku="MBP-16-B", acquisitionCost="950")
    assert answer.status_code == 303
    done = page.get(answer.location).text
    assert "1 row corrected." in done
    assert by_sku(lite, at.intake) == {"MBP-16-A": 2, "MBP-16-B": 1}
    wrong = page.fill(f"{address}?rows={keys[1]}", sku="NOBODY")
    assert (wrong.status_code, "NOBODY" in wrong.text) == (400, True)
    every = page.fill(f"{address}?receivedAs=MBP-16-A", grade="B")
    assert (every.status_code, by_sku(lite, at.intake)) == (303, {"MBP-16-B": 3})


def test_what_cannot_is_listed_once_the_others_are_done(lite: House) -> None:
    at = desk(lite)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    page, address = lite.page("mo"), f"/intakes/{at.intake}/correct?receivedAs=MBP-16-A"
    at.door.post("/v1/assets/actions", {"serialNumbers": ["SN-1"], "action": "status", "to": "sold"})
    refused = page.fill(address, sku="MBP-16-B")
    assert (refused.status_code, "1 can be corrected, 1 cannot" in refused.text) == (409, True)
    done = page.fill(address, sku="MBP-16-B", partly="y")
    assert "1 corrected, 1 not" in page.get(done.location).text if done.status_code == 303 else done.text
    assert (by_sku(lite, at.intake), len(keys)) == ({"MBP-16-A": 1, "MBP-16-B": 1}, 2)


def test_where_nothing_was_received_nothing_is_asked(lite: House) -> None:
    at = desk(lite)
    for more in ("", "?receivedAs=MBP-16-A"):
        page = lite.page("mo").get(f"/intakes/{at.intake}/correct{more}").text
        assert "Nothing is here" in page
        assert ('name="sku"' in page, 'class="actions"' in page) == (False, False)
