"""The overview: what is here, what waits, and on a new tenant what to do first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.assets.queries import place_of
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.site.jinja import number
from webapp.core.web.html import Page, Pages
from webapp.dashboard.queries import MOST, Overview, overview, waits_longest

pages = Pages("dashboard")


@dataclass(frozen=True)
class Tile:
    """A number and where it comes from."""

    label: str
    count: str
    href: str


@dataclass(frozen=True)
class Step:
    """One thing to do first; the link is empty while it cannot be done yet."""

    title: str
    help: str
    done: bool
    action: str
    href: str


@pages.page("/", needs=Permission.READ_STOCK)
def index(actor: Actor) -> Page:
    """What is here and what waits."""
    session, tenant_id, zone = db.session(), actor.tenant.id, actor.tenant.time_zone
    found = overview(session, tenant_id, _midnight(zone), _midnight(zone, days_ago=6))
    steps = _steps(actor, found)
    return render_template(
        "dashboard/index.html",
        tiles=_tiles(actor, found),
        steps=[] if all(step.done for step in steps) else steps,
        waiting=[(unit, place_of(unit)) for unit in waits_longest(session, tenant_id)] if found.has_unit else [],
    )


def _midnight(zone: str, days_ago: int = 0) -> dt.datetime:
    day = clock.today(zone) - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def _tiles(actor: Actor, found: Overview) -> list[Tile]:
    newest = {"sortBy": "createdAt", "sortDir": "desc"}
    rows: tuple[tuple[str, str, int, str, dict[str, Any], Permission], ...] = (
        ("unit", "available", found.available, "assets.index", {"status": "available"}, Permission.READ_STOCK),
        ("unit", "to inspect", found.returned, "assets.index", {"status": "returned"}, Permission.READ_STOCK),
        ("unit", "set aside", found.set_aside, "assets.index", {"status": "unavailable"}, Permission.READ_STOCK),
        ("unit", "received today", found.received, "assets.index", newest, Permission.READ_STOCK),
        ("unit", "received in 7 days", found.this_week, "assets.index", newest, Permission.READ_STOCK),
        ("product", "in the catalogue", found.products, "catalog.index", {}, Permission.READ_CATALOGUE),
    )
    return [
        Tile(f"{noun}{'' if count == 1 else 's'} {words}", _bounded(count), url_for(endpoint, **query))
        for noun, words, count, endpoint, query, needs in rows
        if actor.may(needs)
    ]


def _bounded(count: int) -> str:
    return f"{number(MOST)}+" if count > MOST else number(count)


def _steps(actor: Actor, found: Overview) -> list[Step]:
    """What this person may do first; receiving waits for something to receive."""
    receive = "receiving.desk" if found.has_product else ""
    rows = (
        (
            "Say where things stand",
            "Bins are the places inside a warehouse: aisle, rack, shelf.",
            found.has_place, "Add a bin", "locations.index", Permission.MANAGE_PLACES,
        ),
        (
            "Enter a product",
            "With its variants by grade, and what they cost a month.",
            found.has_product, "New product", "catalog.create_product", Permission.EDIT_CATALOGUE,
        ),
        (
            "Receive the first unit",
            "Scan its serial number, or type it." if receive else "As soon as there is a product: a unit has its SKU.",
            found.has_unit, "Receive", receive, Permission.RECEIVE,
        ),
        (
            "Invite your colleagues",
            "Each with a role: who looks, who receives, who decides.",
            found.has_people, "Invite somebody", "people.invite_person", Permission.MANAGE_PEOPLE,
        ),
    )  # fmt: skip
    return [
        Step(title, words, done, action, url_for(endpoint) if endpoint else "")
        for title, words, done, action, endpoint, needs in rows
        if actor.may(needs)
    ]
