"""How a quantity went over days: against a replay in Python, in zones whose days are not all as long."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.quantities import shop
from tests.ledger.quantities.shop import done, why
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger import quantities as q
from webapp.ledger.course import Course, course_of_lot, course_of_record, course_of_variant, stock_chart

NOON = dt.datetime(2026, 3, 12, 12, tzinfo=dt.UTC)
"""A few days after the clocks went forward in New York, and before they do in Berlin."""
ZONES = ("America/New_York", "Asia/Kathmandu", "UTC")


def _lived(house: House, tenant: int) -> list[tuple[dt.datetime, str, int]]:
    """A hundred deeds in twenty days: when, of which pool, and how much more there was."""
    dice = random.Random(7)  # noqa: S311  (chance for a test, not for a secret)
    at, told = NOON - dt.timedelta(days=20), list[tuple[dt.datetime, str, int]]()
    here: dict[str | None, int] = {None: 0, "lot_late": 0}
    for _ in range(100):
        at += dt.timedelta(minutes=dice.randint(1, 560))
        if at > NOON:
            break
        lot = dice.choice((None, "lot_late"))
        qty = dice.randint(1, 9)
        with clock.stopped_at(at):
            if qty > here[lot] or dice.random() < 0.6:
                done(house, tenant, lambda w, s, n=qty: q.bring(w, s, n, why("RECEIVED"), source="supplier"), lot)
            else:
                qty = -qty
                done(house, tenant, lambda w, s, n=-qty: q.take(w, s, n, why(), to="loss"), lot)
        here[lot] += qty
        told.append((at, lot or "loose", qty))
    return told


def _course(house: House, tenant: int, of: str, zone: str, days: int) -> Course:
    asks = {"record": (course_of_record, "rec_1"), "lot": (course_of_lot, "lot_late")}
    ask, subject = asks.get(of, (course_of_variant, "var_1"))
    with clock.stopped_at(NOON), tenant_scope(tenant), Session(house.web) as session:
        return ask(session, tenant, subject, zone, days)


@pytest.mark.parametrize("zone", ZONES)
def test_each_evening_is_what_a_replay_says(house: House, tenant: int, book: Book, zone: str) -> None:
    shop.furnish(book)
    lines = _lived(house, tenant)
    for days in (1, 5, 30):
        for of, mine in (("record", ("loose", "lot_late")), ("variant", ("loose", "lot_late")), ("lot", ("lot_late",))):
            course = _course(house, tenant, of, zone, days)
            today = NOON.astimezone(ZoneInfo(zone)).date()
            assert course.days == tuple(today - dt.timedelta(days=ago) for ago in range(days - 1, -1, -1))
            replayed = tuple(
                sum(qty for at, pool, qty in lines if pool in mine and at.astimezone(ZoneInfo(zone)).date() <= day)
                for day in course.days
            )
            assert course.available == replayed
            assert course.in_stock == replayed


def test_buckets_are_told_apart_and_drawn(house: House, tenant: int, book: Book) -> None:
    shop.furnish(book)
    with clock.stopped_at(NOON - dt.timedelta(days=2)):
        done(house, tenant, lambda w, s: q.bring(w, s, 9, why("RECEIVED"), source="supplier"))
    with clock.stopped_at(NOON - dt.timedelta(days=1)):
        done(house, tenant, lambda w, s: q.reserve(w, s, 3, why("RESERVED", "SO-1")))
        done(house, tenant, lambda w, s: q.damage(w, s, 2, why("HELD")))
        done(house, tenant, lambda w, s: q.bring(w, s, 5, why("EXPECTED"), source="supplier", into="expected"))
    course = _course(house, tenant, "record", "UTC", 4)
    assert (course.available, course.reserved) == ((0, 9, 4, 4), (0, 0, 3, 3))
    assert (course.held, course.expected) == ((0, 0, 2, 2), (0, 0, 5, 5))
    assert course.in_stock == (0, 9, 9, 9)
    chart = stock_chart(course)
    assert [(line.label, line.first, line.last) for line in chart.lines] == [("In stock", 0, 9), ("Available", 0, 4)]
    assert [values for _, values in chart.rows] == [(9, 4), (9, 9), (0, 0)]
    assert [value for _, value in chart.marks] == [0, 5, 10]
    assert chart.lines[0].path == "M72 174 H240 V29 H576"


def test_what_never_moved_is_a_level_line(house: House, tenant: int, book: Book) -> None:
    course = _course(house, tenant, "variant", "UTC", 90)
    assert set(course.in_stock) == {0}
    assert len(stock_chart(course).rows) == 1
