"""The overview: what is here, what waits, and on a new tenant what to do first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.site.jinja import number
from webapp.core.web.html import Page, Pages
from webapp.dashboard.queries import MOST, Overview, overview

pages = Pages("dashboard")


@dataclass(frozen=True)
class Tile:
    """A number and where it comes from."""

    label: str
    count: str
    href: str


@dataclass(frozen=True)
class Step:
    """One thing to do first; the link is empty for who may not."""

    title: str
    help: str
    done: bool
    action: str
    href: str


@pages.page("/", needs=Permission.READ_STOCK)
def index(actor: Actor) -> Page:
    """What is here and what waits."""
    found = overview(db.session(), actor.tenant.id, _midnight(actor.tenant.time_zone))
    return render_template(
        "dashboard/index.html", tiles=_tiles(actor, found), steps=_steps(actor, found) if found.is_new else []
    )


def _midnight(zone: str) -> dt.datetime:
    return dt.datetime.combine(clock.today(zone), dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)


def _tiles(actor: Actor, found: Overview) -> list[Tile]:
    rows: tuple[tuple[str, int, str, dict[str, Any], Permission], ...] = (
        ("units available", found.available, "assets.index", {"status": "available"}, Permission.READ_STOCK),
        ("units to inspect", found.returned, "assets.index", {"status": "returned"}, Permission.READ_STOCK),
        ("units rented out", found.rented_out, "assets.index", {"status": "rented_out"}, Permission.READ_STOCK),
        ("units received today", found.received, "assets.index", {"sortBy": "createdAt"}, Permission.READ_STOCK),
        ("products", found.products, "catalog.index", {}, Permission.READ_CATALOGUE),
        ("warehouses", found.warehouses, "locations.index", {}, Permission.READ_PLACES),
    )
    return [
        Tile(label, _bounded(count), url_for(endpoint, **query))
        for label, count, endpoint, query, needs in rows
        if actor.may(needs)
    ]


def _bounded(count: int) -> str:
    return f"{number(MOST)}+" if count > MOST else number(count)


def _steps(actor: Actor, found: Overview) -> list[Step]:
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
            "Scan its serial number, or type it.",
            found.has_unit, "Receive", "assets.receive_asset", Permission.RECEIVE,
        ),
        (
            "Invite your colleagues",
            "Each with a role: who looks, who receives, who decides.",
            found.has_people, "Invite somebody", "people.invite_person", Permission.MANAGE_PEOPLE,
        ),
    )  # fmt: skip
    return [
        Step(title, words, done, action, url_for(endpoint) if actor.may(needs) else "")
        for title, words, done, action, endpoint, needs in rows
    ]
