"""``/healthz`` says that the process lives, ``/readyz`` that its database answers and is of this version."""

from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core.data.database import db
from webapp.core.data.tenancy import across_tenants
from webapp.core.web.api import respond


def init_health(app: Flask, migrations: Path) -> None:
    """Register both routes."""
    blueprint = Blueprint("health", __name__)
    heads = set(ScriptDirectory(str(migrations)).get_heads())

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return respond('{"status":"ok"}', 200)

    @blueprint.get("/readyz")
    def readyz() -> Response:
        try:
            with across_tenants("the schema version has no tenant"):
                found = set(db.session.execute(text("SELECT version_num FROM alembic_version")).scalars())
        except SQLAlchemyError:
            return respond('{"status":"unavailable","reason":"the database does not answer"}', 503)
        if found != heads:
            return respond('{"status":"unavailable","reason":"the database waits for its migrations"}', 503)
        return respond('{"status":"ok"}', 200)

    app.register_blueprint(blueprint)
