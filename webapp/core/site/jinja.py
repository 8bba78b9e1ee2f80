"""What every template may use: filters for money, numbers and times in the tenant's terms, links to static files."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, has_request_context, request, url_for
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from webapp.core.data import clock
from webapp.core.data.money import PERCENT_DIGITS, to_major, written
from webapp.core.operation.actor import Actor
from webapp.core.site.cells import Told, Writer, body_of, code_cell, text_cell
from webapp.core.web.listview import saved_of, view_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = dt.timedelta(days=7)


def init_jinja(app: Flask) -> None:
    """Register filters and globals."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters = (money, number, signed, percent, when, full_time, clock_time, day, until, plain_money)
    app.jinja_env.filters.update({f.__name__: f for f in filters})
    folder = Path(app.static_folder or "static")

    addresses: dict[tuple[str, str], str] = {}

    def asset(path: str) -> str:
        key = (request.script_root if has_request_context() else "", path)
        if key not in addresses:
            addresses[key] = url_for("static", filename=path, v=_version(folder / path))
        return addresses[key]

    tools = {"asset": asset, "view_of": view_of, "saved_of": saved_of, "now": clock.now, "table_body": table_body}
    app.jinja_env.globals.update(tools)


@lru_cache(maxsize=500)
def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"


def _actor() -> Actor | None:
    found: Actor | None = g.get("actor")
    return found


def _zone() -> ZoneInfo:
    actor = _actor()
    return ZoneInfo(actor.tenant.time_zone if actor else "UTC")


@pass_context  # or Jinja would work out a constant's money once, for every tenant
def money(context: Context, minor: int | None) -> str:
    """Minor units with the tenant's currency sign, e.g. ``€1,800.00``."""
    actor = _actor()
    return "" if minor is None or actor is None else written(minor, actor.tenant.currency)


@pass_context
def plain_money(context: Context, minor: int | None) -> str:
    """Minor units as a form shows them, e.g. ``1800.00``."""
    actor = _actor()
    return "" if minor is None or actor is None else str(to_major(minor, actor.tenant.exponent))


@lru_cache(maxsize=4096)
def number(value: int | Decimal | None) -> str:
    """A number with thousands apart."""
    return "" if value is None else f"{value:,}"


def signed(value: int | None) -> str:
    """A number with its sign: what was added or taken."""
    return "" if value is None else f"{value:+,}".replace("-", "−")


def percent(basis_points: int | None) -> str:
    """Basis points as a percentage without idle zeros, e.g. ``7.5 %``."""
    return "" if basis_points is None else f"{to_major(basis_points, PERCENT_DIGITS).normalize():f} %"


@pass_context
def when(context: Context, moment: dt.datetime | None) -> str:
    """A moment as a person says it: a time today, a weekday within a week, else a date."""
    if moment is None:
        return ""
    zone = _zone()
    return _when(moment.astimezone(zone), clock.now().astimezone(zone))


def _when(local: dt.datetime, now: dt.datetime) -> str:
    if local.date() == now.date():
        return f"{local:%H:%M}"
    if local.date() == now.date() - dt.timedelta(days=1):
        return f"yesterday {local:%H:%M}"
    if now - _WEEK < local <= now:
        return f"{_DAYS[local.weekday()]} {local:%H:%M}"
    return day(local.date())


@pass_context
def full_time(context: Context, moment: dt.datetime | None) -> str:
    """Date, time to the second and zone, for a hover and for print."""
    if moment is None:
        return ""
    return _full_time(moment.astimezone(_zone()))


def _full_time(local: dt.datetime) -> str:
    return f"{day(local.date())}, {local:%H:%M:%S %Z}"


@pass_context
def clock_time(context: Context, moment: dt.datetime | None) -> str:
    """Hours, minutes and seconds."""
    return "" if moment is None else f"{moment.astimezone(_zone()):%H:%M:%S}"


@pass_context
def until(context: Context, end: dt.datetime | None) -> str:
    """The end of a time as a person says it: its last day, or the time on a day that is not whole."""
    if end is None:
        return ""
    local = end.astimezone(_zone())
    if local.time() == dt.time():
        return day((local - dt.timedelta(microseconds=1)).date())
    return f"{local:%H:%M} on {day(local.date())}"


def day(value: dt.date | dt.datetime | None) -> str:
    """A calendar date, e.g. ``15 Jan 2025``."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(_zone()).date()
    return "" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def table_body(
    rows: Sequence[Any],
    columns: Iterable[Told],
    chip: Callable[[str], str],
    act: Callable[[Any], str] | None,
    pick: str | None,
) -> Markup:
    """The rows of a table in the tenant's terms; what is the same in every row is worked out once."""
    actor = _actor()
    zone = _zone()
    now = clock.now().astimezone(zone)

    def moment(value: dt.datetime) -> str:
        local = value.astimezone(zone)
        return f'<time datetime="{value.isoformat()}" title="{_full_time(local)}">{_when(local, now)}</time>'

    def amount(value: int) -> str:
        return "" if actor is None else escape(written(value, actor.tenant.currency))

    writers: dict[str, Writer] = {"code": code_cell, "status": cache(chip), "time": moment, "money": amount}
    plain: dict[str, Writer] = {"text": text_cell, "number": number, "change": signed, "percent": percent, "day": day}
    return body_of(rows, columns, {**writers, **plain}, act, pick)
