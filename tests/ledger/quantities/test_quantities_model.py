"""Any verbs in any order: each ends as the model says, or is refused as it says; each undo ends where it began."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.ledger.conftest import House, new_tenant
from tests.ledger.desk.book import Book
from tests.ledger.desk.clerk import undone
from tests.ledger.quantities import shop
from tests.ledger.quantities.model import FEFO, Model, Refused
from tests.ledger.quantities.shop import LOTS, why
from tests.sizes import scaled
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.errors import Problem
from webapp.ledger import quantities
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.model

STOCK = tuple(pool for pool in FEFO if pool != "pool_units")
_qty = st.integers(1, 6)
_lot = st.sampled_from([None, *LOTS])
_reference = st.sampled_from([None, "PO-1", "PO-2"])
_bucket = st.sampled_from(["available", "held", "expected"])
_pool = st.sampled_from(["pool_loose", "pool_bin", *(f"pool_{lot}" for lot in LOTS)])


@dataclass(frozen=True)
class Act:
    """One verb with what it is told."""

    verb: str
    lot: str | None = None
    qty: int = 1
    reference: str | None = None
    bucket: str = "available"
    pool: str = "pool_loose"
    wanted: dict[str, int] = field(default_factory=dict)


_verbs = st.sampled_from(["reserve", "release", "take", "sell", "damage", "restore", "scrap", "count"])
_plain = st.builds(Act, _verbs, _lot, _qty, _reference)
_bring = st.builds(Act, st.just("bring"), st.none(), _qty, st.none(), _bucket, _pool)
_moves = st.builds(Act, st.just("move"), st.none(), _qty, st.none(), _bucket)
_merges = st.builds(Act, st.sampled_from(["merge", "split"]), st.sampled_from(sorted(LOTS)), _qty)
_sets = st.builds(
    Act,
    st.just("set_to"),
    st.sampled_from(sorted(LOTS)),
    wanted=st.dictionaries(st.sampled_from(["available", "reserved", "held", "expected"]), st.integers(0, 6)),
)
_lives = st.lists(
    st.one_of(_bring, _bring, _plain, _plain, _plain, _moves, _merges, _sets, st.integers(0, 8)),
    min_size=10,
    max_size=40,
)


def _model(model: Model, act: Act) -> None:
    pools = STOCK if act.lot is None else (f"pool_{act.lot}",)
    promised = (*STOCK, "pool_units") if act.lot is None else pools
    steps: dict[str, Callable[[], None]] = {
        "bring": lambda: model.bring(act.pool, act.bucket, act.qty),
        "reserve": lambda: model.reserve(promised, act.qty, act.reference),
        "release": lambda: model.release(promised, act.qty, act.reference),
        "take": lambda: model.take(pools, act.qty, "loss"),
        "sell": lambda: model.sell(pools, act.qty, act.reference),
        "damage": lambda: model.damage(pools, act.qty),
        "restore": lambda: model.from_held(pools, act.qty, "available"),
        "scrap": lambda: model.from_held(pools, act.qty, "scrap"),
        "count": lambda: model.count(pools, act.qty),
        "move": lambda: model.move("pool_loose", "pool_bin", act.bucket, act.qty),
        "split": lambda: model.move(f"pool_{act.lot}", "pool_lot_late", "available", act.qty),
        "merge": lambda: model.merge(f"pool_{act.lot}", "pool_lot_late"),
        "set_to": lambda: model.set_to(pools[0], act.wanted),
    }
    steps[act.verb]()


def _verb(act: Act) -> Callable[[Any, Any], Any]:
    told, q = why(reference=act.reference), quantities
    source = "supplier" if act.bucket == "expected" else "opening"
    into = "bin_1" if act.pool == "pool_bin" else None
    steps: dict[str, Callable[[Any, Any], Any]] = {
        "bring": lambda work, shelf: q.bring(work, shelf, act.qty, told, source=source, into=act.bucket, bin_id=into),
        "reserve": lambda work, shelf: q.reserve(work, shelf, act.qty, told),
        "release": lambda work, shelf: q.release(work, shelf, act.qty, told),
        "take": lambda work, shelf: q.take(work, shelf, act.qty, told, to="loss"),
        "sell": lambda work, shelf: q.sell(work, shelf, act.qty, told),
        "damage": lambda work, shelf: q.damage(work, shelf, act.qty, told),
        "restore": lambda work, shelf: q.restore(work, shelf, act.qty, told),
        "scrap": lambda work, shelf: q.scrap(work, shelf, act.qty, told),
        "count": lambda work, shelf: q.count(work, shelf, act.qty, told),
        "move": lambda work, shelf: q.move_part(
            work, shelf, act.qty, told, pool_id="pool_loose", bin_id="bin_1", bucket=act.bucket
        ),
        "split": lambda work, shelf: q.split(
            work, shelf, "lot_late", act.qty, told, pool_id=f"pool_{act.lot}", bucket="available"
        ),
        "merge": lambda work, shelf: q.merge(work, shelf, "lot_late", told),
        "set_to": lambda work, shelf: q.set_to(work, shelf, act.wanted, told),
    }
    return steps[act.verb]


@dataclass
class Life:
    """One tenant's stock beside its model; batches that were done and not yet undone, each with the picture before."""

    house: House
    tenant: int
    book: Book
    model: Model = field(default_factory=Model)
    done: list[tuple[str, Model]] = field(default_factory=list)

    def act(self, act: Act) -> None:
        before, lot = self.model.copy(), act.lot or (act.pool.removeprefix("pool_") if "lot" in act.pool else None)
        if act.lot == "lot_late" and act.verb in ("merge", "split"):
            return
        try:
            _model(self.model, act)
        except Refused:
            self.model = before
            with pytest.raises((Problem, DBAPIError)):
                shop.done(self.house, self.tenant, _verb(act), lot)
        else:
            batch = shop.done(self.house, self.tenant, _verb(act), lot)
            if self.model != before or act.verb == "count":  # what else moves nothing leaves nothing to undo
                self.done.append((batch, before))
        self.agrees()

    def undo(self, back: int) -> None:
        """The newest is undone, done again, or undone for good; what lies deeper has no sure answer here."""
        if not self.done:
            return
        batch, before = self.done.pop()
        undo, _ = undone(self.house, self.tenant, batch)
        after, self.model = self.model, before
        self.agrees()
        if back % 2:
            again, _ = undone(self.house, self.tenant, undo)
            self.done.append((again, before))
            self.model = after
            self.agrees()

    def agrees(self) -> None:
        assert shop.pools(self.book) == self.model.pools()
        assert shop.promises(self.book) == self.model.kept()


def _live(house: House, acts: list[Act | int]) -> None:
    tenant = new_tenant(house.owner)
    life = Life(house, tenant, Book(house.owner, tenant))
    shop.furnish(life.book)
    shop.units(house, tenant, "U1", "U2", "U3")
    life.model.bring("pool_units", "available", 3)
    for act in acts:
        if isinstance(act, int):
            life.undo(act)
        else:
            life.act(act)
    with tenant_scope(tenant), Session(house.web) as session:
        assert verify(session, tenant) == []


@settings(max_examples=scaled(150), database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=_lives)
def test_on_sqlite(sqlite_house: House, acts: list[Act | int]) -> None:
    _live(sqlite_house, acts)


@settings(max_examples=scaled(50), database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=_lives)
def test_on_postgresql(postgresql_house: House, acts: list[Act | int]) -> None:
    _live(postgresql_house, acts)
