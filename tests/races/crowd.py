"""Many clients at the same moment, and a database of one's own to take a guard away from."""

import itertools
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import simplejson
from werkzeug.test import TestResponse

from tests import postgres
from tests.doors import JsonDoor
from tests.house import House, build_app, close_app, new_house
from tests.sizes import STRESS, scaled
from webapp.core.data.database import owner_engine

AnswerT = TypeVar("AnswerT")

CLIENTS = 32 if STRESS else 16
ROUNDS = scaled(20)
CONTROL_ROUNDS = 100
"""A control ends with the first round in which the race that it lets happen does happen; one in three is usual."""
PAUSE_S = 0.02
"""How long a control dwells where a guard is missing, as a busy machine would."""

_numbers = itertools.count(1)


def at_once(clients: int, act: Callable[[int], AnswerT]) -> list[AnswerT]:
    """What each client was answered; all of them begin at the same moment."""
    gate = threading.Barrier(clients)

    def run(client: int) -> AnswerT:
        gate.wait()
        return act(client)

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(run, range(clients)))


def told(answers: list[TestResponse]) -> Counter[str]:
    """How many were answered what: the status, and for a refusal in FlexPortal's form its code."""
    return Counter(_words(answer) for answer in answers)


def _words(answer: TestResponse) -> str:
    error = simplejson.loads(answer.text).get("error")
    return f"{answer.status_code} {error['code']}" if isinstance(error, dict) else str(answer.status_code)


def post(door: JsonDoor, path: str, body: Any, **headers: str) -> TestResponse:
    """One request, whose answer is read before its context is gone."""
    answer = door.post(path, body, **headers)
    answer.get_data()
    return answer


@contextmanager
def unguarded(house: House, folder: Path, *statements: str) -> Iterator[House]:
    """A house like this one on a database of its own, where these statements took a guard away."""
    sqlite = house.session.get_bind().dialect.name == "sqlite"
    name = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_bare_{next(_numbers)}"
    if sqlite:
        app = build_app(f"sqlite:///{folder / 'bare.db'}", folder)
    else:
        url = postgres.database(name, lambda template: close_app(build_app(template, folder)))
        app = build_app(url, folder, migrated=True)
    owner = owner_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with owner.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    owner.dispose()
    try:
        with app.app_context():
            yield new_house(app)
    finally:
        close_app(app)
        if not sqlite:
            postgres.drop_database(app.config["SQLALCHEMY_DATABASE_URI"])
