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
from webapp.customers.naming import full_name
from webapp.orders.errors import OrderNotFound
from webapp.orders.queries import find_order
from webapp.subscriptions.fulfilling import fulfil_order
from webapp.subscriptions.queries.desk import went_lately
from webapp.subscriptions.starting import ended
from webapp.subscriptions.views.desk.hearing import hear
from webapp.subscriptions.views.desk.rows import Row, Scan, went

pages = Pages("fulfil")

LONGEST = 512
MOST_ID = 64
_SAID = ("key", "code", "state", "title", "text", "unit_url", "actions")


def address_of(order_id: str) -> str:
    """A window's address names the order that is open in it, so that two windows never mix up theirs."""
    return url_for("fulfil.desk", order=order_id or None)


def shown_order(actor: Actor, order_id: str) -> dict[str, Any]:
    """The open order as the page shows it: what is left, and which units went to which line."""
    try:
        order = find_order(db.session(), actor.tenant.id, order_id) if order_id else None
    except OrderNotFound:
        order = None
    if order is None:
        return {"order": None, "wanted": 0, "gone": 0, "lines": [], "units": {}}
    units: dict[int, list[Any]] = {line.position: [] for line in order.lines}
    for rental in order.rentals:
        units[rental.position].append(rental)
    wanted = sum(line.quantity - line.closed for line in order.lines)
    gone = sum(line.rented for line in order.lines)
    lines = [_line(order, line) for line in order.lines]
    lines.sort(key=lambda one: one[1] == 0)  # what still has to go stands first
    return {"order": order, "wanted": wanted, "gone": gone, "lines": lines, "units": units}


def _line(order: Any, line: Any) -> tuple[Any, int, str]:
    """A line with what is left of it, or else what became of it."""
    left = line.quantity - line.rented - line.closed
    return line, left, "" if left else ended(order.lines, [line])


def _desk() -> Page:
    actor = enter(Permission.FULFIL)
    return _take(actor) if request.method == "POST" else _show(actor)


pages.add("/fulfil", "desk", _desk, ("GET", "POST"), Permission.FULFIL, fulfil_order)


def _show(actor: Actor) -> Page:
    order_id = request.args.get("order", "")[:MOST_ID]
    shown = shown_order(actor, order_id)
    if order_id and shown["order"] is None:
        raise OrderNotFound
    setup = setup_of(db.session(), actor.tenant.id, actor.desk_id)
    return render_template(
        "subscriptions/desk/fulfil.html",
        rows=[*_said(), *_lately(actor)],
        key=secrets.token_urlsafe(12),
        wedge=setup.wedge.for_page(),
        sound={"volume": setup.volume, "muted": setup.muted} if actor.desk_id else None,
        **shown,
    )


def _said() -> list[Row]:
    """What was said to the last form of a browser without a script, once."""
    told = session.pop("fulfil_said", None)
    return [{**told, "at": None, "order_id": ""}] if told else []


def _lately(actor: Actor) -> list[Row]:
    rows = went_lately(db.session(), actor.tenant.id, actor.id, clock.now())
    return [
        went(one.batch_id, one.serial, f"{one.product_name}, to {full_name(one.customer)}.", one.unit_id)
        | {
            "at": one.created_at,
            "order_id": one.order_id,
            "waits": full_name(one.customer) if one.status == "partial" else "",
        }
        for one in rows
    ]


def _take(actor: Actor) -> Page:
    form = request.form
    to, _, choice = form.get("answer", "").partition(" ")
    key = f"{form.get('key', '')[:40]}-{to[:40]}" if choice else form.get("key", "")[:40]
    code = form.get("code", "").strip()[:LONGEST]
    order_id = form.get("intake", "")[:MOST_ID]
    if code or choice:
        scan = Scan(key or secrets.token_urlsafe(12), "" if choice else code, choice[:LONGEST])
        heard = hear(actor, order_id, scan)
        order_id = heard.order_id
        if heard.row["title"] != "Went out":  # those that went out are shown anyway
            session["fulfil_said"] = {name: heard.row[name] for name in _SAID}
    return redirect(address_of(order_id), 303)
