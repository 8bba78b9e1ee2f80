"""The overview: what to do first, and what is here."""

import re
from html import unescape

from sqlalchemy import delete, event

from tests.architecture.budget import PAGES
from tests.assets.shelf import stock_up
from tests.counting import counting
from tests.house import House, new_house, write
from tests.orders.exceptions.goods import broken, kept, undo
from webapp.accounts.models import Membership
from webapp.core.data.database import db
from webapp.dashboard import views
from webapp.dashboard.queries import Overview


def tiles(page: str) -> dict[str, str]:
    """The numbers of the page by their words."""
    return {label: count for count, label in re.findall(r"<b>([^<]*)</b><span>([^<]*)</span>", page)}


def test_a_new_tenant_is_told_what_to_do_first(lite: House) -> None:
    page = lite.page().get("/").text
    assert "First steps" in page
    assert "1 of 4 done" in page  # the house of a test has four people
    for action in ("Add a bin", "New product"):
        assert action in page.split("First steps")[1]
    assert "/receive" not in page.split("First steps")[1]  # there is nothing to receive yet
    assert "Invite somebody" not in page
    assert tiles(page) == {
        "units available": "0", "units to inspect": "0", "units set aside": "0", "units received today": "0",
        "units received in 7 days": "0", "products in the catalogue": "0",
    }  # fmt: skip
    assert "Here longest" not in page


def test_each_number_of_units_leads_to_its_units_and_to_their_movements(lite: House) -> None:
    stock_up(lite)
    for serial in ("SN-1", "SN-2"):
        lite.api().post("/v1/assets", {"sku": "MBP-16-A", "serialNumber": serial})
    lite.api().put("/v1/assets/SN-2", {"status": "unavailable", "statusReason": "in_repair"})
    door = lite.page("vik")
    page = door.get("/").text
    wanted = {"unit available": ["SN-1"], "unit set aside": ["SN-2"], "units received today": ["SN-1", "SN-2"]}
    for label, serials in wanted.items():
        tile = next(one for one in page.split('class="tile"') if f"<span>{label}</span>" in one)
        for href in map(unescape, re.findall(r'href="([^"]*)"', tile)[:2]):
            rows = door.client.get(href).text.split('id="results"')[1]
            assert all(serial in rows for serial in serials), href
    assert page.count('class="why"') == 5


def test_orders_that_lost_promised_goods_are_told_while_there_are_any(house: House) -> None:
    kept(house, 1, 1, units=2)
    door = house.page("vik")
    assert "promised goods" not in door.get("/").text
    first = broken(house, "U-0")
    with counting() as sent:
        page = door.get("/").text
    assert tiles(page)["order lost promised goods"] == "1"
    assert f'href="{door.path("/orders/exceptions")}"' in page.split('class="tile warns')[1]
    assert len(sent) == PAGES["dashboard.index"]
    broken(house, "U-1")
    assert tiles(door.get("/").text)["orders lost promised goods"] == "2"
    assert undo(house, first.headers["Batch-Id"]).status_code == 200
    assert tiles(door.get("/").text)["order lost promised goods"] == "1"


def test_a_step_is_offered_to_who_may_take_it(lite: House) -> None:
    stock_up(lite)
    page = lite.page("olga").get("/").text
    assert "0 of 1 done" in page
    assert "/receive" in page.split("First steps")[1].split("tiles")[0]
    assert "Enter a product" not in page
    assert "First steps" not in lite.page("vik").get("/").text


def test_the_list_goes_when_all_is_done(lite: House) -> None:
    lite.page().fill(f"/warehouses/{_warehouse(lite)}/bins/new", name="A-01")
    product = {
        "productSku": "MBP", "name": "MacBook", "specification": "16 inch", "category": "Laptops", "brand": "Apple",
        "variants": [
            {"variantSku": "MBP-A", "variantName": "MacBook A", "grade": "A",
             "pricing": [{"contractLength": 12, "monthlyPrice": 99}]},
        ],
    }  # fmt: skip
    assert lite.api().post("/v1/products", product).status_code == 201
    assert "3 of 4 done" in lite.page().get("/").text
    asset = {"sku": "MBP-A", "serialNumber": "C02ZX1Y2MD6T"}
    answer = lite.api().post("/v1/assets", asset)
    assert answer.status_code == 201, answer.text
    page = lite.page().get("/").text
    assert "First steps" not in page
    told = tiles(page)
    assert (told["unit available"], told["unit received today"], told["product in the catalogue"]) == ("1", "1", "1")


def test_what_waits_longest_stands_below(lite: House) -> None:
    stock_up(lite)
    for serial, status in (("OLD", "available"), ("NEW", "available"), ("BACK", "returned")):
        lite.api().post("/v1/assets", {"sku": "MBP-16-A", "serialNumber": serial, "status": status})
    page = lite.page("vik").get("/").text.split("Here longest")[1]
    assert page.index(">BACK<") < page.index(">OLD<") < page.index(">NEW<")
    assert "To inspect" in page


def _warehouse(house: House) -> str:
    found: str = house.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    return found


def test_each_number_leads_to_its_rows(lite: House) -> None:
    page = lite.page("vik").get("/").text
    links = re.findall(r'<a href="([^"]*)"><b>', page)
    assert len(links) == 6
    for link in links:
        assert lite.page("vik").get(unescape(link)).status_code == 200, link


def test_another_tenants_things_are_not_counted(lite: House) -> None:
    other = new_house(lite.app)
    stock_up(other)
    other.api().post("/v1/assets", {"sku": "MBP-16-A", "serialNumber": "THEIRS"})
    assert tiles(other.page().get("/").text)["unit available"] == "1"
    page = lite.page().get("/").text
    assert tiles(page)["units available"] == "0"
    assert "THEIRS" not in page


def test_large_numbers_are_told_as_more() -> None:
    assert views._bounded(10_000) == "10,000"
    assert views._bounded(10_001) == "10,000+"


def test_it_asks_the_database_little(house: House) -> None:
    door = house.page()
    door.get("/")
    statements: list[str] = []

    def note(conn: object, cursor: object, statement: str, *more: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert door.get("/").status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    asked = [one for one in statements if one.startswith("SELECT") and "set_config" not in one]
    assert len(asked) <= 4, asked


def test_nothing_is_left_to_do_means_it_is_not_new() -> None:
    done = Overview(0, 0, 0, 0, 0, 0, has_place=True, has_product=True, has_unit=True, has_people=True)
    assert not done.is_new


def test_whoever_is_alone_is_told_to_invite(lite: House) -> None:
    alone = new_house(lite.app)
    others = [alone.people[person] for person in ("mo", "olga", "vik")]
    write(
        alone.session,
        delete(Membership).where(Membership.tenant_id == alone.tenant_id, Membership.user_id.in_(others)),
    )
    page = alone.page().get("/").text
    assert "0 of 4 done" in page
    assert "Invite somebody" in page
