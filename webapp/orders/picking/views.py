"""The pick list of an order, or of several that are walked for together: as a page, and on paper."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.parts import in_parts
from webapp.core.operation.actor import Actor
from webapp.core.paper.report import report_pdf
from webapp.core.web.html import Page, Pages
from webapp.orders.picking.paper import pick_paper
from webapp.orders.picking.queries import MOST, PickList, pick_list
from webapp.orders.picking.wording import nothing_to_pick, short_of, too_many
from webapp.orders.queries import find_order, find_orders, oldest_first

pages = Pages("picks")


def _listed(actor: Actor, orders: list[Any]) -> PickList:
    return pick_list(db.session(), actor.tenant.id, orders, clock.now())


def _one(actor: Actor, order_id: str) -> PickList:
    return _listed(actor, [find_order(db.session(), actor.tenant.id, order_id)])


def _ticked() -> list[str]:
    return sorted({one[:64] for one in request.args.getlist("id")})


def _many(actor: Actor, ids: list[str]) -> PickList:
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
    ids = _ticked()
    if len(ids) > MOST:
        return _choice(actor, ids)
    listed = _many(actor, ids)
    return _page(listed, url_for("picks.picks_of_many_file", id=[order.id for order in listed.orders]))


@pages.page("/orders/picks.pdf", needs=Permission.READ_ORDERS)
def picks_of_many_file(actor: Actor) -> Page:
    """The same on paper."""
    ids = _ticked()
    if len(ids) > MOST:
        return redirect(url_for("picks.picks_of_many", id=ids), 303)
    return _paper("picks.pdf", _many(actor, ids), actor)


def _choice(actor: Actor, ids: list[str]) -> Page:
    """More than are walked for together: walk after walk, those that wait longest first."""
    there = oldest_first(db.session(), actor.tenant.id, ids)
    walks = [(len(part), url_for("picks.picks_of_many", id=part)) for part in in_parts(there, MOST)]
    none = PickList([], {}, [])
    nothing = too_many(len(ids)) if walks else nothing_to_pick(none)
    return render_template("orders/picks.html", listed=none, nothing=nothing, walks=walks)


def _page(listed: PickList, file: str) -> Page:
    told = {"nothing": nothing_to_pick(listed), "short_of": short_of}
    return render_template("orders/picks.html", listed=listed, file=file, **told)


def _paper(name: str, listed: PickList, actor: Actor) -> Page:
    headers = {"Content-Disposition": f"inline; filename={name}"}
    return Response(report_pdf(pick_paper(listed, actor)), headers=headers, content_type="application/pdf")
