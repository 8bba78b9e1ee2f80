"""Commands of the operator: ``flask --app wsgi …``."""

import re
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from migrations.freeze import freeze
from webapp.accounts.bootstrap import NewTenant, create_tenant, create_user, find_tenant, set_password, system_actor
from webapp.accounts.inputs import CreateKey, InvitePerson, UpdateSettings
from webapp.accounts.models import ROLES, Tenant
from webapp.accounts.operations.keys import create_key
from webapp.config import BadSetting, Settings
from webapp.core.data.constraints import in_one_line, is_missing, is_unavailable
from webapp.core.data.database import db
from webapp.core.data.money import is_currency
from webapp.core.data.sqlite import journal_mode
from webapp.core.operation.errors import Problem
from webapp.core.operation.runner import call
from webapp.core.site.health import NO_ANSWER, UNMIGRATED, unready
from webapp.demo import story
from webapp.ledger.verifications.inputs import VerifyStock
from webapp.ledger.verifications.operations import verify_stock
from webapp.serving import address, advice, listen
from webapp.serving import serve as serve_forever

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,30}")
RESERVED = frozenset(["v1", "api", "static", "healthz", "readyz", "metrics", "openapi", "login", "logout", "account"])

MIGRATIONS = Path(__file__).parent.parent / "migrations"

P = ParamSpec("P")
T = TypeVar("T")

tenant_group = AppGroup("tenant", help="Tenants.")
user_group = AppGroup("user", help="People.")
key_group = AppGroup("key", help="API keys.")
stock_group = AppGroup("stock", help="The stock ledger.")


def plainly(command: Callable[P, T]) -> Callable[P, T]:
    """End a command that is refused, or whose database is not there, with one line."""

    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> T:
        try:
            return command(*args, **options)
        except Problem as problem:
            said = "; ".join(f"{d.path}: {d.message}" for d in problem.details if d.path)
            raise click.ClickException(said or problem.words) from None
        except BadSetting as error:
            raise click.ClickException(str(error)) from None
        except SQLAlchemyError as error:
            if not (is_missing(error) or is_unavailable(error)):
                raise
            raise click.ClickException(in_one_line(error)) from None

    return run


def init_cli(app: Flask) -> None:
    """Register the commands."""
    for command in (tenant_group, user_group, key_group, stock_group, demo, serve, freeze_command):
        app.cli.add_command(command)


@tenant_group.command("create")
@click.argument("slug")
@click.option("--name", required=True)
@click.option("--currency", required=True)
@click.option("--time-zone", default="Europe/Amsterdam", show_default=True)
@plainly
def tenant_create(slug: str, name: str, currency: str, time_zone: str) -> None:
    """Make a tenant with its default warehouse."""
    if not _SLUG.fullmatch(slug) or slug in RESERVED:
        raise click.ClickException(
            "A slug is 2 to 31 small letters, digits and hyphens, begins with a letter and is not reserved."
        )
    if not is_currency(currency):
        raise click.ClickException(f"{currency} is not a currency code such as EUR.")
    told = UpdateSettings.from_json({"name": name, "timeZone": time_zone}, exponent=2)
    create_tenant(db.session(), NewTenant(slug, told.name or "", currency, told.time_zone or ""))
    click.echo(f"Tenant {slug} is there.")


def tenant_or_fail(slug: str) -> Tenant:
    """The tenant of a command, or a clear end."""
    tenant = find_tenant(db.session(), slug)
    if tenant is None:
        raise click.ClickException(f"There is no tenant {slug}. Make it with: flask --app wsgi tenant create {slug}")
    return tenant


