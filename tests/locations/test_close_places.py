"""Closing and opening bins and warehouses: what holds something stays open, nothing comes into what is closed."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from tests.assets.shelf import stock_up
from tests.doors import fields_of
from tests.house import House, new_house, write
from tests.locations.sites import address, depot, page_of, shelf
from webapp.audit.models import AuditEntry
from webapp.core.data.constraints import violated
from webapp.core.data.tenancy import across_tenants, tenant_scope
from webapp.ledger.models import Record
from webapp.locations.models import Bin, Warehouse

UNIT = {"serialNumber": "C02", "sku": "MBP-16-A", "location": "RTM/A-01"}


def receive(house: House, **more: str) -> str:
    """A unit's location, once it is received."""
    stock_up(house)
    told: str = house.api().post("/v1/assets", {**UNIT, **more}).get_json()["asset"]["location"]
    return told


def test_an_empty_bin_closes_and_opens(house: House) -> None:
    made = shelf(house, depot(house))
    closed = house.api().post(f"{address(made)}/close").get_json()
    assert (closed["message"], closed["data"]["active"], closed["data"]["version"]) == ("Layout closed", False, 2)
    assert house.api().post(f"{address(made)}/close").get_json()["data"]["version"] == 2
    assert receive(house) == "RTM/A-01"  # it names no bin any more: the words are kept
    assert house.api().get(address(made)).get_json()["data"]["active"] is False
    listed = house.api().get(f"/v1/locations/{made['location_id']}/layouts?active=true").get_json()["data"]
    assert listed == []
    assert house.api().post(f"{address(made)}/open").get_json()["data"]["active"] is True
    receive(house, serialNumber="C03")
    assert house.api().post(f"{address(made)}/close").status_code == 409


def test_a_bin_with_units_stays_open_and_says_what_is_in_it(house: House) -> None:
    made = shelf(house, depot(house))
    receive(house)
    answer = house.api().post(f"{address(made)}/close")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "BIN_NOT_EMPTY")
    assert answer.get_json()["message"] == "1 unit lies in this bin. Move everything out first, then close it."
    back = house.page("mo").press(f"{page_of(made)}/close")
    shown = house.page("mo").get(back.location).text
    assert "1 unit lies in this bin." in shown
    assert f"warehouseId={made['location_id']}&amp;bin=A-01" in shown


def test_a_bin_around_open_bins_stays_open(house: House) -> None:
    aisle = shelf(house, depot(house), "A")
    rack = shelf(house, aisle["location_id"], "A-01", aisle["id"])
    assert house.api().post(f"{address(aisle)}/close").get_json()["code"] == "OPEN_BINS_INSIDE"
    assert house.api().post(f"{address(rack)}/close").status_code == 200
    assert house.api().post(f"{address(aisle)}/close").status_code == 200
    assert house.api().post(f"{address(rack)}/open").get_json()["code"] == "PARENT_BIN_CLOSED"
    sent = {"name": "A-02", "parent_id": aisle["id"]}
    late = house.api().post(f"/v1/locations/{aisle['location_id']}/layouts", sent)
    assert late.get_json()["code"] == "PARENT_BIN_CLOSED"


def test_a_warehouse_closes_when_it_is_empty_and_not_the_default(house: House) -> None:
    place = depot(house)
    shelf(house, place)
    receive(house)
    answer = house.api().post(f"/v1/warehouses/{place}/close")
    assert (answer.status_code, answer.get_json()["message"]) == (
        409, "1 unit lies in this warehouse. Move everything out first, then close it.",
    )  # fmt: skip
    other = depot(house, "AMS")
    assert house.api().post(f"/v1/warehouses/{other}/close").get_json()["data"]["active"] is False
    assert house.api().patch(f"/v1/warehouses/{other}", {"isDefault": True}).status_code == 409
    assert house.api().post("/v1/assets", {**UNIT, "serialNumber": "C04", "location": "AMS"}).status_code == 201
    assert house.api().get("/v1/assets/C04").get_json()["warehouseCode"] == "WH-01"
    assert house.api().post(f"/v1/warehouses/{other}/open").get_json()["data"]["active"] is True
    default = next(one for one in house.api().get("/v1/warehouses").get_json()["data"] if one["isDefault"])
    answer = house.api().post(f"/v1/warehouses/{default['id']}/close")
    assert (answer.status_code, "default warehouse" in answer.get_json()["message"]) == (409, True)


