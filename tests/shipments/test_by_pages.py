"""From the call to the box without a script: each step is a form or a button."""

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import catalogue
from tests.orders.test_order_pages import TYPED
from tests.subscriptions.seed import MACBOOK, MONITOR, stocked


def test_an_order_is_taken_confirmed_fulfilled_and_shipped(lite: House) -> None:
    catalogue(lite)
    stocked(lite, "SN-1", "SN-2")
    stocked(lite, "DELL-1", sku=MONITOR)
    mo = lite.page("mo")
    typed = fields_of(mo.fill("/orders/new", **TYPED, scan=MACBOOK, _scan="items").text)
    assert typed["items-0-quantity"] == "3"  # two, and the one that was scanned
    taken = mo.post("/orders/new", {**typed, "items-0-quantity": "2"})
    assert taken.status_code == 303, taken.text
    at = taken.headers["Location"]
    order_id = at.rpartition("/")[2]
    assert "Confirm the order" in mo.get(at).text
    mo.press(f"{at}/confirm")
    desk = f"/fulfil?order={order_id}"
    assert desk in mo.get(at).text
    for code, said in (
        ("DELL-1", "No other confirmed order waits"),
        ("SN-1", "1</b> left"),
        ("SN-2", "nothing is left"),
    ):
        desk = mo.fill(desk, code=code).headers["Location"]
        assert said in mo.get(desk).text
    assert fields_of(mo.get(f"{at}/ship").text)["serialNumbers"].split() == ["SN-1", "SN-2"]
    for serial in ("SN-1", "SN-2"):
        left = mo.fill(f"{at}/ship", serialNumbers=serial, trackingNumber=f"3S-{serial}")
        assert left.status_code == 303, left.text
    told = lite.api().get(f"/v1/orders/{order_id}").json
    assert (told["status"], told["trackingNumber"]) == ("fulfilled", "3S-SN-2")
