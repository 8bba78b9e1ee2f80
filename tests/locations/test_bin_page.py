"""The page of a bin: units, loose stock and lots that lie in it, for those who may see stock."""

from sqlalchemy import select

from tests.assets.shelf import stock_up
from tests.house import House
from tests.locations.sites import address, depot, page_of, shelf
from webapp.audit.journal import AuditJournal
from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.data.database import begin_write
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.registry import Work, operations
from webapp.ledger.posting import Move, post
from webapp.ledger.stands import goods_of, loose_stand
from webapp.locations.operations import close_bin


def put(house: House, warehouse_id: str, bin_id: str, qty: int) -> None:
    """So many loose ones come into a bin, as a feature that counts will book them."""
    session = house.session
    with tenant_scope(house.tenant_id):
        begin_write(session)
        work = Work(session=session, actor=house.actor("mo"), batch_id=new_id("bat"), at=clock.now())
        mine = (Variant.tenant_id == house.tenant_id, Variant.variant_sku == "MBP-16-B")
        goods = goods_of(work, session.execute(select(Variant.id).where(*mine)).scalar_one())
        spot = loose_stand(work, goods, warehouse_id, bin_id).spot
        post(work, [Move(spot=spot, from_node="supplier", to_node="available", action="RECEIVED", qty=qty)])
        work.tell("received loose stock")
        AuditJournal().close([work], operations[close_bin.name])
        session.commit()


def test_it_shows_what_lies_there_and_says_so_when_it_is_to_close(house: House) -> None:
    made = shelf(house, depot(house))
    assert "No unit lies in this bin." in house.page("vik").get(page_of(made)).text
    stock_up(house)
    for serial in ("C02", "C03"):
        house.api().post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A", "location": "RTM/A-01"})
    put(house, made["location_id"], made["id"], 12)
    page = house.page("vik").get(page_of(made)).text
    for words in ("Loose stock and lots", "MBP-16-B", "<b>12</b> available", "sku=MBP-16-A"):
        assert words in page, words
    for path in (f"{address(made)}/close", f"/v1/warehouses/{made['location_id']}/close"):
        answer = house.api().post(path).get_json()
        assert answer["message"].startswith("2 units and 12 loose pieces lie in this ")
