"""A price change is undone whole, put back in force, and ended early."""

import datetime as dt

from tests.house import House
from tests.pricing.changes.shop import AFTER, BEFORE, open_shop, prices, product, sale
from webapp.catalog.operations.products import upsert_product
from webapp.core.data import clock

HOUR = dt.timedelta(hours=1)


def test_undone_whole_and_done_again(house: House) -> None:
    open_shop(house)
    api = house.api()
    batch = api.post("/v1/price-changes", sale()).get_json()["batchId"]
    undone = api.post(f"/v1/batches/{batch}/undo").get_json()
    assert (undone["undone"], undone["kept"]) == (1, [])
    assert prices(api) == BEFORE
    assert api.get("/v1/price-changes?status=withdrawn").get_json()["count"] == 1
    again = api.post(f"/v1/batches/{undone['batchId']}/undo").get_json()
    assert prices(api) == AFTER
    api.post(f"/v1/batches/{again['batchId']}/undo")
    assert prices(api) == BEFORE


def test_prices_edited_since_stay_and_are_counted(house: House) -> None:
    open_shop(house)
    api = house.api()
    batch = api.post("/v1/price-changes", sale()).get_json()["batchId"]
    house.do(upsert_product, **product("AIR", {"A": {12: 44}}))
    undone = api.post(f"/v1/batches/{batch}/undo").get_json()
    assert undone["kept"] == ["1 price edited since"]
    assert prices(api) == {**BEFORE, "AIR-A": {12: 44}}


def test_ended_now(house: House) -> None:
    open_shop(house)
    api = house.api()
    id = api.post("/v1/price-changes", sale()).get_json()["priceChangeId"]
    ended = api.post(f"/v1/price-changes/{id}/end")
    assert (ended.status_code, ended.get_json()["status"]) == (200, "over")
    assert prices(api) == BEFORE
    refused = api.post(f"/v1/price-changes/{id}/end")
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "PRICE_CHANGE_OVER")
    assert api.post("/v1/price-changes/prc_nothing/end").status_code == 404


def test_an_end_is_undone_too(house: House) -> None:
    open_shop(house)
    api, later = house.api(), clock.now() + HOUR
    id = api.post("/v1/price-changes", sale(validUntil=later.isoformat())).get_json()["priceChangeId"]
    api.post(f"/v1/price-changes/{id}/end")
    batch = api.get(f"/v1/batches?subjectId={id}").get_json()["batches"][0]["batchId"]
    assert api.post(f"/v1/batches/{batch}/undo").status_code == 200
    assert prices(api) == AFTER
    with clock.stopped_at(later):
        assert prices(api) == BEFORE


def test_what_was_ended_is_undone_after_its_end(house: House) -> None:
    open_shop(house)
    api = house.api()
    told = api.post("/v1/price-changes", sale()).get_json()
    api.post(f"/v1/price-changes/{told['priceChangeId']}/end")
    refused = api.post(f"/v1/batches/{told['batchId']}/undo")
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "it was ended or called off since" in refused.get_json()["error"]["message"]
    ending = api.get(f"/v1/batches?subjectId={told['priceChangeId']}").get_json()["batches"][0]["batchId"]
    assert api.post(f"/v1/batches/{ending}/undo").status_code == 200
    assert api.post(f"/v1/batches/{told['batchId']}/undo").status_code == 200
    assert prices(api) == BEFORE


def test_a_planned_change_is_called_off(house: House) -> None:
    open_shop(house)
    api, begins = house.api(), clock.now() + HOUR
    told = api.post("/v1/price-changes", sale(validFrom=begins.isoformat())).get_json()
    assert api.post(f"/v1/price-changes/{told['priceChangeId']}/end").get_json()["status"] == "withdrawn"
    with clock.stopped_at(begins + HOUR):
        assert prices(api) == BEFORE
    refused = api.post(f"/v1/batches/{told['batchId']}/undo")
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "called off since" in refused.get_json()["error"]["message"]


def test_the_undo_button_is_on_the_changes_page(lite: House) -> None:
    open_shop(lite)
    told = lite.api().post("/v1/price-changes", sale()).get_json()
    page = lite.page()
    path = f"/price-changes/{told['priceChangeId']}"
    undo = f"/batches/{told['batchId']}/undo"
    assert undo in page.get(path).text
    assert page.press(undo).status_code == 303
    text = page.get(path).text
    assert "Withdrawn" in text
    assert "Do it again" in text


def test_ended_from_its_page(lite: House) -> None:
    open_shop(lite)
    told = lite.api().post("/v1/price-changes", sale()).get_json()
    page = lite.page("mo")
    path = f"/price-changes/{told['priceChangeId']}"
    assert "End it now" in page.get(path).text
    assert page.press(f"{path}/end").status_code == 303
    text = page.get(path).text
    assert "Black Friday is over" in text
    assert "End it now" not in text
