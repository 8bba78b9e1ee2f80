"""The pick list of an order, or of several that are walked for together: as a page, and on paper."""

from typing import Any

from flask import Response, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.paper.report import report_pdf
from webapp.core.web.html import Page, Pages
from webapp.orders.picking.paper import pick_paper
from webapp.orders.picking.queries import PickList, pick_list
from webapp.orders.picking.wording import nothing_to_pick, short_of
from webapp.orders.queries import find_order, find_orders

pages = Pages("picks")

MOST = 50
"""So many orders are walked for together."""


def _listed(actor: Actor, orders: list[Any]) -> PickList:
    return pick_list(db.session(), actor.tenant.id, orders, clock.now())


def _one(actor: Actor, order_id: str) -> PickList:
    return _listed(actor, [find_order(db.session(), actor.tenant.id, order_id)])


def _ticked(actor: Actor) -> PickList:
    ids = sorted({one[:64] for one in request.args.getlist("id")[:MOST]})
    return _listed(actor, find_orders(db.session(), actor.tenant.id, ids) if ids else [])


@pages.page("/orders/<order_id>/picks", needs=Permission.READ_ORDERS)
def picks(actor: Actor, order_id: str) -> Page:
    """Where to go for what an order still waits for."""
    return _page(_one(actor, order_id), url_for("picks.picks_file", order_id=order_id))


@pages.page("/orders/<order_id>/picks.pdf", needs=Permission.READ_ORDERS)
def picks_file(actor: Actor, order_id: str) -> Page:
    """The same on paper."""
    return _paper(f"picks-{order_id}.pdf", _one(actor, order_id), actor)


@pages.page("/orders/picks", needs=Permission.READ_ORDERS)
def picks_of_many(actor: Actor) -> Page:
    """Where to go for what the ticked orders still wait for, on one walk."""
    listed = _ticked(actor)
    return _page(listed, url_for("picks.picks_of_many_file", id=[order.id for order in listed.orders]))


@pages.page("/orders/picks.pdf", needs=Permission.READ_ORDERS)
def picks_of_many_file(actor: Actor) -> Page:
    """The same on paper."""
    return _paper("picks.pdf", _ticked(actor), actor)


def _page(listed: PickList, file: str) -> Page:
    told = {"nothing": nothing_to_pick(listed), "short_of": short_of}
    return render_template("orders/picks.html", listed=listed, file=file, **told)


def _paper(name: str, listed: PickList, actor: Actor) -> Page:
    headers = {"Content-Disposition": f"inline; filename={name}"}
    return Response(report_pdf(pick_paper(listed, actor)), headers=headers, content_type="application/pdf")
