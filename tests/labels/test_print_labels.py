"""Printing labels through both doors: what they are for, the files, the record of it, and what is refused."""

from base64 import b64decode
from typing import Any

import pytest

from tests.house import House
from tests.labels.paper import read_pdf
from tests.labels.stock import furnish

UNIT = ("]d2", "010950600013435221C02ZX1Y2MD6T")


def printed(house: House, **body: Any) -> dict[str, Any]:
    """A job of these labels."""
    answer = house.api().post("/v1/labels", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def scanned(house: House, job: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """What a scanner reads on the pages of a job."""
    file = house.api("labels:read").get(f"/v1/labels/{job['jobId']}/file").get_json()
    assert (file["contentType"], file["fileName"]) == ("application/pdf", f"labels-{job['jobId']}.pdf")
    return read_pdf(b64decode(file["content"]))


def test_units_bins_and_variants_by_code(house: House) -> None:
    furnish(house)
    units = printed(house, what="units", codes=["c02zx1y2md6t", "SN-2"], symbol="gs1", size="l7651", copies=2)
    assert scanned(house, units) == [[UNIT, UNIT, ("]d1", "SN-2"), ("]d1", "SN-2")]]
    assert (units["labels"], units["state"], units["printerId"]) == (4, "made", None)
    bins = printed(house, what="bins", codes=["RTM/A-01…A-02", "A-03"], symbol="code128")
    assert scanned(house, bins) == [[("]C0", f"RTM/A-0{number}") for number in (1, 2, 3)]]
    variants = printed(house, what="variants", codes=["MBP-16-A", "MBP-16-B"], symbol="gs1")
    assert scanned(house, variants) == [[("]d2", "0109506000134352"), ("]d1", "MBP-16-B")]]


def test_all_bins_of_a_warehouse_and_things_by_id(house: House) -> None:
    furnish(house)
    wh = next(one for one in house.api().get("/v1/warehouses").get_json()["data"] if one["code"] == "RTM")
    job = printed(house, what="bins", location_id=wh["id"], symbol="qr")
    assert [data for _, data in scanned(house, job)[0]] == ["RTM/A-01", "RTM/A-02", "RTM/A-03"]
    again = house.api().post(f"/v1/labels/{job['jobId']}/again").get_json()
    assert (again["ids"], again["symbol"]) == (job["ids"], "qr")
    assert again["jobId"] != job["jobId"]
    assert printed(house, what="bins", ids=job["ids"])["ids"] == job["ids"]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"what": "units", "codes": ["NOBODY", "SN-2"]}, "LABEL_TARGET_NOT_FOUND", "codes"),
        ({"what": "units", "ids": ["unit_x"]}, "LABEL_TARGET_NOT_FOUND", "codes"),
        ({"what": "bins", "codes": ["RTM/B-01"]}, "LABEL_TARGET_NOT_FOUND", "codes"),
        ({"what": "bins", "codes": ["RTM/A-01…B"]}, "VALIDATION_ERROR", "codes"),
        ({"what": "units"}, "NOTHING_TO_LABEL", "codes"),
        ({"what": "variants", "codes": ["MBP-16-A"], "size": "5160", "start": 31}, "START_BEYOND_SHEET", "start"),
        ({"what": "bins", "codes": ["RTM/A-001…A-999"], "copies": 2}, "LABEL_TARGET_NOT_FOUND", "codes"),
        ({"what": "pallets"}, "VALIDATION_ERROR", "what"),
        ({"what": "units", "codes": ["SN-2"], "symbol": "aztec"}, "VALIDATION_ERROR", "symbol"),
        ({"what": "units", "codes": ["SN-2"], "copies": 21}, "VALIDATION_ERROR", "copies"),
        ({"what": "units", "codes": ["SN-2"], "printerId": "prn_x"}, "NOT_FOUND", "printerId"),
    ],
)
def test_what_cannot_be_printed_is_refused(house: House, body: dict[str, Any], code: str, field: str) -> None:
    furnish(house)
    answer = house.api().post("/v1/labels", body)
    assert answer.status_code in (400, 404), answer.text
    told = answer.get_json()["error"]
    assert told["code"] == code
    assert field in str(told)


