"""No plain SQL makes orders and subscriptions lie: each cheat is refused by name, and each trigger is needed."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from tests.house import House
from tests.orders.proof.cheats import BEHIND, CHEATS, Cheat, line
from tests.orders.proof.cheats import order as order_row
from tests.orders.seed import CURL, catalogue, order
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, rent, stocked
from webapp.accounts.models import BILLING_STARTS
from webapp.accounts.operations.settings import update_settings
from webapp.core.data.constraints import violated
from webapp.core.data.database import owner_engine
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify
from webapp.orders.models.triggers import tax_of
from webapp.orders.models.triggers import triggers as of_orders
from webapp.orders.selling.pricing import Tax
from webapp.subscriptions.models.dues import agreed
from webapp.subscriptions.models.triggers import triggers as of_subscriptions
from webapp.subscriptions.schedule import schedule

TRIGGERS = {trigger.name: trigger.table for trigger in (*of_orders(), *of_subscriptions())}
AT_COMMIT = {"order_sums_left": "unsummed", "payments_left": "unscheduled"}
"""Keys that are judged at commit, and the tables where nothing may be left."""


@pytest.fixture
def scene(house: House) -> dict[str, object]:
    """Orders in every state, at a VAT that is not nothing."""
    house.do(update_settings, vatPercent=21, pricesIncludeVat=False)
    catalogue(house)
    stocked(house, "SN-1", "SN-2")
    half = confirmed(house, (MACBOOK, 2), (MONITOR, 1))
    back = confirmed(house, (MACBOOK, 1))["orderId"]
    undone = rent(house, back, "SN-2").headers["Batch-Id"]
    assert house.api().post(f"/v1/batches/{undone}/undo").status_code == 200
    out = rent(house, half["orderId"], "SN-1")
    assert out.status_code == 201, out.text
    waits, gone = order(house, CURL), order(house)["orderId"]
    assert house.api().post(f"/v1/orders/{gone}/cancel").status_code == 200
    house.session.rollback()
    with owner(house) as connection:
        asked = f"SELECT serial, id FROM unit WHERE tenant_id = {house.tenant_id}"
        units = {row.serial: row.id for row in connection.exec_driver_sql(asked)}
    return {
        "tenant": house.tenant_id, "half": half["orderId"], "back": back, "waits": waits["orderId"], "gone": gone,
        "rental": out.json["rentalId"], "free": units["SN-2"], "other": waits["customerId"],
    }  # fmt: skip


@contextmanager
def owner(house: House) -> Iterator[Connection]:
    """The owner's connection, on which nothing lasts."""
    engine = owner_engine(house.app.config["SQLALCHEMY_DATABASE_URI"])
    try:
        with engine.connect().execution_options(writes=True) as connection:
            yield connection
    finally:
        engine.dispose()


def why(connection: Connection, cheat: Cheat, words: Mapping[str, object], *without: str) -> str | None:
    """The name under which a cheat is refused, after what is honest of it was done and triggers were taken away."""
    for sql in cheat.honest:
        assert connection.exec_driver_sql(sql.format(**words)).rowcount >= 1, sql
    for name in without:
        on = "" if connection.dialect.name == "sqlite" else f" ON {TRIGGERS[name]}"
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    nested = connection.begin_nested()
    try:
        assert connection.exec_driver_sql(cheat.sql.format(**words)).rowcount > 0, cheat.story
        if cheat.refused in AT_COMMIT and (left := is_left(connection, cheat.refused)):
            nested.rollback()
            return left
    except DBAPIError as refused:
        nested.rollback()
        return violated(refused)
    nested.commit()
    return None


def is_left(connection: Connection, name: str) -> str | None:
    """The name of the key that would refuse the commit, asked before it."""
    if connection.dialect.name == "postgresql":
        for when in ("IMMEDIATE", "DEFERRED"):
            connection.exec_driver_sql(f"SET CONSTRAINTS ALL {when}")
        return None
    astray = connection.exec_driver_sql(f"PRAGMA foreign_key_check({AT_COMMIT[name]})").all()
    return name if astray else None


def test_each_cheat_is_refused(house: House, scene: dict[str, object]) -> None:
    with owner(house) as connection:
        for cheat in CHEATS:
            nested = connection.begin_nested()
            assert (cheat.story, why(connection, cheat, scene)) == (cheat.story, cheat.refused)
            nested.rollback()


