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
from webapp.orders.exceptions.queries import orders_short

pages = Pages("dashboard")

DAYS = 7
"""How many days, today among them, the tile of what came lately looks back."""


@dataclass(frozen=True)
class Tile:
    """A number, the list of what it counts, and the movements that made it, for who may see them; one warns."""

    label: str
    count: str
    href: str
    movements: str
    warns: bool = False


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
    found = overview(session, tenant_id, _midnight(zone), _midnight(zone, days_ago=DAYS - 1))
    steps = _steps(actor, found)
    short = len(orders_short(session, tenant_id)) if found.has_taken and actor.may(Permission.READ_ORDERS) else 0
    return render_template(
        "dashboard/index.html",
        tiles=[*_lost(short), *_tiles(actor, found)],
        steps=[] if all(step.done for step in steps) else steps,
        waiting=[(unit, place_of(unit)) for unit in waits_longest(session, tenant_id)] if found.has_unit else [],
    )


def _midnight(zone: str, days_ago: int = 0) -> dt.datetime:
    day = clock.today(zone) - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def _tiles(actor: Actor, found: Overview) -> list[Tile]:
    today = clock.today(actor.tenant.time_zone)
    week = today - dt.timedelta(days=DAYS - 1)
    rows: tuple[tuple[str, int, dict[str, Any], dict[str, Any]], ...] = (
        ("available", found.available, {"status": "available"}, {"status": "available"}),
        ("to inspect", found.returned, {"status": "returned"}, {"status": "returned"}),
        ("set aside", found.set_aside, {"status": "unavailable"}, {"status": "unavailable"}),
        ("received today", found.received, {"receivedFrom": today}, {"action": "RECEIVED", "from": today}),
        (f"received in {DAYS} days", found.this_week, {"receivedFrom": week}, {"action": "RECEIVED", "from": week}),
    )
    sees = actor.may(Permission.READ_HISTORY)
    tiles = [
        Tile(
            _counted("unit", count, words),
            _bounded(count),
            url_for("assets.index", **query),
            url_for("movements.index", **moved) if sees else "",
        )
        for words, count, query, moved in rows
    ]
    if actor.may(Permission.READ_CATALOGUE):
        words = _counted("product", found.products, "in the catalogue")
        tiles.append(Tile(words, _bounded(found.products), url_for("catalog.index"), ""))
    return tiles


def _lost(short: int) -> list[Tile]:
    """The orders that are short of what was promised, if there are any."""
    words = _counted("order", short, "lost promised goods")
    return [Tile(words, number(short), url_for("order_exceptions.index"), "", warns=True)] if short else []


def _counted(noun: str, count: int, words: str) -> str:
    return f"{noun}{'' if count == 1 else 's'} {words}"


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
