"""What happened to a unit reads as one sentence for each thing somebody did."""

import re

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.doors import JsonDoor
from tests.house import House


def lines(house: House, serial: str) -> list[str]:
    door = house.page("mo")
    page = door.get(door.get(f"/find?q={serial}").location).text.split('class="timeline"')[1].split("</ol>")[0]
    return [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<p>(.*?)</p>", page)]


def act(door: JsonDoor, **body: str) -> None:
    answer = door.post("/v1/assets/actions", {"serialNumbers": ["SN1"], **body})
    assert answer.get_json()["changed"] == 1, answer.text


TOLD = [
    "received it into RTM/A-01 as available",
    "moved it to A-02",
    "moved it to Main Warehouseby van",
    "marked it in repairdisplay",
    "made it available and moved it to RTM/A-01 and wrote down its condition: good",
    "re-graded it from MBP-16-A to MBP-16-B",
    "re-graded it from MBP-16-B to MBP-16-A and moved it to Main Warehouse",
    "marked it stolen",
    "found it again into RTM/A-02",
    "marked it scrappedtaken back",
    "put it back as it was",
    "made it sold",
    "took it back into Main Warehouse",
    "changed its condition and notes",
    "changed its cost",
    "gave it the IMEI 490154203237518",
    "corrected its serial number from SN1 to SN2torn",
]


def _live(door: JsonDoor, house: House) -> None:
    """A long life."""
    made = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]
    for name in ("A-01", "A-02"):
        door.post(f"/v1/locations/{made['id']}/layouts", {"name": name})
    door.post("/v1/assets", {"serialNumber": "SN1", "sku": "MBP-16-A", "location": "RTM/A-01"})
    act(door, action="move", location="RTM/A-02")
    act(door, action="move", location="WH-01", note="by van")
    act(door, action="status", to="in_repair", note="display")
    act(door, action="inspect", condition="good", location="RTM/A-01")
    act(door, action="regrade", sku="MBP-16-B")
    act(door, action="regrade", sku="MBP-16-A", location="WH-01")
    act(door, action="status", to="stolen")
    act(door, action="status", to="returned", location="RTM/A-02")
    act(door, action="status", to="scrapped")
    door.post(f"/v1/batches/{newest_batch(house)}/undo")
    act(door, action="status", to="sold")
    act(door, action="status", to="returned", location="WH-01")
    act(door, action="edit", notes="x", condition="fair")
    door.put("/v1/assets/SN1", {"acquisitionCost": 5})
    door.post("/v1/asset-identifiers", {"assetSerialNumber": "SN1", "kind": "imei", "code": "490154203237518"})
    door.post("/v1/asset-corrections", {"assetSerialNumber": "SN1", "serialNumber": "SN2", "reason": "torn"})


def test_each_thing_is_one_sentence(house: House) -> None:
    stock_up(house)
    _live(house.api(), house)
    assert [one.removeprefix("test ") for one in reversed(lines(house, "SN2"))] == TOLD