@pytest.mark.parametrize("story", ["fewer, and its order worth as much", "none"])
def test_nobody_commits_what_is_left(house: House, scene: dict[str, object], story: str) -> None:
    [cheat] = [cheat for cheat in CHEATS if cheat.story == story]
    with owner(house) as connection:
        for sql in (*cheat.honest, cheat.sql):
            connection.exec_driver_sql(sql.format(**scene))
        with pytest.raises(IntegrityError):
            connection.commit()
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_lines_change_together_with_the_sums_of_their_order(house: House, scene: dict[str, object]) -> None:
    told = "(SELECT sum({}) FROM order_line AS l WHERE l.tenant_id = {{tenant}} AND l.order_id = '{{waits}}')"
    sums = f"subtotal = {told.format('unit_price * quantity')}, total_devices = {told.format('quantity')}"
    with owner(house) as connection:
        for sql in (
            line("waits", 0, "quantity = 2, unit_price = 100, tax_amount = 42"),
            "DELETE FROM order_line WHERE tenant_id = {tenant} AND order_id = '{waits}' AND position = 1",
            order_row("waits", f"{sums}, tax_amount = 42, total = 242"),
        ):
            assert connection.exec_driver_sql(sql.format(**scene)).rowcount == 1
        connection.commit()
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_several_subscriptions_of_a_line_are_voided_and_taken_up_in_one_statement(
    house: House, scene: dict[str, object]
) -> None:
    assert rent(house, str(scene["half"]), "SN-2").status_code == 201
    house.session.rollback()
    ours = "tenant_id = {tenant} AND {key} IN (SELECT id FROM subscription WHERE order_id = '{half}')"
    with owner(house) as connection:
        for status, owed, rented in (("voided", "voided", 0), ("active", "pending", 2)):
            for table, key, value in (("subscription", "id", status), ("payment", "subscription_id", owed)):
                sql = f"UPDATE {table} SET status = '{value}' WHERE {ours}"
                assert connection.exec_driver_sql(sql.format(key=key, **scene)).rowcount > 1
            counted = (
                "SELECT rented FROM order_line WHERE tenant_id = {tenant} AND order_id = '{half}' AND position = 0"
            )
            assert connection.exec_driver_sql(counted.format(**scene)).scalar_one() == rented
        connection.commit()
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_control_each_trigger_is_needed_and_what_it_refuses_is_found(house: House, scene: dict[str, object]) -> None:
    with owner(house) as connection:
        for cheat in CHEATS:
            nested = connection.begin_nested()
            assert why(connection, cheat, scene, cheat.trigger) != cheat.refused, cheat.story
            if cheat.seen:
                with Session(connection, join_transaction_mode="create_savepoint") as session:
                    found = {drift.about for drift in verify(session, house.tenant_id)}
                assert cheat.seen in found, cheat.story
            nested.rollback()


def test_each_trigger_has_a_cheat() -> None:
    assert {cheat.trigger for cheat in CHEATS} == TRIGGERS.keys() - BEHIND.keys()


@given(st.integers(0, 10**13), st.integers(1, 10**3), st.integers(0, 10_000), st.booleans())
def test_the_database_reckons_tax_as_we_do(price: int, quantity: int, points: int, within: bool) -> None:
    one = f"(SELECT {price} AS unit_price, {quantity} AS quantity, 0 AS closed) AS one"
    of = f"(SELECT {points} AS vat_basis_points, {int(within)} AS prices_include_vat) AS sold"
    with closing(sqlite3.connect(":memory:")) as connection:
        [told] = connection.execute(f"SELECT {tax_of('one', 'sold')} FROM {one}, {of}").fetchone()
    assert told == Tax(points, within).of(price * quantity)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 60), st.sampled_from(BILLING_STARTS),
    st.integers(0, 10**13), st.integers(0, 10**13), st.integers(0, 10_000), st.booleans(), st.data(),
)  # fmt: skip
def test_the_database_reckons_what_is_due_as_we_do(
    start: dt.date, months: int, begins: str, monthly: int, fee: int, points: int, within: bool, data: st.DataObject
) -> None:
    dues = list(schedule(start, months, begins, monthly, fee, Tax(points, within)))
    due = data.draw(st.sampled_from(dues))
    told = {
        **asdict(due), "billing_period": due.billing_period, "due_date": due.due_date.isoformat(), "currency": "EUR",
        "subtotal": due.rent + due.setup_fee, "tax_amount": due.rent_tax + due.setup_fee_tax,
        "vat_basis_points": points,
    }  # fmt: skip
    terms = {
        "contract_length": months, "monthly_amount": monthly, "setup_fee": fee, "vat_basis_points": points,
        "prices_include_vat": int(within), "currency": "EUR", "billing_start": begins, "start_date": start.isoformat(),
    }  # fmt: skip
    other = dt.date.fromordinal(due.due_date.toordinal() + data.draw(st.integers(-40, 40).filter(bool)))
    moved = {**told, "due_date": other.isoformat(), "billing_period": other.isoformat()[:7]}
    with closing(sqlite3.connect(":memory:")) as connection:
        for asked, is_right in ((told, 1), (moved, 0)):
            one, of = (", ".join(f"? AS {name}" for name in row) for row in (asked, terms))
            sql = f"SELECT {agreed('p')} FROM (SELECT {one}) AS p, (SELECT {of}) AS s"
            assert connection.execute(sql, [*asked.values(), *terms.values()]).fetchone() == (is_right,)
