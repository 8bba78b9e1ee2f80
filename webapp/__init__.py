"""Stockdesk: receive, stock, price, rent out and take back physical goods."""

import os
from pathlib import Path

from flask import Flask, g
from flask_migrate import Migrate
from werkzeug.routing import BaseConverter

from webapp import features
from webapp.accounts.access import login_manager
from webapp.cli import init_cli
from webapp.config import Settings
from webapp.core.data.database import db, init_database
from webapp.core.data.tenancy import enter_tenant
from webapp.core.site.cookies import SchemeSession
from webapp.core.site.health import init_health
from webapp.core.site.jinja import init_jinja
from webapp.core.site.logs import init_logs
from webapp.core.site.openapi import init_openapi
from webapp.core.site.security import init_security
from webapp.core.web.problems import init_problems

ROOT = Path(__file__).parent.parent


class TenantConverter(BaseConverter):
    """A tenant's slug in an address; the reserved words never match."""

    regex = (
        r"(?!(?:v1|api|static|healthz|readyz|metrics|openapi|login|logout|account)(?![a-z0-9-]))[a-z][a-z0-9-]{1,30}"
    )


def create_app(settings: Settings | None = None) -> Flask:
    """The application, from settings or from the environment."""
    settings = settings or Settings.from_env(os.environ)
    app = Flask(
        __name__,
        root_path=str(ROOT / "webapp"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.update(SECRET_KEY=settings.secret_key, SQLALCHEMY_DATABASE_URI=settings.database_url, SETTINGS=settings)
    app.config["PRINTER_NETWORKS"] = settings.printer_networks
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000  # every static address carries its version
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.url_map.converters["tenant"] = TenantConverter
    app.url_map.merge_slashes = False
    app.session_interface = SchemeSession()
    init_logs(app)
    init_security(app, settings.allowed_hosts)
    init_database(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    login_manager.init_app(app)
    init_jinja(app)
    init_problems(app)
    init_health(app, ROOT / "migrations")
    features.register(app)
    init_openapi(app)
    init_cli(app)
    app.teardown_request(_forget)
    return app


def _forget(error: BaseException | None) -> None:
    g.pop("actor", None)
    enter_tenant(None)
