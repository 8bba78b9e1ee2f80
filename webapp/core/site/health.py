"""``/healthz`` says that the process lives, ``/readyz`` that its database answers and is of this version."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core.data.constraints import is_missing
from webapp.core.data.database import db
from webapp.core.data.tenancy import across_tenants
from webapp.core.web.api import dumps, respond


def init_health(app: Flask, migrations: Path) -> None:
    """Register both routes."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return respond('{"status":"ok"}', 200)

    @blueprint.get("/readyz")
    def readyz() -> Response:
        why = unready(migrations)
        if why is not None:
            return respond(dumps({"status": "unavailable", "reason": why}), 503)
        return respond('{"status":"ok"}', 200)

    app.register_blueprint(blueprint)


NO_ANSWER = "the database does not answer"
UNMIGRATED = "the database waits for its migrations"


def unready(migrations: Path) -> str | None:
    """Why the database cannot be worked with, or None when it can."""
    try:
        with across_tenants("the schema version has no tenant"):
            found = set(db.session.execute(text("SELECT version_num FROM alembic_version")).scalars())
    except SQLAlchemyError as error:
        db.session.rollback()
        return UNMIGRATED if is_missing(error) else NO_ANSWER
    return None if found == _heads(migrations) else UNMIGRATED


@cache
def _heads(migrations: Path) -> set[str]:
    return set(ScriptDirectory(str(migrations)).get_heads())
