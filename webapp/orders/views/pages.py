"""The pages of orders: the list, a new one, one of them, and its steps."""

from typing import Any

from flask import render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.customers.hooks import Panel
from webapp.customfields.queries import fields_of, shown_fields
from webapp.orders.errors import LineNotFound
from webapp.orders.exceptions.taken import lost_of
from webapp.orders.hooks import order_shown
from webapp.orders.operations import (
    cancel_order,
    close_line,
    confirm_order,
    reserve_order,
    substitute_line,
    write_order_notes,
)
from webapp.orders.operations.reserving import Reserved
from webapp.orders.queries import OPEN, find_order, orders_asked, orders_of, siblings_of
from webapp.orders.selling.quoting import prices_for
from webapp.orders.selling.there import covers, units_there
from webapp.orders.views.finding import in_time
from webapp.orders.views.form import edited_order, new_order
from webapp.orders.views.timeline import timeline

pages = Pages("orders")

_ONE = "/orders/<order_id>"
_TAKES = {"order_id": "orderId"}
SHOWN = 10
"""Of a customer's orders, on their page."""
STEPS = ("pending", "confirmed", "partial", "fulfilled")


def _back(order_id: str) -> str:
    return url_for("orders.order", order_id=order_id)


def _found(actor: Actor, order_id: str) -> dict[str, Any]:
    return {"order": find_order(db.session(), actor.tenant.id, order_id)}


def _says(words: str) -> Any:
    def done(row: Any, order_id: str) -> Done:
        return Done(_back(order_id), words.format(buyer=row.buyer))

    return done


def _made(row: Any) -> Done:
    return Done(_back(row.id), f"The order of {row.buyer} is taken. Look at it once more and confirm it.")


def _listed(visit: Visit) -> Listing:
    return orders_asked(visit.session, visit.actor.tenant.id, visit.query)


pages.listing("/orders", needs=Permission.READ_ORDERS, lists=_listed, template="orders/index.html")
pages.form("/orders/new", new_order(_made))


@pages.page(_ONE, needs=Permission.READ_ORDERS)
def order(actor: Actor, order_id: str) -> Page:
    """One order: its steps, its lines and what they cost, who ordered and where it goes."""
    found = _found(actor, order_id)
    fields = shown_fields(fields_of(db.session(), actor.tenant.id, "order"), found["order"].custom_fields)
    panels = [panel for panel in order_shown(actor, found["order"]) if panel]
    there = covers(db.session(), actor.tenant.id, found["order"])
    lost = lost_of(db.session(), actor.tenant.id, [order_id]).get(order_id, [])
    return render_template(
        "orders/detail.html",
        steps=STEPS,
        fields=fields,
        covers=there,
        panels=panels,
        lost=lost,
        timeline=timeline(actor, found["order"]),
        **found,
    )


pages.form(f"{_ONE}/edit", edited_order(_says("The order of {buyer} is saved.")))
pages.action(
    f"{_ONE}/confirm", calls=confirm_order, done=_says("The order of {buyer} is confirmed."), back=_back, takes=_TAKES
)


def _reserved(done: Reserved, order_id: str) -> Done:
    if not done.reserved and not done.short:
        return Done(_back(order_id), "All that it wants was kept for it before.")
    short = f"It is short of {done.short:,} still." if done.short else "All that it wants is kept for it."
    got = f"{done.reserved:,} reserved for the order of {done.order.buyer}." if done.reserved else "Nothing was free."
    return Done(_back(order_id), f"{got} {short}", "accepted" if done.reserved else "attention")


pages.action(f"{_ONE}/reserve", calls=reserve_order, done=_reserved, back=_back, takes=_TAKES)
pages.form(
    f"{_ONE}/cancel",
    FormPage(
        calls=cancel_order,
        template="orders/cancel.html",
        done=_says("The order of {buyer} is cancelled."),
        context=_found,
        takes=_TAKES,
    ),
)
pages.form(
    f"{_ONE}/notes",
    FormPage(
        calls=write_order_notes,
        template="orders/notes.html",
        done=_says("The notes are saved."),
        context=_found,
        initial=lambda actor, order_id: {"notes": _found(actor, order_id)["order"].notes},
        takes=_TAKES,
        editing=True,
    ),
)


def _of_line(actor: Actor, order_id: str, index: str) -> dict[str, Any]:
    """An order and one of its lines."""
    row = _found(actor, order_id)["order"]
    if request.method == "GET":
        in_time(row, OPEN)
    at = int(index) if index.isascii() and index.isdigit() else len(row.lines)
    if at >= len(row.lines):
        raise LineNotFound
    return {"order": row, "line": row.lines[at]}


def _stand_ins(actor: Actor, order_id: str, index: str) -> dict[str, Any]:
    """The same with what could stand in for it: how many are free, and what a month of each costs."""
    found = _of_line(actor, order_id, index)
    session, tenant_id, line = db.session(), actor.tenant.id, found["line"]
    others = [one for one in siblings_of(session, tenant_id, line.product_id) if one.variant_sku != line.sku]
    there = units_there(session, tenant_id, [one.id for one in others])
    free = {one.id: sum(place.free for place in there.get(one.id, ())) for one in others}
    others.sort(key=lambda one: free[one.id] == 0)  # what could go now stands first
    prices = prices_for(session, tenant_id, [one.id for one in others], line.contract_length)
    return {**found, "others": others, "free": free, "prices": prices}


def _settled(words: str) -> Any:
    def done(row: Any, order_id: str, index: str) -> Done:
        return Done(_back(order_id), words.format(buyer=row.buyer))

    return done


for _calls, _verb, _shows, _words in (
    (close_line, "close", _of_line, "The rest of that line of {buyer} is closed."),
    (substitute_line, "substitute", _stand_ins, "Another variant comes instead, in the order of {buyer}."),
):
    pages.form(
        f"{_ONE}/lines/<index>/{_verb}",
        FormPage(calls=_calls, template=f"orders/{_verb}.html", done=_settled(_words), context=_shows, takes=_TAKES),
    )


def orders_panel(actor: Actor, customer_id: str) -> Panel | None:
    """A customer's orders, the newest first, for their page."""
    if not actor.may(Permission.READ_ORDERS):
        return None
    rows = orders_of(db.session(), actor.tenant.id, customer_id, SHOWN + 1)
    told = {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "customer_id": customer_id}
    return Panel("orders/_customer.html", told)
