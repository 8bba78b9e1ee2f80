"""The pages of shipments: what leaves together, what is known of it, its papers, and its part of the order's page."""

from typing import Any

from flask import Response, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.paper.report import Report, report_pdf
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.ledger.operations import may_take_back
from webapp.orders.hooks import Panel, Step
from webapp.orders.queries import find_order
from webapp.shipments.operations import change_shipment, ship_order
from webapp.shipments.paper import delivery_note, packing_list
from webapp.shipments.queries import find_shipment, left_by_then, shipments_of, shipped_rentals

pages = Pages("shipments")


def _order(actor: Actor, order_id: str) -> dict[str, Any]:
    return {"order": find_order(db.session(), actor.tenant.id, order_id)}


def _waiting(actor: Actor, order: Any) -> list[Any]:
    """What went out and has not left yet."""
    out = [one for one in order.rentals if one.status == "active"]
    left = shipped_rentals(db.session(), actor.tenant.id, [one.id for one in out])
    return [one for one in out if one.id not in left]


def _all_of_it(actor: Actor, order_id: str) -> dict[str, Any]:
    waiting = _waiting(actor, _order(actor, order_id)["order"])
    return {
        "serialNumbers": "\n".join(one.serial for one in waiting),
        "shippedAt": clock.today(actor.tenant.time_zone).isoformat(),
    }


def _left(row: Any, order_id: str) -> Done:
    many = len(row.units)
    words = f"{many} unit{'' if many == 1 else 's'} left. The delivery note and the packing list stand below."
    return Done(url_for("orders.order", order_id=order_id), words)


pages.form(
    "/orders/<order_id>/ship",
    FormPage(
        calls=ship_order,
        template="shipments/ship.html",
        done=_left,
        context=_order,
        initial=_all_of_it,
        takes={"order_id": "orderId"},
    ),
)


def _shipment(actor: Actor, shipment_id: str) -> dict[str, Any]:
    return {"shipment": find_shipment(db.session(), actor.tenant.id, shipment_id)}


def _known(actor: Actor, shipment_id: str) -> dict[str, Any]:
    row = _shipment(actor, shipment_id)["shipment"]
    return {
        "version": str(row.version),
        "trackingNumber": row.tracking_number,
        "carrier": row.carrier,
        "shippedAt": row.shipped_on.isoformat(),
        "notes": row.notes,
    }


pages.form(
    "/shipments/<shipment_id>/edit",
    FormPage(
        calls=change_shipment,
        template="shipments/edit.html",
        done=lambda row, shipment_id: Done(url_for("orders.order", order_id=row.order_id), "The shipment is saved."),
        context=_shipment,
        initial=_known,
        takes={"shipment_id": "shipmentId"},
        editing=True,
    ),
)


@pages.page("/shipments/<shipment_id>/delivery-note.pdf", needs=Permission.READ_ORDERS)
def delivery_note_file(actor: Actor, shipment_id: str) -> Page:
    """The delivery note of a shipment."""
    shipment, order = _both(actor, shipment_id)
    left = left_by_then(db.session(), actor.tenant.id, shipment)
    return _paper(f"delivery-note-{shipment_id}.pdf", delivery_note(shipment, order, actor, left))


@pages.page("/shipments/<shipment_id>/packing-list.pdf", needs=Permission.READ_ORDERS)
def packing_list_file(actor: Actor, shipment_id: str) -> Page:
    """The packing list of a shipment."""
    shipment, order = _both(actor, shipment_id)
    return _paper(f"packing-list-{shipment_id}.pdf", packing_list(shipment, order, actor))


def _both(actor: Actor, shipment_id: str) -> tuple[Any, Any]:
    shipment = find_shipment(db.session(), actor.tenant.id, shipment_id)
    return shipment, find_order(db.session(), actor.tenant.id, shipment.order_id)


def _paper(name: str, told: Report) -> Page:
    headers = {"Content-Disposition": f"inline; filename={name}"}
    return Response(report_pdf(told), headers=headers, content_type="application/pdf")


def order_panel(actor: Actor, order: Any) -> Panel | None:
    """What left for an order and with which papers, and the way to let more leave, for its page."""
    if not order.rentals:
        return None
    rows = shipments_of(db.session(), actor.tenant.id, order.id)
    left = {unit.rental_id for row in rows for unit in row.units}
    waits = any(one.status == "active" and one.id not in left for one in order.rentals)
    acts = actor.may(Permission.FULFIL)
    undo = {
        row.id: url_for("history.undo_batch", batch_id=row.batch_id)
        for row in rows
        if acts and may_take_back(actor, row.sent_by, row.sent_at, clock.now())
    }
    told = {"order": order, "shipments": rows, "acts": acts, "undo": undo}
    step = Step("Ship", url_for("shipments.ship_order", order_id=order.id)) if acts and waits else None
    return Panel("shipments/_order.html", told, step)
