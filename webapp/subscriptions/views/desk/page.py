"""The fulfilment desk's page; without a script the same form posts here and gets the page again."""

import secrets
from typing import Any

from flask import redirect, render_template, request, session, url_for

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import setup_of
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, Pages, enter
from webapp.orders.errors import OrderNotFound
from webapp.orders.queries import find_order
from webapp.subscriptions.fulfilling import fulfil_order
from webapp.subscriptions.queries.desk import went_lately
from webapp.subscriptions.views.desk.hearing import hear
from webapp.subscriptions.views.desk.rows import Row, Scan, named, went

pages = Pages("fulfil")

LONGEST = 512
_SAID = ("key", "code", "state", "title", "text", "unit_url", "actions")


def opened(actor: Actor) -> str:
    """The order that is open in this browser: all its windows are one desk."""
    told: dict[str, str] = session.get("fulfil", {})
    return told.get(actor.tenant.slug, "")


def open_order(actor: Actor, order_id: str) -> None:
    """Keep which order is open."""
    if opened(actor) != order_id:
        session["fulfil"] = {**session.get("fulfil", {}), actor.tenant.slug: order_id}


def shown_order(actor: Actor) -> dict[str, Any]:
    """The open order as the page shows it: what is left, and which units went to which line."""
    order_id = opened(actor)
    try:
        order = find_order(db.session(), actor.tenant.id, order_id) if order_id else None
    except OrderNotFound:
        order = None
    if order is None:
        return {"order": None, "wanted": 0, "gone": 0, "units": {}}
    units: dict[int, list[Any]] = {line.position: [] for line in order.lines}
    for rental in order.rentals:
        units[rental.position].append(rental)
    wanted = sum(line.quantity - line.closed for line in order.lines)
    return {"order": order, "wanted": wanted, "gone": sum(line.rented for line in order.lines), "units": units}


def _desk() -> Page:
    actor = enter(Permission.FULFIL)
    return _take(actor) if request.method == "POST" else _show(actor)


pages.add("/fulfil", "desk", _desk, ("GET", "POST"), Permission.FULFIL, fulfil_order)


def _show(actor: Actor) -> Page:
    if asked := request.args.get("order", ""):
        open_order(actor, find_order(db.session(), actor.tenant.id, asked[:64]).id)
    setup = setup_of(db.session(), actor.tenant.id, actor.desk_id)
    return render_template(
        "subscriptions/desk/fulfil.html",
        rows=[*_said(), *_lately(actor)],
        key=secrets.token_urlsafe(12),
        wedge=setup.wedge.for_page(),
        sound={"volume": setup.volume, "muted": setup.muted} if actor.desk_id else None,
        **shown_order(actor),
    )


def _said() -> list[Row]:
    """What was said to the last form of a browser without a script, once."""
    told = session.pop("fulfil_said", None)
    return [{**told, "at": None}] if told else []


def _lately(actor: Actor) -> list[Row]:
    rows = went_lately(db.session(), actor.tenant.id, actor.id, clock.now())
    return [
        went(one.batch_id, one.serial, f"{one.product_name}, to {named(one.customer)}.", one.unit_id)
        | {"at": one.created_at}
        for one in rows
    ]


def _take(actor: Actor) -> Page:
    form = request.form
    to, _, choice = form.get("answer", "").partition(" ")
    key = f"{form.get('key', '')[:40]}-{to[:40]}" if choice else form.get("key", "")[:40]
    code = form.get("code", "").strip()[:LONGEST]
    if code or choice:
        scan = Scan(key or secrets.token_urlsafe(12), "" if choice else code, choice[:LONGEST])
        heard = hear(actor, opened(actor), scan)
        open_order(actor, heard.order_id)
        if heard.row["title"] != "Went out":  # those that went out are shown anyway
            session["fulfil_said"] = {name: heard.row[name] for name in _SAID}
    return redirect(url_for("fulfil.desk"), 303)