def test_undoing_into_a_closed_bin_is_refused_in_words(house: House) -> None:
    made = shelf(house, depot(house))
    stock_up(house)
    first = house.api().post("/v1/assets", UNIT).headers["Batch-Id"]
    again = house.api().post(f"/v1/batches/{first}/undo").headers["Batch-Id"]
    assert house.api().post(f"{address(made)}/close").status_code == 200
    answer = house.api().post(f"/v1/batches/{again}/undo")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "BIN_CLOSED")


def refused(house: House, statement: object) -> str | None:
    """What the database says to somebody who goes past the operations."""
    with pytest.raises(DBAPIError) as caught:
        write(house.session, statement)
    house.session.rollback()
    return violated(caught.value)


def test_the_database_itself_keeps_what_holds_something_open(house: House) -> None:
    made = shelf(house, depot(house))
    receive(house)
    mine = (Bin.tenant_id == house.tenant_id, Bin.id == made["id"])
    assert refused(house, update(Bin).where(*mine).values(active=False)) == "bin_not_empty"
    here = (Warehouse.tenant_id == house.tenant_id, Warehouse.id == made["location_id"])
    assert refused(house, update(Warehouse).where(*here).values(active=False)) == "warehouse_not_empty"
    default = (Warehouse.tenant_id == house.tenant_id, Warehouse.is_default == True)
    assert refused(house, update(Warehouse).where(*default).values(active=False)) == "warehouse_default_open"


def test_the_database_itself_lets_nothing_into_a_closed_bin(house: House) -> None:
    made = shelf(house, depot(house))
    receive(house, location="RTM")
    assert house.api().post(f"{address(made)}/close").status_code == 200
    with across_tenants("arranging a test"):
        found = select(Record.id, Record.variant_id).where(
            Record.tenant_id == house.tenant_id, Record.warehouse_id == made["location_id"]
        )
        record = house.session.execute(found).one()
    row = {"t": house.tenant_id, "r": record.id, "b": made["id"]}
    pool = text("INSERT INTO pool (tenant_id, id, record_id, kind, bin_id) VALUES (:t, 'pool_x', :r, 'loose', :b)")
    assert refused(house, pool.bindparams(**row)) == "bin_closed"
    home = text("UPDATE record SET bin_id = :b WHERE tenant_id = :t AND id = :r")
    assert refused(house, home.bindparams(**row)) == "bin_closed"


def test_who_may_and_what_it_leaves(house: House) -> None:
    made, foreign = shelf(house, depot(house)), new_house(house.app)
    for verb in ("close", "open", "move"):
        assert house.api("warehouses:read").post(f"{address(made)}/{verb}").status_code == 403
        assert foreign.api().post(f"{address(made)}/{verb}").status_code == 404
    assert house.page("olga").press(f"{page_of(made)}/close").status_code == 403
    house.page("mo").press(f"{page_of(made)}/close")
    with tenant_scope(house.tenant_id):
        entries = house.session.execute(
            select(AuditEntry.before, AuditEntry.after).where(
                AuditEntry.tenant_id == house.tenant_id, AuditEntry.subject_id == made["id"]
            )
        ).all()
    assert [tuple(one) for one in entries] == [({"active": True}, {"active": False})]


def test_the_pages_close_and_open(lite: House) -> None:
    place = depot(lite)
    made = shelf(lite, place)
    for path, closed, again in (
        (f"/warehouses/{place}", "Depot RTM is closed", "Depot RTM is open again"),
        (page_of(made), "Bin A-01 is closed", "Bin A-01 is open again"),
    ):
        for verb, words in (("close", closed), ("open", again)):
            answer = lite.page("mo").press(f"{path}/{verb}")
            assert answer.status_code == 303
            assert words in lite.page("mo").get(answer.location).text
    default = next(one["id"] for one in lite.api().get("/v1/warehouses").get_json()["data"] if one["isDefault"])
    answer = lite.page("mo").press(f"/warehouses/{default}/close")
    assert "Make another one the default first" in lite.page("mo").get(answer.location).text
    assert "version" in fields_of(lite.page("mo").get(f"/warehouses/{default}/edit").text)
