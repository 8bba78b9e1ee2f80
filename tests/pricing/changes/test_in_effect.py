"""Which price is in effect, against a model, over random changes and moments; the history finds the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from tests.house import House, write
from tests.pricing.changes.shop import product
from webapp.audit.models import Batch
from webapp.catalog.models import PriceChange, PriceChangeLine
from webapp.catalog.operations.products import upsert_product
from webapp.catalog.queries.variants import variants_of
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope
from webapp.pricing.history.timeline import Over, State, Written, in_effect

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HOURS = 12


def at(hour: int) -> dt.datetime:
    """An hour of the test."""
    return START + dt.timedelta(hours=hour)


@dataclass(frozen=True)
class Change:
    """One change over the one price, in hours; it was made before all of them."""

    begins: int
    ends: int | None
    price: int
    withdrawn: bool
    written_over: int | None


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    begins = draw(st.integers(0, HOURS))
    return Change(
        begins=begins,
        ends=draw(st.none() | st.integers(begins + 1, HOURS + 2)),
        price=draw(st.integers(0, 99)),
        withdrawn=draw(st.sampled_from([False, False, False, True])),
        written_over=draw(st.sampled_from([None, None, None, 6])),
    )


def model(changes: list[Change], hour: int, own: int) -> tuple[int, int]:
    """The price in effect and the standing one: what has no end, then what has one; of two alike the later."""
    standing = price = own
    for has_end in (False, True):
        alive = [
            (one.begins, place, one.price)
            for place, one in enumerate(changes)
            if (one.ends is not None) is has_end and not one.withdrawn and one.written_over is None
            and one.begins <= hour and (one.ends is None or one.ends > hour)
        ]  # fmt: skip
        if alive:
            price = max(alive)[2]
            standing = standing if has_end else price
    return price, standing


def _rows(house: House, variant_id: str, changes: list[Change]) -> list[Any]:
    batch = house.session.execute(_a_batch(house)).scalars().first()
    rows: list[Any] = []
    for place, one in enumerate(changes):
        id = new_id("prc")
        head: dict[str, Any] = {
            "tenant_id": house.tenant_id, "id": id, "name": f"change {place}", "rule": {}, "batch_id": batch,
            "valid_from": at(one.begins), "valid_until": None if one.ends is None else at(one.ends),
            "withdrawn": one.withdrawn, "created_at": START + dt.timedelta(microseconds=place),
        }  # fmt: skip
        line = {
            "tenant_id": house.tenant_id, "change_id": id, "variant_id": variant_id, "contract_length": 12,
            "old_price": 1, "new_price": one.price,
            "ended_at": None if one.written_over is None else at(one.written_over),
        }  # fmt: skip
        rows += [insert(PriceChange).values(head), insert(PriceChangeLine).values(line)]
    return rows


def _a_batch(house: House) -> Any:
    return select(Batch.id).where(Batch.tenant_id == house.tenant_id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_changes(), max_size=5), st.lists(st.integers(0, HOURS + 2), min_size=1, max_size=4))
def test_the_price_in_effect_is_the_models(house: House, changes: list[Change], hours: list[int]) -> None:
    sku = new_id("sku")
    product_id = house.do(upsert_product, **product(sku, {"A": {12: 1}})).product_id
    with tenant_scope(house.tenant_id):
        variant_id = variants_of(house.session, house.tenant_id, [product_id])[product_id][0].values["id"]
        rows = _rows(house, variant_id, changes)
    write(house.session, *rows)
    for hour in hours:
        with tenant_scope(house.tenant_id):
            tier = variants_of(house.session, house.tenant_id, [product_id], at(hour))[product_id][0].tiers[0]
        assert (tier["monthly_price"], tier["standing_price"]) == model(changes, hour, 100)
        assert tier["own_price"] == 100
    house.session.rollback()


@given(st.lists(_changes(), max_size=6), st.integers(0, HOURS + 2))
def test_the_history_resolves_alike(changes: list[Change], hour: int) -> None:
    overs = [
        Over(
            str(place), str(place), at(one.begins), START + dt.timedelta(microseconds=place),
            [State(START, "anna", one.withdrawn, None if one.ends is None else at(one.ends))],
            {12: (one.price, START if one.written_over is not None else None)},
        )
        for place, one in enumerate(changes)
    ]  # fmt: skip
    found = in_effect([Written(START, "anna", {12: 100})], overs, at(hour))
    assert found[12][0] == model(changes, hour, 100)[0]