@user_group.command("create")
@click.option("--tenant", "slug", required=True)
@click.option("--email", required=True)
@click.option("--name", default=None, help="Default: the part of the e-mail before the @.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@plainly
def user_create(slug: str, email: str, name: str | None, role: str, password_stdin: bool) -> None:
    """Make a person and let them work for a tenant."""
    tenant = tenant_or_fail(slug)
    password = sys.stdin.readline().rstrip("\n")
    told = InvitePerson.from_json({"email": email, "name": name, "role": role}, exponent=2)
    shown = told.name or told.email.split("@", maxsplit=1)[0].replace(".", " ").title()
    is_new = create_user(db.session(), tenant.id, email=told.email, name=shown, role=role, password=password)
    click.echo(f"{told.email} may sign in at {slug} as {role}.")
    if not is_new:
        click.echo(
            "This person is known from another tenant, so their old password stays and the one given here is not used. "
            f"To set a new one: flask --app wsgi user password --email {told.email} --password-stdin"
        )


@user_group.command("password")
@click.option("--email", required=True)
@click.option("--password-stdin", is_flag=True, required=True, help="Read the password from standard input.")
@plainly
def user_password(email: str, password_stdin: bool) -> None:
    """Set a person's password and end their sessions: for who works for several tenants and forgot it."""
    set_password(db.session(), email.strip(), sys.stdin.readline().rstrip("\n"))
    click.echo(f"{email} has a new password.")


@key_group.command("create")
@click.option("--tenant", "slug", required=True)
@click.option("--name", required=True, help="What will use it.")
@click.option("--scope", "scopes", multiple=True, required=True, help="E.g. products:read; repeatable, * for all.")
@click.option("--expires", default=None, help="Its last day, e.g. 2027-12-31. Default: it works until it is revoked.")
@click.option("--requests-per-minute", type=int, default=None, help="Default: no limit.")
@plainly
def key_create(
    slug: str, name: str, scopes: tuple[str, ...], expires: str | None, requests_per_minute: int | None
) -> None:
    """Make an API key and print it, alone, on standard output; it is not shown again."""
    actor = system_actor(tenant_or_fail(slug))
    told = {
        "name": name,
        "scopes": list(scopes),
        "expiresOn": expires,
        "requestsPerMinute": requests_per_minute,
    }
    data = CreateKey.from_json(told, exponent=actor.tenant.exponent)
    click.echo(call(db.session(), create_key, actor, data).secret)


@stock_group.command("verify")
@click.option("--tenant", "slug", default=None, help="Default: every tenant.")
@plainly
def stock_verify(slug: str | None) -> None:
    """Replay the ledger and name every balance that disagrees with it; exit status 1 on drift."""
    tenants = [tenant_or_fail(slug)] if slug else list(db.session.execute(select(Tenant)).scalars())
    drifted = 0
    for tenant in tenants:
        run = call(db.session(), verify_stock, system_actor(tenant), VerifyStock())
        drifted += run.drifts
        for drift in run.drift:
            click.echo(f"{tenant.slug}: {'{table} {key}: {about} is {kept}, the ledger says {told}'.format(**drift)}")
    click.echo(f"{len(tenants)} tenants verified, {drifted} balances disagree with the ledger.")
    if drifted:
        raise SystemExit(1)


@click.command("demo")
@plainly
def demo() -> None:
    """Fill the demo tenant, unless it is full, and say how to sign in."""
    story.tell(db.session())
    click.echo(f"Sign in with {story.email_of('anna')} and {story.PASSWORD} (a clerk: {story.email_of('olga')}).")


@click.command("serve")
@plainly
def serve() -> None:
    """Serve until stopped."""
    settings: Settings = current_app.config["SETTINGS"]
    why = unready(MIGRATIONS)
    if why is not None:
        raise click.ClickException(f"Nothing is served, for {why}. {_HELP[why]}")
    taken = listen(settings)
    db.session.remove()
    click.echo(f"Stockdesk is at {address(settings)}")
    warning = advice(settings)
    if warning:
        click.echo(warning)
    if settings.database_url.startswith("sqlite") and journal_mode() != "WAL":
        click.echo("This SQLite could damage a WAL file, so the slower rollback journal is used.")
    sys.stdout.flush()
    serve_forever(settings, taken)


_HELP = {
    UNMIGRATED: "Run: flask --app wsgi db upgrade",
    NO_ANSWER: "Start it, or look at DATABASE_URL.",
}


@click.command("freeze")
@click.argument("revision")
@click.argument("tables", nargs=-1)
@click.option("--add", "added", multiple=True, help="A new column of a standing table: TABLE.COLUMN=SQL.")
def freeze_command(revision: str, tables: tuple[str, ...], added: tuple[str, ...]) -> None:
    """Write a migration's SQL from the models, for new tables and new columns."""
    columns: dict[str, dict[str, str]] = {}
    for one in added:
        name, _, fill = one.partition("=")
        table, _, column = name.partition(".")
        columns.setdefault(table, {})[column] = fill
    for path in freeze(revision, list(tables), columns):
        click.echo(f"wrote {path.name}")
