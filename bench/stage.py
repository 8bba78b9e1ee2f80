"""One database with one tenant, and the credentials its clients send."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from bench.goods.filling import stock_catalogue
from tests import postgres
from tests.house import House, build_app, close_app, new_house
from webapp.accounts.sessions import open_session
from webapp.assets.queries import UNITS
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import Question, fetch

SHOWN = 50
FILTERS = {"status": "available"}
_SECRET = "tests know this secret"


@dataclass
class Stage:
    """What is measured: a tenant in a database, with a key for the JSON door and a session for the pages."""

    app: Flask
    house: House
    environment: dict[str, str]
    key: str
    cookie: str
    filled: int = 0

    def cursor(self) -> str:
        """The cursor in the middle of the filtered list."""
        middle = Question(
            FILTERS, sort="createdAt", direction="desc", limit=SHOWN, page=max(0, self.filled // SHOWN // 3)
        )
        with tenant_scope(self.house.tenant_id):
            found = fetch(db.session(), UNITS, self.house.tenant_id, middle, self.app.config["SECRET_KEY"])
        db.session.rollback()
        assert found.next_cursor is not None
        return found.next_cursor


@contextmanager
def stage(engine: str, folder: Path) -> Iterator[Stage]:
    """A fresh database on an engine, with goods but no units."""
    url = f"sqlite:///{folder / 'bench.db'}" if engine == "sqlite" else postgres.empty_database("bench")
    with (folder / "bench.log").open("w") as log:
        with redirect_stderr(log):  # where the requests' log lines go for as long as this application lives
            app = build_app(url, folder)
        yield from _furnished(app, url, folder)
        close_app(app)


def _furnished(app: Flask, url: str, folder: Path) -> Iterator[Stage]:
    environment = {"DATABASE_URL": url, "STOCKDESK_DATA": str(folder), "SECRET_KEY": _SECRET}
    with app.app_context():
        house = new_house(app)
        stock_catalogue(house)
        yield Stage(app, house, environment, house.key(), _cookie(app, house))


def _cookie(app: Flask, house: House) -> str:
    """The session cookie of somebody who is signed in."""
    token = open_session(house.session, house.people["anna"], "bench")
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(_user_id=token, _fresh=True)
    found = client.get_cookie("stockdesk")
    assert found is not None
    return f"stockdesk={found.value}"


@contextmanager
def engines(wanted: str) -> Iterator[list[str]]:
    """The engines to measure, with a PostgreSQL server running for as long as one of them needs it."""
    names = ["sqlite", "postgresql"] if wanted == "both" else [wanted]
    if "postgresql" not in names:
        yield names
        return
    postgres.begin()
    try:
        if not postgres.is_available():
            names.remove("postgresql")
            print("This machine has no PostgreSQL: only SQLite is measured.")
        yield names
    finally:
        postgres.end()
        os.environ.pop(postgres.SERVER, None)
