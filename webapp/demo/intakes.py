"""What the demo renter received at a desk: a delivery of last week that is done, and one of today that is under way."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.demo.catalogue import BY_IMEI, MODELS, Model, gtin, serial_of
from webapp.demo.doing import do
from webapp.receiving.models import Intake, Scan
from webapp.receiving.operations import close_intake, open_intake, take_scans

LAPTOPS: dict[str, Any] = {
    "name": "20 laptops from a law firm",
    "supplier": "Back Office GmbH",
    "deliveryNote": "LS-2291",
    "reference": "PO-4711",
}
TODAY: dict[str, Any] = {
    "name": "Phones, chargers and wipes",
    "supplier": "Noord Groothandel",
    "deliveryNote": "88-4012",
}
BEGAN, LASTED, A_WHILE_AGO = dt.time(10, 4), dt.timedelta(minutes=21), dt.timedelta(minutes=25)
WEEK, FRIDAY = dt.timedelta(days=7), 4
GOOD_FOR = dt.timedelta(days=540)
STRANGER = gtin(999, 1)
"""A bar code that nothing in the catalogue carries."""
FIRST = 500
"""The number in the first serial that comes in here; those that came one by one have lower ones."""
UNITS = 24


def is_told(session: Session, tenant_id: int) -> bool:
    """Whether the story was told to its end: to the last scan of today's delivery."""
    last = _keyed("today", _today(clock.now()))[-1]["key"]
    with tenant_scope(tenant_id):
        found = select(Scan.key).where(Scan.tenant_id == tenant_id, Scan.key == last)
        return session.execute(found).first() is not None


def tell_intakes(session: Session, actors: Mapping[str, Actor], zone: ZoneInfo) -> None:
    """The two deliveries; what was scanned before a telling was cut short is not scanned again, by its keys."""
    now = clock.now()
    day = now.astimezone(zone).date() - WEEK
    day -= dt.timedelta(days=max(0, day.weekday() - FRIDAY))
    began = dt.datetime.combine(day, BEGAN, zone).astimezone(dt.UTC)
    with clock.stopped_at(began):
        intake_id = _intake(session, actors["mo"], LAPTOPS)
    with clock.stopped_at(began + LASTED):
        _scan(session, actors["mo"], intake_id, _keyed("laptops", _laptops()))
        do(session, close_intake, actors["mo"], {"intakeId": intake_id})
    midnight = dt.datetime.combine(now.astimezone(zone).date(), dt.time(), zone).astimezone(dt.UTC)
    with clock.stopped_at(max(now - A_WHILE_AGO, midnight)):
        _scan(session, actors["olga"], _intake(session, actors["olga"], TODAY), _keyed("today", _today(now)))


def _laptops() -> Iterator[dict[str, Any]]:
    """Twenty of one product, in two grades, each into a place of its own."""
    model = next(one for one in MODELS if one.sku == "TP-T14-G4")
    for grade, place, numbers in (("A", "RTM/A-01-02", range(12)), ("B", "RTM/A-01-03", range(12, 20))):
        yield {"code": place}
        yield {"code": f"{model.sku}-{grade}"}
        yield from ({"code": _serial(model, number)} for number in numbers)


def _today(now: dt.datetime) -> Iterator[dict[str, Any]]:
    """A carton, loose pieces, a lot; phones; a bar code that nobody knows, what waits behind it, and on it goes."""
    phone = next(one for one in MODELS if one.sku == BY_IMEI)
    laptop = MODELS[0]
    until = str(now.date() + GOOD_FOR)
    yield {"code": "RTM/B-01-01"}
    yield {"code": "CHG-65W-A", "qty": 40}
    yield {"code": "CHG-65W-A"}
    yield {"code": "WIPE-100-A", "lot": {"number": "W26-118", "expiry": until}, "qty": 24}
    yield {"code": "RTM/B-01-02"}
    yield {"code": f"{phone.sku}-A"}
    yield from ({"code": _serial(phone, number)} for number in range(20, 23))
    yield {"code": STRANGER}
    yield {"code": "7QW2-LOOSE-01"}
    yield {"code": f"{laptop.sku}-B"}
    yield {"code": _serial(laptop, 23)}


def _serial(model: Model, number: int) -> str:
    return serial_of(model, FIRST + number, (number * 7919 + 1234) % 10_000, old=False)


def _keyed(about: str, scans: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"key": f"demo-{about}-{place:02d}", **scan} for place, scan in enumerate(scans)]


def _scan(session: Session, actor: Actor, intake_id: str, scans: list[dict[str, Any]]) -> None:
    do(session, take_scans, actor, {"intakeId": intake_id, "scans": scans})


def _intake(session: Session, actor: Actor, about: dict[str, Any]) -> str:
    """The intake of this name, opened unless it was."""
    with tenant_scope(actor.tenant.id):
        named = select(Intake.id).where(Intake.tenant_id == actor.tenant.id, Intake.name == about["name"])
        found = session.execute(named).scalars().first()
    return str(found or do(session, open_intake, actor, about).id)
