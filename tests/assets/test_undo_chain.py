"""Undo, undo of the undo, and the first one again: the words name what can be taken back."""

from tests.assets.shelf import stock_up
from tests.house import House
from webapp.core.web.api import BATCH_HEADER


def test_what_was_done_again_is_named(house: House) -> None:
    stock_up(house)
    api = house.api()
    first = api.post("/v1/assets", {"serialNumber": "SN1", "sku": "MBP-16-A"}).headers[BATCH_HEADER]
    chain = [first]
    for turn in range(4):
        answer = api.post(f"/v1/batches/{chain[-1]}/undo", {})
        assert answer.status_code == 200, answer.text
        chain.append(answer.headers[BATCH_HEADER])
        refused = api.post(f"/v1/batches/{first}/undo", {})
        error = refused.get_json()["error"]
        assert (refused.status_code, error["code"]) == (409, "NOTHING_TO_UNDO")
        in_force = turn % 2 == 1
        assert (chain[-1] in error["message"]) == in_force
        assert [detail["path"] for detail in error.get("details", [])] == (["batchId"] if in_force else [])
    assert api.get("/v1/assets/SN1").status_code == 200
