"""The database object, the declarative base, and how an engine of either kind is made ready."""

from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as lite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.core.data import postgresql, sqlite
from webapp.core.data.tenancy import guard

NAMES = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
}


class Base(DeclarativeBase):
    """All tables; every constraint has a name, for a name is what an error is made from."""

    metadata = MetaData(naming_convention=NAMES)


db: SQLAlchemy = SQLAlchemy(
    model_class=Base,
    session_options={"expire_on_commit": False, "autoflush": False},
    disable_autonaming=True,
)


def insert_for(session: Session) -> Any:
    """The INSERT of the session's engine: both have ``on_conflict_do_update``, in a construct of their own."""
    return lite_insert if session.get_bind().dialect.name == "sqlite" else pg_insert


def is_sqlite(url: str) -> bool:
    """Whether this database URL names the embedded engine."""
    return make_url(url).get_backend_name() == "sqlite"


def options_for(url: str) -> dict[str, Any]:
    """The create_engine options for a database URL."""
    kind = sqlite if is_sqlite(url) else postgresql
    return {**kind.engine_options(), "hide_parameters": True}  # an error in the log names no hash and no address


def init_database(app: Flask) -> None:
    """Bind the session to the configured engine, behind the tenancy wall."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options_for(url)
    db.init_app(app)
    with app.app_context():
        attach(db.engine)


def begin_write(session: Session) -> None:
    """End what was read and begin a transaction that writes: BEGIN IMMEDIATE on SQLite, after those who came before."""
    session.rollback()
    session.connection(execution_options={"writes": True})


def attach(engine: Engine) -> None:
    """Give an engine its connection habits and the wall; used by the app and by tests that race it."""
    (sqlite if engine.dialect.name == "sqlite" else postgresql).attach(engine)
    guard(engine)


def owner_engine(url: str) -> Engine:
    """An engine for migrations and checks: it owns the schema, and no wall stands before it."""
    engine = create_engine(url, **options_for(url))
    if engine.dialect.name == "sqlite":
        sqlite.attach(engine)
    return engine
