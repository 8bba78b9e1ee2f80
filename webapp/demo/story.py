"""The demo renter's last six weeks, told through the operations: the same story every time."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.bootstrap import NewTenant, create_tenant, create_user, find_tenant, system_actor
from webapp.accounts.errors import AlreadyMember
from webapp.accounts.models import Tenant, User
from webapp.accounts.permissions import grants_of_role
from webapp.assets.operations import receive_asset
from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.demo.catalogue import GRADE_WORDS, MODELS, Model, serial_of
from webapp.demo.doing import do
from webapp.demo.intakes import is_told, tell_intakes
from webapp.demo.lots import tell_lots
from webapp.demo.orders import tell_orders
from webapp.demo.prices import tell_prices
from webapp.demo.records import tell_records
from webapp.ledger.models import Unit
from webapp.ledger.operations import undo_batch
from webapp.locations.models import Warehouse
from webapp.locations.operations import FIRST_CODE, create_bin, create_warehouse, edit_warehouse

SLUG, NAME = "demo", "Tweedehands Techniek"
PASSWORD = "scan-and-go-2026"
PEOPLE = (("anna", "Anna de Vries", "admin"), ("mo", "Mo Haddad", "manager"), ("olga", "Olga Bakker", "operator"))
UNITS = 400
DAYS = 42
ZONE = ZoneInfo("Europe/Amsterdam")
WEEKEND = 5
OLD_AMONG, FIRST_OLD = 12, 3
"""One unit in so many of a product has a serial number as they once were, from this one on."""
MISTAKES = (57, 143, 288)
"""Receipts that were taken back a moment later, and done right."""
ODD = {31: "returned", 97: "returned", 214: "returned", 301: "returned", 160: "unavailable", 345: "unavailable"}
"""Units that came in used and wait to be inspected, or broken and were set aside."""


@dataclass(frozen=True)
class Delivery:
    """One unit on its way in."""

    number: int
    model: Model
    grade: str
    serial: str
    place: str
    moment: dt.datetime


def tell(session: Session) -> bool:
    """Fill the demo tenant unless it is full; returns whether anything had to be done."""
    tenant = find_tenant(session, SLUG)
    if tenant is None:
        create_tenant(session, NewTenant(SLUG, NAME, "EUR"))
        return tell(session)
    deliveries = list(_deliveries(clock.now()))
    if is_told(session, tenant.id):
        return False
    actors = _people(session, tenant)
    _places(session, tenant, actors["mo"])
    tell_prices(session, actors["mo"], ZONE)
    if not _is_here(session, tenant, deliveries[-1].serial):
        for delivery in deliveries:
            _receive(session, actors["olga" if delivery.number % 3 else "mo"], delivery)
    tell_records(session, actors)
    tell_lots(session, actors)
    tell_orders(session, actors)
    tell_intakes(session, actors, ZONE)
    return True


def email_of(person: str) -> str:
    """The demo sign-in of a person."""
    return f"{person}@{SLUG}.example"


def _is_here(session: Session, tenant: Tenant, serial: str) -> bool:
    with tenant_scope(tenant.id):
        found = select(Unit.id).where(Unit.tenant_id == tenant.id, Unit.serial == serial)
        return session.execute(found).first() is not None


def _people(session: Session, tenant: Tenant) -> dict[str, Actor]:
    actors = {}
    system = system_actor(tenant)
    for person, name, role in PEOPLE:
        try:
            create_user(session, tenant.id, email=email_of(person), name=name, role=role, password=PASSWORD)
        except AlreadyMember:
            session.rollback()
        user_id = session.execute(select(User.id).where(User.email_key == email_of(person))).scalar_one()
        actors[person] = replace(system, id=user_id, name=name, role=role, grants=grants_of_role(role))
    return actors


def _places(session: Session, tenant: Tenant, actor: Actor) -> None:
    """The warehouse that every tenant begins with is this one's first; a second comes beside it."""
    first = next((row.id for row in _warehouses(session, tenant) if row.code == FIRST_CODE), None)
    if first is not None:
        named = {"name": "Rotterdam", "code": "RTM", "address": "Maashaven 12, Rotterdam"}
        do(session, edit_warehouse, actor, {"locationId": first, **named})
    do(session, create_warehouse, actor, {"name": "Utrecht", "code": "UTR", "address": "Kanaalweg 3, Utrecht"})
    for warehouse_id, code in _warehouses(session, tenant):
        for bin_code in _bins(code):
            do(session, create_bin, actor, {"location_id": warehouse_id, "name": bin_code, "code": bin_code})


