"""Taking a receipt back, through both doors."""

from tests.assets.shelf import stock_up
from tests.house import House, new_house
from webapp.assets.operations import receive_asset
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify

SENT = {"serialNumber": "C02ZX1Y2MD6T", "sku": "MBP-16-A"}


def newest_batch(house: House) -> str:
    batch_id: str = house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"]
    return batch_id


def drift(house: House) -> list[object]:
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        return list(verify(house.session, house.tenant_id))


def test_undo_takes_the_unit_away_and_frees_its_serial(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", SENT)
    answer = door.post(f"/v1/batches/{newest_batch(house)}/undo")
    assert answer.status_code == 200
    assert answer.get_json()["undone"] == 1
    assert door.get("/v1/assets/C02ZX1Y2MD6T").status_code == 404
    assert door.get("/v1/assets").get_json()["assets"] == []
    assert door.post("/v1/assets", SENT).status_code == 201
    assert drift(house) == []


def test_undo_happens_once(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", SENT)
    batch_id = newest_batch(house)
    assert door.post(f"/v1/batches/{batch_id}/undo").status_code == 200
    again = door.post(f"/v1/batches/{batch_id}/undo")
    assert (again.status_code, again.get_json()["error"]["code"]) == (409, "NOTHING_TO_UNDO")


def test_an_undo_can_itself_be_undone(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", SENT)
    undo_id = door.post(f"/v1/batches/{newest_batch(house)}/undo").get_json()["batchId"]
    redo = door.post(f"/v1/batches/{undo_id}/undo")
    assert redo.get_json()["message"].startswith("did again: ")
    assert door.get("/v1/assets/C02ZX1Y2MD6T").status_code == 200
    assert drift(house) == []


def test_undoing_the_undo_is_refused_when_the_serial_is_taken_since(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", SENT)
    undo_id = door.post(f"/v1/batches/{newest_batch(house)}/undo").get_json()["batchId"]
    door.post("/v1/assets", {**SENT, "sku": "MBP-16-B"})
    answer = door.post(f"/v1/batches/{undo_id}/undo")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    assert door.get("/v1/assets/C02ZX1Y2MD6T").get_json()["sku"] == "MBP-16-B"


def test_an_operator_takes_back_their_own_and_a_manager_anybodys(house: House) -> None:
    stock_up(house)
    house.do(receive_asset, "mo", **SENT)
    batch_id = newest_batch(house)
    house.page("olga").press(f"/batches/{batch_id}/undo")
    assert house.api().get("/v1/assets/C02ZX1Y2MD6T").status_code == 200
    house.do(receive_asset, "olga", serialNumber="HERS", sku="MBP-16-A")
    hers = newest_batch(house)
    assert house.page("olga").press(f"/batches/{hers}/undo").status_code == 303
    assert house.api().get("/v1/assets/HERS").status_code == 404
    house.page("anna").press(f"/batches/{batch_id}/undo")
    assert house.api().get("/v1/assets/C02ZX1Y2MD6T").status_code == 404


def test_an_unknown_and_a_foreign_batch_look_the_same(house: House) -> None:
    other = new_house(house.app)
    stock_up(other)
    other.api().post("/v1/assets", SENT)
    foreign = newest_batch(other)
    answers = [house.api().post(f"/v1/batches/{batch_id}/undo") for batch_id in (foreign, "bat_unknown")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
