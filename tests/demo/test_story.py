"""The demo tenant: believable, the same every time, and told once, also when the first telling was cut short."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.house import build_app, close_app
from webapp.accounts.bootstrap import find_tenant
from webapp.accounts.models import Tenant
from webapp.catalog.models import Product, Variant, VariantGtin
from webapp.catalog.queries.variants import PricedVariant, variants_by_id
from webapp.core.codes.serials import is_imei
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.gtin import judge_gtin
from webapp.customers.models import Customer
from webapp.demo import intakes, prices, story
from webapp.demo.catalogue import products
from webapp.ledger.models import Record, Unit, is_live
from webapp.ledger.verifying import verify
from webapp.locations.models import Bin, Warehouse
from webapp.orders.exceptions.queries import orders_short
from webapp.orders.models import SalesOrder
from webapp.pricing.changes.queries import PRICE_CHANGES
from webapp.pricing.presets.models import MarginPreset
from webapp.receiving.models import Intake, Scan
from webapp.receiving.reading.serials import shape_of
from webapp.savedviews.models import SavedView
from webapp.shipments.models import Shipment

COUNTS: dict[Any, int] = {
    Product: 14, Variant: 32, VariantGtin: 30, Warehouse: 2, Bin: 18, MarginPreset: 3, SavedView: 2,
    Intake: 2, Customer: 3, SalesOrder: 7, Shipment: 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The story, once the power was gone when the first unit was to come in."""
    folder: Path = tmp_path_factory.mktemp("demo")
    app = build_app(f"sqlite:///{folder / 'demo.db'}", folder)
    with app.app_context(), pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(story, "_receive", _cut_short)
        with pytest.raises(KeyboardInterrupt):
            story.tell(db.session())
        monkeypatch.undo()
        assert story.tell(db.session()) is True
        yield app
    close_app(app)


def _cut_short(*about: Any) -> None:
    raise KeyboardInterrupt


def _tenant(session: Session) -> Tenant:
    tenant = find_tenant(session, story.SLUG)
    assert tenant is not None
    return tenant


def test_it_is_told_once_whatever_the_date(told: Flask) -> None:
    session = db.session()
    assert story.tell(session) is False
    with clock.stopped_at(clock.now() + dt.timedelta(days=3)):
        assert story.tell(session) is False
    tenant = _tenant(session)
    with tenant_scope(tenant.id):
        counts = {
            table: session.execute(
                select(func.count()).select_from(table).where(table.tenant_id == tenant.id)
            ).scalar_one()
            for table in COUNTS
        }
        units = session.execute(select(func.count(Unit.id)).where(Unit.tenant_id == tenant.id, is_live())).scalar_one()
        assert verify(session, tenant.id) == []
    assert counts == COUNTS
    assert units == story.UNITS + intakes.UNITS


def _laptops(session: Session, tenant_id: int, at: dt.datetime) -> dict[str, PricedVariant]:
    with tenant_scope(tenant_id):
        ids = session.execute(select(Variant.id).where(Variant.tenant_id == tenant_id)).scalars().all()
        found = variants_by_id(session, tenant_id, ids, at)
    return {one.values["variant_sku"]: one for one in found.values()}


def test_prices_have_a_past_and_a_future(told: Flask) -> None:
    session, now = db.session(), clock.now()
    tenant = _tenant(session)
    with tenant_scope(tenant.id):
        rows = session.execute(PRICE_CHANGES.rows(tenant.id)).all()
    changes = {row.name: row for row in rows}
    assert len(rows) == len(changes) == 2
    past, next_one = changes["Back to school"], changes["Black Friday"]
    assert past.valid_until < now < next_one.valid_from < now + dt.timedelta(days=15)
    assert next_one.valid_from.astimezone(story.ZONE).weekday() == prices.FRIDAY
    laptop = [_laptops(session, tenant.id, at)["MBP-16-M3-A"] for at in (past.valid_from, now, next_one.valid_from)]
    assert [one.tiers[1]["monthly_price"] for one in laptop] == [134_90, 159_00, 159_00]
    phone = [_laptops(session, tenant.id, at)["IPH-15-A"] for at in (now, next_one.valid_from)]
    assert [one.tiers[1]["monthly_price"] for one in phone] == [49_00, 38_99]


def test_one_order_lost_a_part_of_what_was_promised_and_there_is_another_unit_for_it(told: Flask) -> None:
    session = db.session()
    tenant = _tenant(session)
    with tenant_scope(tenant.id):
        [[lost]] = orders_short(session, tenant.id).values()
        free = [
            row.available
            for row in session.execute(
                select(Record.available).where(Record.tenant_id == tenant.id, Record.variant_id == lost.variant_id)
            )
        ]
    assert (lost.sku, lost.was, lost.missing) == ("TAB-S9-C", 2, 1)
    assert sum(free) == 1
    assert lost.latest < clock.now()


def test_bar_codes_are_of_the_range_for_shops_and_have_their_check_digit() -> None:
    variants = [variant for product in products() for variant in product["variants"]]
    codes = [variant["gtin"] for variant in variants if "gtin" in variant]
    packs = [pack["gtin"] for variant in variants for pack in variant.get("packs", ())]
    assert len(set(codes + packs)) == len(codes + packs) == 30
    assert all(code.startswith("2000000") for code in codes)
    assert all(judge_gtin(code) == code.zfill(14) for code in codes + packs)


def test_no_product_but_the_phones_has_a_rule_or_a_shape_to_learn(told: Flask) -> None:
    """Whoever tries the demo scans what lies on their desk, and it is received."""
    session = db.session()
    tenant = _tenant(session)
    serials: dict[str, list[str]] = {}
    with tenant_scope(tenant.id):
        rows = session.execute(
            select(Product.product_sku, Product.serial_rule, Unit.serial)
            .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
            .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
            .where(Unit.tenant_id == tenant.id, Variant.tenant_id == tenant.id, Product.tenant_id == tenant.id)
        ).all()
    for sku, rule, serial in rows:
        assert (rule == "imei") == (sku == "IPH-15") == is_imei(serial)
        serials.setdefault(sku, []).append(serial)
    assert len(serials) == 12
    assert [sku for sku, known in serials.items() if shape_of(known) and sku != "IPH-15"] == []


def test_one_intake_is_done_and_one_is_under_way(told: Flask) -> None:
    session, now = db.session(), clock.now()
    tenant = _tenant(session)
    with tenant_scope(tenant.id):
        found = session.execute(
            select(Intake.id, Intake.name, Intake.status, Intake.created_at).where(Intake.tenant_id == tenant.id)
        ).all()
        scans = session.execute(
            select(Scan.intake_id, Scan.state, Scan.kind, Scan.qty).where(Scan.tenant_id == tenant.id)
        ).all()
    done, open_one = sorted(found, key=lambda row: row.created_at)
    assert (done.status, open_one.status) == ("closed", "open")
    assert dt.timedelta(days=5) < now - done.created_at < dt.timedelta(days=11)
    kinds = {one.id: sorted(s.kind for s in scans if s.intake_id == one.id and s.kind != "context") for one in found}
    assert kinds == {done.id: ["unit"] * 20, open_one.id: ["doubt", "parked", *["stock"] * 3, *["unit"] * 4]}
    assert {scan.state for scan in scans if scan.kind in ("unit", "stock", "context")} == {"accepted"}
