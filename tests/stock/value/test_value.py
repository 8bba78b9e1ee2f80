"""Stock and its value at cost on any evening: a story over days, and a replay in Python."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import House, new_house
from tests.stock.deeds import A, B, Shop, open_shop, why
from webapp.accounts.operations.settings import update_settings
from webapp.core.data import clock
from webapp.core.data.columns import MAX_MONEY, MAX_QUANTITY
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.registry import Work
from webapp.ledger import quantities as q
from webapp.ledger.posting import Move, Spot, post
from webapp.stock.value.listing import Worth, overall, worth_by_warehouse

NOON = dt.datetime(2026, 3, 12, 11, tzinfo=dt.UTC)
DAYS = [NOON - dt.timedelta(days=ago) for ago in (4, 3, 2, 1, 0)]
COST = 180_000


@pytest.fixture
def shop(house: House) -> Shop:
    return open_shop(house)


def _told(shop: Shop, path: str) -> Any:
    answer = shop.house.api("value:read").get(path)
    assert answer.status_code == 200, answer.text
    return answer.get_json() if path.startswith("/v1/stock-value/") else answer.get_json()["stockValue"]


def _sums(shop: Shop, day: dt.datetime) -> tuple[int, int, Decimal, int]:
    with clock.stopped_at(NOON):
        told = _told(shop, f"/v1/stock-value/totals?date={day.date()}")
    return told["quantity"], told["units"], Decimal(str(told["value"])), told["unvalued"]


def test_a_story_over_five_days(shop: Shop) -> None:
    """Received, sold, scrapped and taken back: each evening keeps what it held."""
    shop.on_record(lambda w, s: q.bring(w, s, 10, why("RECEIVED"), source="supplier"), at=DAYS[0])
    shop.unit("SN-1", acquisitionCost=Decimal("99.99"), at=DAYS[0])
    shop.unit("SN-2", sku=B, at=DAYS[0])
    shop.on_record(lambda w, s: q.sell(w, s, 3, why("SOLD")), at=DAYS[1])
    scrapped = shop.on_record(lambda w, s: q.take(w, s, 2, why("SCRAPPED"), to="scrap"), at=DAYS[2])
    shop.on_record(lambda w, s: q.bring(w, s, 4, why("RECEIVED"), source="supplier"), B, "RTM", DAYS[2])
    shop.undo(scrapped, at=DAYS[3])
    before = DAYS[0] - dt.timedelta(days=1)
    assert _sums(shop, before) == (0, 0, Decimal(0), 0)
    assert _sums(shop, DAYS[0]) == (12, 2, Decimal("18099.99"), 1)
    assert _sums(shop, DAYS[1]) == (9, 2, Decimal("12699.99"), 1)
    assert _sums(shop, DAYS[2]) == (11, 2, Decimal("9099.99"), 5)
    assert _sums(shop, DAYS[3]) == (13, 2, Decimal("12699.99"), 5)
    assert _sums(shop, DAYS[4]) == _sums(shop, DAYS[3]) == _sums(shop, NOON + dt.timedelta(days=900))
    with clock.stopped_at(NOON):
        rows = _told(shop, f"/v1/stock-value?date={DAYS[2].date()}")
    told = [(row["sku"], row["warehouseName"], row["quantity"], row["value"], row["unvalued"]) for row in rows]
    assert sorted(told) == [
        (A, "Main Warehouse", 6, 9099.99, 0),
        (B, "Main Warehouse", 1, 0, 1),
        (B, "Rotterdam", 4, 0, 4),
    ]


def test_reserved_and_held_are_here_and_expected_is_not(shop: Shop) -> None:
    shop.on_record(lambda w, s: q.bring(w, s, 5, why("RECEIVED"), source="supplier"), at=DAYS[0])
    shop.on_record(lambda w, s: q.bring(w, s, 7, why("EXPECTED"), source="supplier", into="expected"), at=DAYS[0])
    shop.on_record(lambda w, s: q.reserve(w, s, 2, why("RESERVED", "SO-1")), at=DAYS[1])
    shop.on_record(lambda w, s: q.damage(w, s, 1, why("HELD")), at=DAYS[2])
    for day in DAYS:
        assert _sums(shop, day) == (5, 0, Decimal(9000), 0)


def test_what_is_on_its_way_is_a_row_of_its_own(shop: Shop) -> None:
    shop.on_record(lambda w, s: q.bring(w, s, 10, why("RECEIVED"), source="supplier"), at=DAYS[0])
    there = shop.warehouse("RTM")

    def relocate(work: Work, shelf: q.Shelf) -> None:
        q.move_loose(work, shelf.record_id, 1, why("MOVED"), pool_id=shelf.pools[0].id, warehouse_id=there, bin_id=None)

    def send(start: str, end: str, qty: int) -> Callable[[Work, q.Shelf], None]:
        def act(work: Work, shelf: q.Shelf) -> None:
            spot = Spot(shelf.record_id, shelf.pools[0].id, None)
            move = Move(spot=spot, from_node=start, to_node=end, qty=qty, action="MOVED", transfer_id="trf_1")
            post(work, [move])

        return act

    shop.on_record(relocate, at=DAYS[0])
    shop.on_record(send("available", "transit", 4), at=DAYS[1])
    shop.on_record(send("transit", "available", 3), warehouse="RTM", at=DAYS[3])
    for day, on_way in zip(DAYS, (0, 4, 4, 1, 1), strict=True):
        with clock.stopped_at(NOON):
            told = _told(shop, f"/v1/stock-value/totals?date={day.date()}")
        assert (told["quantity"], told["value"]) == (10, 18000), day
        told_on_way = {"quantity": on_way, "units": 0, "value": on_way * 1800, "unvalued": 0}
        assert told["inTransit"] == told_on_way, day
        assert sum(one["quantity"] for one in told["warehouses"]) == 10 - on_way
    page = shop.house.page("mo").get("/stock/value").text
    assert "On its way between places" in page
    assert "All of it" in page
    alone = shop.house.page("mo").get(f"/stock/value?warehouseId={there}").text
    assert "On its way" not in alone


def test_a_day_is_the_tenants(shop: Shop) -> None:
    """Half past eleven in the evening in Berlin is the day before in UTC too; half past midnight is not."""
    shop.house.do(update_settings, timeZone="Europe/Berlin")
    late = dt.datetime(2026, 3, 10, 22, 30, tzinfo=dt.UTC)
    shop.on_record(lambda w, s: q.bring(w, s, 1, why("RECEIVED"), source="supplier"), at=late)
    shop.on_record(lambda w, s: q.bring(w, s, 1, why("RECEIVED"), source="supplier"), at=late + dt.timedelta(hours=1))
    assert [_sums(shop, dt.datetime(2026, 3, day, tzinfo=dt.UTC))[0] for day in (9, 10, 11)] == [0, 1, 2]


def test_sums_stay_exact_beyond_the_engines_numbers(house: House) -> None:
    shop = open_shop(house)
    dearest = Decimal(MAX_MONEY) / 100
    variant = shop.variant()
    answer = house.api().patch(f"/v1/products/variants/{variant}", {"acquisitionCost": dearest})
    assert answer.status_code == 200, answer.text
    shop.on_record(lambda w, s: q.bring(w, s, MAX_QUANTITY, why("RECEIVED"), source="supplier"))
    with tenant_scope(house.tenant_id):
        sums = overall(worth_by_warehouse(house.session, house.tenant_id, None))
    assert sums == Worth(MAX_QUANTITY, 0, MAX_QUANTITY * MAX_MONEY, 0)


DEED = st.tuples(st.integers(0, 4), st.sampled_from((A, B)), st.sampled_from(("WH-01", "RTM")), st.integers(-9, 9))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(DEED, max_size=7))
def test_every_evening_is_what_a_replay_says(lite: House, deeds: list[tuple[int, str, str, int]]) -> None:
    house = new_house(lite.app)
    shop, here = open_shop(house), dict[tuple[str, str], int]()
    lines = []
    for day, sku, place, qty in sorted(deeds, key=lambda deed: deed[0]):
        if not qty or here.get((sku, place), 0) + qty < 0:
            continue
        if qty > 0:
            shop.on_record(lambda w, s, n=qty: q.bring(w, s, n, why(), source="supplier"), sku, place, DAYS[day])
        else:
            shop.on_record(lambda w, s, n=-qty: q.take(w, s, n, why(), to="loss"), sku, place, DAYS[day])
        here[sku, place] = here.get((sku, place), 0) + qty
        lines.append((day, sku, qty))
    for day, at in enumerate(DAYS):
        held = {sku: sum(qty for when, what, qty in lines if when <= day and what == sku) for sku in (A, B)}
        with tenant_scope(house.tenant_id):
            end = at + dt.timedelta(hours=12)
            sums = overall(worth_by_warehouse(house.session, house.tenant_id, end))
        house.session.rollback()
        assert sums == Worth(held[A] + held[B], 0, held[A] * COST, held[B])


def test_who_may_see_it(lite: House) -> None:
    open_shop(lite)
    assert [lite.page(who).get("/stock/value").status_code for who in ("vik", "olga", "mo")] == [403, 403, 200]
    assert lite.api("assets:read").get("/v1/stock-value/totals").status_code == 403


def test_the_page_and_its_exports(lite: House) -> None:
    shop = open_shop(lite)
    shop.on_record(lambda w, s: q.bring(w, s, 10, why("RECEIVED"), source="supplier"))
    shop.unit("SN-2", sku=B)
    page = lite.page("mo").get("/stock/value").text
    for words in ("€18,000.00", "1 piece has no known cost", "€18,000.00 now", A):
        assert words in page
    assert re.search(r'/movements\?warehouseId=wh_\w+">11<', page)
    made = re.search(r"/movements\?bucket=total&amp;recordId=inv_\w+", page)
    assert made
    path = made.group().replace("&amp;", "&")
    assert "the newest leaves what is there now." in lite.page("mo").get(path).text
    assert "what was there on the last of these days" in lite.page("mo").get(f"{path}&to=2026-01-31").text
    sheet = lite.page("mo").get("/stock/value.csv").text
    assert f'"{A}","MacBook Pro 16""","Main Warehouse","10","0","1800.00","18000.00","0"' in sheet
    assert lite.page("mo").get("/stock/value.xlsx").status_code == 200
    assert lite.page("mo").get("/stock/value?date=2026-02-30").status_code == 422
    assert "Nothing fits" in lite.page("mo").get("/stock/value?date=2020-01-01").text
    assert lite.api().get("/v1/stock-value/totals?date=yesterday").status_code == 400
