"""The pages of lots: the list and its views, one lot, opening and editing one, finding one by its code."""

import datetime as dt
import re
from urllib.parse import quote

from tests.accounts.desks.test_name_desk import made
from tests.doors import fields_of
from tests.house import House
from tests.lots.dairy import dairy
from tests.lots.test_adjust_lot import adjust
from tests.lots.test_update_lot import undo
from webapp.core.codes.layouts import typed_as
from webapp.core.data import clock


def in_days(days: int) -> str:
    return (clock.today("UTC") + dt.timedelta(days=days)).isoformat()


def test_the_list_has_the_views_that_people_ask_for(lite: House) -> None:
    farm = dairy(lite)
    farm.create(number="L-near", expires_at=in_days(6), available_qty=1)
    farm.create(number="L-far", expires_at=in_days(90), available_qty=1, defective_qty=1)
    farm.create(number="L-gone", expires_at=in_days(-2), available_qty=1)
    farm.create(number="L-none", status="recalled")
    page = lite.page("vik")
    for show, shown in (
        ("near", ["L-near"]), ("expired", ["L-gone"]), ("held", ["L-far"]), ("stopped", ["L-gone", "L-none"]),
        ("empty", ["L-none"]), ("stocked", ["L-near", "L-far", "L-gone"]),
    ):  # fmt: skip
        text = page.get(f"/lots?show={show}").text
        assert [one for one in ("L-near", "L-far", "L-gone", "L-none") if one in text] == [
            one for one in ("L-near", "L-far", "L-gone", "L-none") if one in shown
        ], show
    assert "L-near" in page.get(f"/lots.csv?binId={farm.bin['id']}").text
    assert page.get("/lots.xlsx?q=milk").status_code == 200
    assert "L-far" not in page.get(f"/lots?expiresTo={in_days(30)}").text


def test_a_lot_says_all_that_is_known_of_it(lite: House) -> None:
    farm = dairy(lite)
    lot = farm.create(number="L1", expires_at=in_days(6), available_qty=43, defective_qty=2, manifested_qty=10)
    earlier = farm.create(number="L0", expires_at=in_days(2), available_qty=3)
    adjust(farm, lot, "reserve", 5, reference="ord_7")
    answer = adjust(farm, lot, "issue", 3, reference="ord_8")
    text = lite.page("mo").get(f"/lots/{lot['id']}").text
    for words in (
        "42</a></b> in all",
        "6 days left",
        "ord_7",
        "ord_8",
        "expires earlier",
        earlier["number"],
        "−3 available",
    ):
        assert words in text, words
    batch = answer.headers["Batch-Id"]
    assert f"/batches/{batch}/undo" in text
    assert f"/batches/{batch}/undo" not in lite.page("vik").get(f"/lots/{lot['id']}").text
    assert lite.page("mo").press(f"/batches/{batch}/undo").status_code == 303
    assert "taken back" in lite.page("mo").get(f"/lots/{lot['id']}").text
    assert lite.page("mo").get("/lots/lot_0").status_code == 404


def test_the_chart_follows_the_movements(lite: House) -> None:
    farm = dairy(lite)
    now = clock.now()
    with clock.stopped_at(now - dt.timedelta(days=3)):
        lot = farm.create(number="L1", available_qty=10)
    adjust(farm, lot, "issue", 4)
    text = lite.page("mo").get(f"/lots/{lot['id']}").text
    assert "Show numbers" in text
    assert "10 on" in text  # three days ago
    assert "6 on" in text


def test_a_new_last_day_is_asked_for_once_more(lite: House) -> None:
    farm = dairy(lite)
    lot, page = farm.create(number="L1", expires_at="2030-06-30"), lite.page("mo")
    here = f"/lots/{lot['id']}/edit"
    sent = {**fields_of(page.get(here).text), "number": "L1-b"}
    assert sent["expires_at"] == "2030-06-30"
    assert page.post(here, sent).status_code == 303  # the same day changes nothing
    assert farm.show(lot)["expires_at"] == lot["expires_at"]
    sent = {**fields_of(page.get(here).text), "expires_at": "2031-01-31"}
    asked = page.post(here, sent)
    assert asked.status_code == 409
    assert "from 2030-06-30 to 2031-01-31" in asked.text
    again = fields_of(asked.text)
    assert page.post(here, {**again, "expires_at": "2031-02-28"}).status_code == 409  # that day was not asked about
    assert page.post(here, again).status_code == 303
    text = page.get(f"/lots/{lot['id']}").text
    assert "its date to 2031-01-31" in text
    assert "31 Jan 2031" in text


def test_a_lot_is_opened_and_an_empty_one_deleted(lite: House) -> None:
    farm, page = dairy(lite), lite.page("mo")
    filled = {"item_id": farm.item, "location_id": farm.warehouse, "layout_id": farm.bin["id"], "number": "L1"}
    answer = page.fill("/lots/new", **filled, expires_at="2030-06-30", available_qty="0")
    assert answer.status_code == 303
    assert "Lot L1 is open." in page.get(answer.location).text
    again = page.fill("/lots/new", **filled)
    assert again.status_code == 409
    assert 'id="number-error"' in again.text
    gone = page.press(f"{answer.location}/remove")
    assert "is deleted" in page.get(gone.location).text


