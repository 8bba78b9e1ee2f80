"""Movements, sensible and not: the database accepts what the model accepts, and ends where it ends."""

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.ledger.conftest import House, new_tenant
from tests.ledger.desk import model
from tests.ledger.desk.book import Book
from tests.ledger.desk.model import POOLS, RESERVATIONS, SERIALS, TRANSFERS, Model, Step
from tests.sizes import scaled
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify
from webapp.ledger.words import BUCKETS, NODES, STATUSES

pytestmark = pytest.mark.model

_edges = st.one_of(
    st.sampled_from(sorted(model.EDGES)),
    st.sampled_from(sorted(itertools.permutations(NODES, 2))),
)
_stock_pools = st.sampled_from([name for name, pool in POOLS.items() if pool.kind != "units"])
UNIT_POOLS = [name for name, pool in POOLS.items() if pool.kind == "units"]
_unit_pools = st.sampled_from(UNIT_POOLS)
_transfers = st.sampled_from(TRANSFERS)
_units = st.sampled_from(sorted(SERIALS))
_statuses = st.sampled_from([None, *STATUSES])


@st.composite
def stock_moves(draw: st.DrawFn) -> Step:
    (start, end), pool = draw(_edges), draw(st.one_of(_stock_pools, _unit_pools))
    return Step(pool, start, end, draw(st.integers(1, 6)), transfer=_transfer(draw, start, end))


@st.composite
def unit_moves(draw: st.DrawFn) -> Step:
    if draw(st.integers(0, 4)):
        old, start, end, new = draw(st.sampled_from(sorted(model.STEPS)))
        return Step(draw(_unit_pools), start, end, 1, draw(_units), old or None, new, _transfer(draw, start, end))
    (start, end), old, new = draw(_edges), draw(_statuses), draw(_statuses)
    return Step(draw(_unit_pools), start, end, 1, draw(_units), old, new, _transfer(draw, start, end))


@st.composite
def unit_events(draw: st.DrawFn) -> Step:
    old, _, new = draw(st.sampled_from(sorted(model.STILLS)))
    return Step(unit=draw(_units), old=old or None, new=new)


def _transfer(draw: st.DrawFn, start: str, end: str) -> str | None:
    return draw(_transfers) if "transit" in (start, end) else None


@dataclass(frozen=True)
class Lucky:
    """One of the steps that the model would accept."""

    number: int


_lucky = st.builds(Lucky, st.integers(0, 100_000))

# An integer stands for the undo of that accepted line, True and False for the lot's being pickable.
Act = Step | Lucky | int | bool
_lives: st.SearchStrategy[list[Act]] = st.lists(
    st.one_of(_lucky, _lucky, _lucky, stock_moves(), unit_moves(), unit_events(), st.integers(0, 40), st.booleans()),
    min_size=20,
    max_size=60,
)


def _possible(told: Model) -> list[Step]:
    """Every step of quantity one or two that the model would accept now."""
    events = [Step(unit=unit, old=old or None, new=new) for unit in SERIALS for old, _, new in model.STILLS]
    moves = [
        Step(pool, start, end, qty, transfer="tr_1" if "transit" in (start, end) else None)
        for pool, (start, end), qty in itertools.product(POOLS, sorted(model.EDGES), (1, 2))
    ]
    unit_steps = [
        Step(pool, start, end, 1, unit, old or None, new, "tr_1" if "transit" in (start, end) else None)
        for pool, unit, (old, start, end, new) in itertools.product(UNIT_POOLS, SERIALS, sorted(model.STEPS))
    ]
    return [step for step in (*events, *moves, *unit_steps, *unit_steps) if told.accepts(step)]


def _prepared(house: House) -> Book:
    book = Book(house.owner, new_tenant(house.owner))
    reservations = (
        book.reservation(name, record_id=POOLS[pool].record, pool_id=pool) for name, pool in RESERVATIONS.items()
    )
    book.run(*reservations, *(book.unit(name, serial=serial) for name, serial in SERIALS.items()))
    return book


def _said(book: Book, step: Step, lines: list[int]) -> str:
    more: dict[str, object] = {"unit_id": step.unit, "status_from": step.old, "status_to": step.new}
    if step.reverses is not None:
        more["reverses_n"] = lines[step.reverses]
    if not step.pool:
        return book.event(step.unit, status_from=step.old, status_to=step.new, **_only(more, "reverses_n"))
    pool = POOLS[step.pool]
    lot = {"lot_id": pool.lot} if pool.lot else {}
    return book.move(
        step.start,
        step.end,
        step.qty,
        pool_id=step.pool,
        record_id=pool.record,
        reservation_id=step.reservation,
        transfer_id=step.transfer,
        **more,
        **lot,
    )


def _only(values: dict[str, object], name: str) -> dict[str, object]:
    return {name: values[name]} if name in values else {}


def _balances(book: Book) -> dict[str, object]:
    columns = ", ".join(BUCKETS)
    with book.engine.connect() as connection:

        def rows(sql: str) -> dict[str, object]:
            found = connection.exec_driver_sql(sql.replace("WHERE", f"WHERE tenant_id = {book.tenant}"))
            return {row[0]: tuple(row[1:]) for row in found}

        return {
            "pools": rows(f"SELECT id, {columns} FROM pool WHERE"),
            "open": rows("SELECT id, open_qty FROM reservation WHERE"),
            "away": rows("SELECT transfer_id, qty FROM transit WHERE"),
            "units": rows("SELECT id, status, place, record_id FROM unit WHERE"),
        }


def _expected(told: Model) -> dict[str, object]:
    return {
        "pools": {name: tuple(pool[bucket] for bucket in BUCKETS) for name, pool in told.pools.items()},
        "open": {name: (told.open[name],) for name in RESERVATIONS},
        "away": {name: (qty,) for name, qty in told.away.items()},
        "units": {name: (unit.status, unit.place, unit.record) for name, unit in told.units.items()},
    }


def _live(book: Book, told: Model, life: list[Act]) -> None:
    lines: list[int] = []
    for act in life:
        if isinstance(act, bool):
            told.lot_active = act
            status = "active" if act else "on_hold"
            book.run(f"UPDATE lot SET status = '{status}' WHERE tenant_id = {book.tenant} AND id = 'lot_1'")
            continue
        if isinstance(act, int):
            if act >= len(told.log):
                continue
            step = told.log[act].reversed(act)
        elif isinstance(act, Lucky):
            possible = _possible(told)
            step = possible[act.number % len(possible)]
        else:
            step = act
        accepted = told.accepts(step)
        why = book.refusal(_said(book, step, lines))
        assert (why is None) == accepted, (step, why)
        if accepted:
            told.apply(step)
            lines.append(book.last_n())


def test_the_database_and_the_model_agree(house: House) -> None:
    @settings(
        max_examples=scaled(250),
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(_lives)
    def run(life: list[Act]) -> None:
        book, told = _prepared(house), Model()
        _live(book, told, life)
        found, expected = _balances(book), _expected(told)
        ours = {name: found["pools"][name] for name in POOLS}  # type: ignore[index]  # a dictionary of dictionaries
        assert {**found, "pools": ours} == expected
        with tenant_scope(book.tenant), Session(house.web) as session:
            assert verify(session, book.tenant) == []

    run()
