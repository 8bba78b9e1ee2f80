"""Labels as units arrive: where they are wanted, on the printer or as a file, and never at the receipt's cost."""

from dataclasses import replace

import pytest

from tests.house import House
from tests.labels.stock import furnish
from tests.labels.test_printers import Listener, _on_this_machine, allow, printer, settled
from tests.labels.test_zpl import run, symbol_of
from webapp.core.inputs.schema import Input
from webapp.core.operation.registry import Work, operations
from webapp.core.operation.runner import call
from webapp.core.web.api import NO_INPUT
from webapp.labels.operations.receipts import ReceiptLabels, label_arrivals

__all__ = ["_on_this_machine", "printer"]


def arrive(
    house: House, *, desk_id: str | None = None, always: bool = False, fails: bool = False
) -> ReceiptLabels | None:
    """What a receipt of two units would do about labels."""
    units = [house.api().get(f"/v1/labels/{job}").get_json()["ids"][0] for job in _jobs(house)]

    def receive(work: Work, data: Input) -> ReceiptLabels | None:
        told = label_arrivals(work, units, always=always)
        if fails:
            raise ZeroDivisionError
        return told

    receiving = replace(operations["receive_asset"], name="receive_two", input=NO_INPUT, body=receive)
    actor = replace(house.actor("olga"), desk_id=desk_id)
    return call(house.session, receiving, actor, NO_INPUT())


def _jobs(house: House) -> list[str]:
    return [
        house.api().post("/v1/labels", {"what": "units", "codes": [code]}).get_json()["jobId"]
        for code in ("C02ZX1Y2MD6T", "SN-2")
    ]


def rule(house: House, **body: object) -> None:
    """Set a rule."""
    answer = house.api().post("/v1/label-rules", body)
    assert answer.status_code == 200, answer.text


def test_nothing_is_printed_until_somebody_says_so(house: House) -> None:
    furnish(house)
    assert arrive(house) is None
    assert house.api().get("/v1/label-rules").get_json() == {"rules": []}
    told = arrive(house, always=True)
    assert told is not None
    assert house.api().get(f"/v1/labels/{told.job_id}").get_json()["state"] == "made"


def test_without_a_printer_there_is_a_file_to_open(house: House) -> None:
    furnish(house)
    rule(house, onReceipt=True, size="roll-57x32", symbol="gs1")
    told = arrive(house)
    assert told is not None
    assert told.printer is None
    job = house.api().get(f"/v1/labels/{told.job_id}").get_json()
    assert (job["state"], job["size"], job["symbol"], job["labels"]) == ("made", "roll-57x32", "gs1", 2)


def test_a_desk_has_a_rule_of_its_own(house: House) -> None:
    furnish(house)
    desk = house.api().post("/v1/desks", {"name": "Receiving 1"}).get_json()["id"]
    rule(house, onReceipt=True)
    rule(house, onReceipt=False, deskId=desk)
    assert arrive(house, desk_id=desk) is None
    assert arrive(house) is not None
    rule(house, onReceipt=True, deskId=desk, symbol="qr")
    assert [one["deskId"] for one in house.api().get("/v1/label-rules").get_json()["rules"]] == [None, desk]
    assert arrive(house, desk_id=desk) is not None


def test_the_rule_of_a_desk_is_taken_away(house: House) -> None:
    furnish(house)
    door = house.api()
    desk = door.post("/v1/desks", {"name": "Receiving 1"}).get_json()["id"]
    rule(house, onReceipt=True, symbol="qr")
    rule(house, onReceipt=False, deskId=desk)
    answer = door.send("DELETE", f"/v1/label-rules/{desk}")
    assert (answer.status_code, answer.get_json()["deskId"], answer.get_json()["symbol"]) == (200, None, "qr")
    assert arrive(house, desk_id=desk) is not None
    assert door.send("DELETE", f"/v1/label-rules/{desk}").status_code == 404
    assert door.send("DELETE", "/v1/label-rules/desk_nobody").status_code == 404