def test_a_retry_prints_once(house: House) -> None:
    furnish(house)
    door, body = house.api(), {"what": "units", "codes": ["SN-2"]}
    first, second = (door.post("/v1/labels", body, Idempotency_Key="once-only").get_json() for _ in range(2))
    assert first == second


def test_the_page_shows_the_labels_prints_and_remembers(lite: House) -> None:
    furnish(lite)
    door = lite.page("olga")
    look = door.fill("/labels", codes="SN-2\nC02ZX1Y2MD6T", symbol="qr", _labels="preview")
    assert look.status_code == 200
    assert look.text.count('<svg class="label-drawn"') == 2
    sent = door.fill("/labels", codes="SN-2\nC02ZX1Y2MD6T", symbol="gs1", size="5160")
    assert sent.status_code == 303
    page = door.get(sent.location).text
    assert "2 labels of 2 units" in page
    pdf = door.get(f"{sent.location}/labels.pdf")
    assert (pdf.status_code, pdf.content_type) == (200, "application/pdf")
    assert read_pdf(pdf.data) == [[("]d1", "SN-2"), UNIT]]
    zpl = door.get(f"{sent.location}/labels.zpl")
    assert zpl.headers["Content-Disposition"].startswith("attachment")
    assert zpl.text.count("^XA") == zpl.text.count("^XZ") == 2
    again = door.press(f"{sent.location}/again")
    assert again.location != sent.location
    assert "2 labels of 2 units" in door.get("/labels").text


def test_nothing_typed_is_lost_when_a_code_is_wrong(lite: House) -> None:
    furnish(lite)
    answer = lite.page("olga").fill("/labels", codes="SN-2\nNOBODY", symbol="qr", copies="3")
    assert answer.status_code == 400
    assert "There is no unit NOBODY." in answer.text
    assert "SN-2\nNOBODY" in answer.text.replace("\r", "")


def test_the_unit_tells_of_its_labels_and_its_receipt_can_still_be_undone(house: House) -> None:
    furnish(house)
    door = house.page("mo")
    received = [one for one in house.api().get("/v1/batches").get_json()["batches"] if "SN-2" in one["summary"]]
    printed(house, what="units", codes=["SN-2"])
    page = door.get(door.get("/find?q=SN-2").location).text
    told = page.split('class="timeline"')[1]
    assert "printed its label" in told
    assert told.count("Undo</button>") == 1  # the receipt's alone
    newest = house.api().get("/v1/batches").get_json()["batches"][0]
    assert newest["summary"] == "printed 1 label of the unit SN-2"
    refused = house.api().post(f"/v1/batches/{newest['batchId']}/undo")
    assert refused.status_code in (404, 409), refused.text
    undone = house.api().post(f"/v1/batches/{received[0]['batchId']}/undo")
    assert undone.status_code == 200, undone.text


def test_a_viewer_looks_and_does_not_print(lite: House) -> None:
    furnish(lite)
    job = printed(lite, what="units", codes=["SN-2"])
    door = lite.page("vik")
    assert door.get(f"/labels/{job['jobId']}").status_code == 200
    assert "Print again" not in door.get(f"/labels/{job['jobId']}").text
    assert door.get("/labels").status_code == 403


def test_a_link_says_what_is_meant(lite: House) -> None:
    furnish(lite)
    unit = printed(lite, what="units", codes=["SN-2"])["ids"][0]
    bins = printed(lite, what="bins", codes=["RTM/A-01…A-02"])["ids"]
    door = lite.page("olga")
    assert "Chosen already" in door.get(f"/labels?ids={unit}").text
    sent = door.fill(f"/labels?ids={','.join(bins)}")
    assert "2 labels of 2 bins" in door.get(sent.location).text