def _warehouses(session: Session, tenant: Tenant) -> Sequence[Any]:
    with tenant_scope(tenant.id):
        return session.execute(select(Warehouse.id, Warehouse.code).where(Warehouse.tenant_id == tenant.id)).all()


def _bins(warehouse_code: str) -> list[str]:
    shelves = {"RTM": ("A", "B"), "UTR": ("C",)}.get(warehouse_code, ())
    return [f"{aisle}-{rack:02d}-{level:02d}" for aisle in shelves for rack in (1, 2) for level in (1, 2, 3)]


def _deliveries(now: dt.datetime) -> Iterator[Delivery]:
    chance = random.Random("stockdesk demo")  # noqa: S311  (a story, not a secret)
    calendar = random.Random("its days")  # noqa: S311  (apart, so that what arrives does not depend on the date)
    places = [f"{code}/{bin_code}" for code in ("RTM", "RTM", "UTR") for bin_code in _bins(code)]
    weights = [model.weight for model in MODELS]
    nth = dict.fromkeys((model.sku for model in MODELS), 0)
    moments = sorted(min(_working_moment(now, calendar), now) for _ in range(UNITS))
    for number, moment in enumerate(moments):
        model = chance.choices(MODELS, weights)[0]
        grade = chance.choices(model.grades, [5, 3, 2][: len(model.grades)])[0]
        nth[model.sku] += 1
        is_old = nth[model.sku] % OLD_AMONG == FIRST_OLD
        serial = serial_of(model, number, chance.randrange(10_000), old=is_old)
        yield Delivery(number, model, grade, serial, chance.choice(places), moment)


def _working_moment(now: dt.datetime, chance: random.Random) -> dt.datetime:
    """Some moment of the last six weeks, on a working day between eight and five."""
    while True:
        day = now.astimezone(ZONE).date() - dt.timedelta(days=chance.randrange(DAYS))
        if day.weekday() < WEEKEND:
            break
    clock_time = dt.time(chance.randrange(8, 17), chance.randrange(60), chance.randrange(60))
    return dt.datetime.combine(day, clock_time, ZONE).astimezone(dt.UTC)


def _receive(session: Session, actor: Actor, delivery: Delivery) -> None:
    body = {
        "serialNumber": delivery.serial,
        "sku": f"{delivery.model.sku}-{delivery.grade}",
        "location": delivery.place,
        "condition": GRADE_WORDS[delivery.grade],
        "status": ODD.get(delivery.number, "available"),
    }
    with clock.stopped_at(delivery.moment):
        unit = do(session, receive_asset, actor, body)
        if unit is not None and delivery.number in MISTAKES:
            _correct(session, actor, unit.id, body)


def _correct(session: Session, actor: Actor, unit_id: str, body: dict[str, Any]) -> None:
    """Somebody scanned into the wrong place, took it back, and scanned again."""
    with tenant_scope(actor.tenant.id):
        batch_id = session.execute(
            select(Batch.id).where(Batch.tenant_id == actor.tenant.id, Batch.subject_id == unit_id)
        ).scalar_one()
    do(session, undo_batch, actor, {"batchId": batch_id})
    do(session, receive_asset, actor, body)
