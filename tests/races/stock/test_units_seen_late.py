"""A unit comes back while somebody waits to handle it: who waited knows it as it is now."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.house import House
from tests.lots.test_update_lot import clean
from tests.orders.seed import catalogue
from tests.races.crowd import at_once
from tests.subscriptions.seed import stocked
from webapp.assets.operations import handling
from webapp.assets.steps import holding
from webapp.core.data.database import owner_engine

pytestmark = pytest.mark.races

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def meanwhile(house: House, monkeypatch: pytest.MonkeyPatch, first: Any, then: Callable[[], TestResponse]) -> Any:
    """Do one thing, and before it is committed begin another, which waits; the answer of that one."""
    engine = owner_engine(str(house.app.config["SQLALCHEMY_DATABASE_URI"]))
    written, find = threading.Event(), handling.find_unit

    def late(*told: Any) -> Any:
        found = find(*told)
        written.set()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as seen:
            for _ in range(100_000):
                if seen.execute(text(WAITING)).scalar_one():
                    return found
        raise AssertionError("nobody waits")

    monkeypatch.setattr(handling, "find_unit", late)

    def act(client: int) -> Any:
        if client == 0:
            with house.app.app_context():
                return first()
        assert written.wait(60)
        answer = then()
        answer.get_data()
        return answer

    answers = at_once(2, act)
    engine.dispose()
    return answers[1]


@pytest.mark.parametrize("torn", [False, True])
def test_who_waited_for_a_unit_knows_where_it_is(house: House, monkeypatch: pytest.MonkeyPatch, torn: bool) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue")
    catalogue(house)
    stocked(house, "U-1")
    door = house.api()
    assert door.put("/v1/assets/U-1", {"status": "unavailable", "statusReason": "lost"}).status_code == 200
    if torn:  # the control
        monkeypatch.setattr(holding, "_is_torn", lambda unit: False)
    told = {"serialNumbers": ["U-1"], "action": "status", "to": "lost"}
    answer = meanwhile(
        house, monkeypatch,
        lambda: house.do(handling.change_status, serialNumber="U-1", to="returned"),
        lambda: door.post("/v1/assets/actions", told),
    )  # fmt: skip
    if torn:
        assert answer.status_code == 500
        return
    assert answer.status_code == 200, answer.text
    lost = door.get("/v1/assets/U-1").json
    assert (lost["status"], lost["statusReason"]) == ("unavailable", "lost"), (lost, answer.text)
    clean(house)