@pytest.mark.usefixtures("_on_this_machine")
def test_the_printer_prints_what_arrives_and_nothing_that_was_rolled_back(house: House, printer: Listener) -> None:
    furnish(house)
    rule(house, onReceipt=True, symbol="gs1", printerId=allow(house, port=printer.port))
    with pytest.raises(ZeroDivisionError):
        arrive(house, fails=True)
    told = arrive(house)
    assert told is not None
    assert told.printer == "Zebra 1"
    assert settled(house, {"jobId": told.job_id})["state"] == "sent"
    assert [symbol_of(fields) for fields in run(printer.jobs[0].decode())] == [
        ("gs1", "010950600013435221C02ZX1Y2MD6T"), ("datamatrix", "SN-2"),
    ]  # fmt: skip
    assert len(printer.jobs) == 1


def test_a_printer_out_of_use_leaves_a_file(house: House) -> None:
    furnish(house)
    printer_id = allow(house)
    rule(house, onReceipt=True, printerId=printer_id)
    house.api().send("DELETE", f"/v1/printers/{printer_id}")
    told = arrive(house)
    assert told is not None
    assert told.printer is None


def test_an_administrator_sets_the_rule_on_the_page(lite: House) -> None:
    furnish(lite)
    door = lite.page("anna")
    desk = lite.api().post("/v1/desks", {"name": "Receiving 1"}).get_json()["id"]
    assert door.fill("/labels/on-receipt", onReceipt="y", symbol="qr").status_code == 303
    assert door.fill(f"/labels/on-receipt/{desk}", size="l7651").status_code == 303
    page = door.get("/labels/on-receipt").text
    assert "checked" in page
    assert "prints" in page.split("Receiving 1")[1]
    assert lite.page("mo").get("/labels/on-receipt").status_code == 403
    rules = lite.api().get("/v1/label-rules").get_json()["rules"]
    assert [(one["symbol"], one["size"]) for one in rules] == [("qr", "l7160"), ("qr", "l7651")]
    assert "Remove this desk" in door.get(f"/labels/on-receipt/{desk}").text
    assert door.press(f"/labels/on-receipt/{desk}/remove").status_code == 303
    assert [one["deskId"] for one in lite.api().get("/v1/label-rules").get_json()["rules"]] == [None]
    assert "Remove this desk" not in door.get(f"/labels/on-receipt/{desk}").text


@pytest.mark.usefixtures("_on_this_machine")
def test_the_desk_prints_what_it_receives_in_one_job_and_each_undo_stays_its_own(
    house: House, printer: Listener
) -> None:
    furnish(house)
    rule(house, onReceipt=True, symbol="qr", printerId=allow(house, port=printer.port))
    door = house.api()
    intake = door.post("/v1/intakes", {"name": "Monday"}).get_json()["intake"]["intakeId"]
    sent = [{"key": f"key-{code}", "code": code} for code in ("MBP-16-B", "NEW-0001", "NEW-0002")]
    answer = door.post(f"/v1/intakes/{intake}/scans", {"scans": sent})
    assert [one["state"] for one in answer.get_json()["results"]] == ["accepted"] * 3, answer.text
    batches = door.get("/v1/batches").get_json()["batches"]
    job = next(
        one["subjectId"] for one in batches if one["summary"] == "printed 2 labels of what was received on Zebra 1"
    )
    assert settled(house, {"jobId": job})["state"] == "sent"
    assert [symbol_of(fields) for fields in run(printer.jobs[0].decode())] == [("qr", "NEW-0001"), ("qr", "NEW-0002")]
    received = next(one for one in batches if "received NEW-0001" in one["summary"])
    assert door.post(f"/v1/batches/{received['batchId']}/undo").status_code == 200
    card = door.post(f"/v1/intakes/{intake}/scans", {"scans": [{"key": "key-print", "code": "SD:PRINT"}]}).get_json()
    assert card["results"][0]["state"] == "accepted", card