def test_a_code_leads_to_its_lot(lite: House) -> None:
    farm, page = dairy(lite), lite.page("olga")
    lite.api().patch(f"/v1/products/variants/{farm.item}", {"gtin": "04012345678901"})
    lot = farm.create(number="L1", expires_at=in_days(9), available_qty=3)
    there = f"/lots/{lot['id']}/adjust"
    for code in ("L1", "MILK-1L", "4012345678901", "(01)04012345678901"):
        answer = page.get(f"/lots/scan?code={code}")
        assert (answer.status_code, there in (answer.location or "")) == (303, True), code
    farm.create(number="L2", expires_at=in_days(3), available_qty=3)
    farm.create(number="L3", expires_at=in_days(-3), available_qty=3)
    text = page.get("/lots/scan?code=MILK-1L").text
    assert text.index("L3") < text.index("L2") < text.index("pick this first") < text.index("L1<")
    assert "no lot NOPE" in page.get("/lots/scan?code=NOPE").text
    assert "cannot be read" in page.get("/lots/scan?code=]C10104012345678900").text


def test_without_scripts_the_server_reads_as_the_desk_does(lite: House) -> None:
    farm, page = dairy(lite), lite.page("olga")
    desk_id = made(lite)
    lite.api().patch(f"/v1/desks/{desk_id}/setup", {"scanner": "us", "computer": "de", "prefix": "~"})
    page.press(f"/desks/{desk_id}/choose")
    there = f"/lots/{farm.create(number='LOT-YZ')['id']}"
    typed = quote("~" + typed_as("LOT-YZ", "us", "de"))
    assert "LOT-YZ" not in typed
    assert there in page.get(f"/lots/scan?code={typed}&typed=1").location
    assert there in page.get(f"/find?q={typed}").location
    assert page.get(f"/lots/scan?code={typed}").status_code == 200, "with scripts it is read already"
    assert there in page.get("/lots/scan?code=LOT-YZ&typed=1").location, "typed by hand it is what it says"


def test_a_split_and_a_move_are_forms_too(lite: House) -> None:
    farm, page = dairy(lite), lite.page("olga")
    lot, other = farm.create(number="L1", available_qty=9), farm.create(number="L2")
    split = page.fill(f"/lots/{lot['id']}/split", qty="4")
    assert "is a lot of its own" in page.get(split.location).text
    assert page.fill(f"/lots/{lot['id']}/move", to_layout_id="").status_code == 303
    assert [one["layout_id"] for one in farm.show(lot)["levels"]] == [None]
    assert page.fill(f"/lots/{lot['id']}/merge", into_lot_id=other["id"]).status_code == 303
    assert farm.quantities(other)[0] == 5
    stop = page.fill(f"/lots/{other['id']}/stop", status="quarantined")
    assert "In quarantine" in page.get(stop.location).text
    assert lite.page("mo").press(f"/lots/{other['id']}/resume").status_code == 303
    assert undo(farm, adjust(farm, other, "restore", 5)).status_code == 200


def test_a_last_day_is_told_as_it_is_where_the_tenant_is(lite: House) -> None:
    lite.api().patch("/v1/settings", {"timeZone": "America/Los_Angeles"})
    farm = dairy(lite)
    lot = farm.create(number="L1", expires_at="2030-06-30")
    asked = lite.page().fill(f"/lots/{lot['id']}/edit", expires_at="2030-07-31")
    assert "from 2030-06-30 to 2030-07-31" in asked.text
    assert farm.update(lot, expires_at="2030-07-31").status_code == 200
    assert "its date to 2030-07-31" in lite.page().get(f"/lots/{lot['id']}").text


def test_a_lot_its_record_and_its_sku_lead_to_each_other_and_its_numbers_to_their_movements(lite: House) -> None:
    farm = dairy(lite)
    lot = farm.create(number="L1", available_qty=10)
    adjust(farm, lot, "reserve", 3, reference="ORD-1")
    page = lite.page("vik").get(f"/lots/{lot['id']}").text
    record = re.search(r'href="(/[^"]+/records/inv_[^"]+)"', page)
    assert record is not None
    sku = f'href="/{lite.slug}/stock/{farm.item}"'
    assert sku in page
    for bucket in ("total", "available", "reserved", "held"):
        assert f'data-quantity="{bucket}" href="/{lite.slug}/movements?bucket={bucket}&amp;lotId={lot["id"]}"' in page
    told = lite.page("vik").get(record[1]).text
    assert sku in told
    assert told.count(f'href="/{lite.slug}/lots/{lot["id"]}"') == 4  # its pool, its promise, its two movements
    listed = lite.page("vik").get("/lots").text
    assert sku in listed
    assert f"bucket=reserved&amp;lotId={lot['id']}" in listed
