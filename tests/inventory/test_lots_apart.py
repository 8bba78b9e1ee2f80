"""Of a lot that is blocked nothing is promised or sold, and it does not keep a record from running low."""

from sqlalchemy import update

from tests.house import House, write
from tests.inventory.shelf import goods, is_clean
from webapp.catalog.models import Variant
from webapp.core.operation.registry import operations
from webapp.ledger.models import Lot


def test_a_blocked_lot_is_on_hand_but_not_promisable(house: House) -> None:
    told = goods(house)
    mine = Variant.tenant_id == house.tenant_id
    write(house.session, update(Variant).where(mine, Variant.id == told["MBP-16-A"]).values(tracking="lot"))
    intake = house.do(operations["open_intake"], name="Wipes").id
    scan = {"key": "scan-number-one", "code": "MBP-16-A", "lot": {"number": "L1", "expiry": "2099-01-01"}, "qty": 5}
    house.do(operations["take_scans"], intakeId=intake, scans=[scan])
    write(house.session, update(Lot).where(Lot.tenant_id == house.tenant_id).values(status="quarantined"))
    path = f"/v1/inventory/product/{told['product']}/sku/{told['MBP-16-A']}"
    [record] = house.api().get(path).get_json()["data"]
    assert (record["availableQty"], record["promisableQty"]) == (5, 0)
    assert [one["inStock"] for one in house.api().get(f"{path}/storefront").get_json()["data"]] == [False]
    one = f"/v1/inventory/{record['id']}"
    house.api().patch(one, {"reorderLevel": 2})
    assert [low["id"] for low in house.api().get("/v1/inventory/low-stock").get_json()["data"]] == [record["id"]]
    few = house.api().patch(f"{one}/reserve", {"qty": 1})
    words = "Cannot reserve 1 units. Only 0 units are currently available."
    assert (few.status_code, few.get_json()["message"]) == (409, words)
    sold = house.api().patch(f"{one}/adjust", {"action": "SOLD", "qty": -2})
    words = "Only 0 of the 5 on hand can leave this way: 5 lie in lots that are not picked from."
    assert (sold.status_code, sold.get_json()["message"]) == (409, words)
    assert house.api().patch(f"{one}/adjust", {"action": "DAMAGED", "qty": -2}).status_code == 200
    assert "not picked from" in house.page("vik").get(f"/records/{record['id']}").text
    assert is_clean(house)
