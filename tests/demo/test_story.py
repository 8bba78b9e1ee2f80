"""The demo tenant: believable, the same every time, and told once."""

import datetime as dt
from pathlib import Path

from sqlalchemy import func, select

from tests.house import build_app, close_app
from webapp.accounts.bootstrap import find_tenant
from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.demo import story
from webapp.ledger.models import Unit, is_live
from webapp.ledger.verifying import verify
from webapp.locations.models import Bin, Warehouse


def test_it_is_told_once_whatever_the_date(tmp_path: Path) -> None:
    app = build_app(f"sqlite:///{tmp_path / 'demo.db'}", tmp_path)
    with app.app_context():
        session = db.session()
        assert story.tell(session) is True
        assert story.tell(session) is False
        with clock.stopped_at(clock.now() + dt.timedelta(days=3)):
            assert story.tell(session) is False
        tenant = find_tenant(session, story.SLUG)
        assert tenant is not None
        with tenant_scope(tenant.id):
            counts = {
                table.__tablename__: session.execute(
                    select(func.count()).select_from(table).where(table.tenant_id == tenant.id)
                ).scalar_one()
                for table in (Product, Variant, Warehouse, Bin)
            }
            units = session.execute(
                select(func.count(Unit.id)).where(Unit.tenant_id == tenant.id, is_live())
            ).scalar_one()
            assert verify(session, tenant.id) == []
        assert counts == {"product": 12, "variant": 30, "warehouse": 3, "bin": 18}
        assert units == story.UNITS
    close_app(app)
