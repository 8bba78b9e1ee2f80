"""The page where an order is fulfilled from a list: its units go out with one press, each answered by a row."""

import secrets
from typing import Any

from flask import Response, g, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, form_class
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.runner import Retry, perform
from webapp.core.web.html import FormPage, Page, answer_of, enter, go
from webapp.core.web.retry import form_retry
from webapp.core.web.targets import refuse
from webapp.ledger.operations import Undone, undo_batch
from webapp.orders.hooks import Panel, Step
from webapp.orders.queries import find_order
from webapp.subscriptions.fulfilling import Fulfilled, fulfil_order
from webapp.subscriptions.views.desk.rows import TITLES, Row
from webapp.subscriptions.views.outcome import outcome_rows, row_of_undo, staying
from webapp.subscriptions.views.subscriptions import pages


def _found(actor: Actor, order_id: str) -> dict[str, Any]:
    return {"order": find_order(db.session(), actor.tenant.id, order_id)}


def _went(told: Fulfilled, order_id: str) -> str:
    """A row for each unit; the form below holds what stays, with the terms that were typed."""
    sent = request.form.copy()
    rows = outcome_rows(g.actor, told, sent)
    stay, went = staying(rows), sum(one["title"] == TITLES["accepted"] for one in rows)
    wanted = _wanted(told.order)
    sent["serialNumbers"] = "\n".join(stay)
    said = f"{went:,} went out" if went else "None went out"
    if stay:
        said += f", {len(stay):,} stay{'s' if len(stay) == 1 else ''} here"
        return _page(told.order, rows, sent, (said, "What stays here is in the field below again."))
    more = f"{wanted:,} still to go out." if wanted else "All of this order went out."
    return _page(told.order, rows, sent, (said, more))


def _taken_back(done: Undone, order_id: str) -> str:
    """A row for the unit; the form below holds all that was in it."""
    sent, order = request.form.copy(), _found(g.actor, order_id)["order"]
    more = "What was in the field below is there still." if _wanted(order) else "All of this order went out."
    said = "It went out again" if done.again else "It is here again"
    return _page(order, [row_of_undo(order_id, done, sent)], sent, (said, more))


def _wanted(order: Any) -> int:
    return sum(line.quantity - line.rented - line.closed for line in order.lines)


def _form(sent: MultiDict[str, str]) -> BoundForm:
    form = form_class(fulfil_order.input)(formdata=sent)
    form.op_id.data, form.sent = secrets.token_urlsafe(16), sent
    return form


def _page(order: Any, rows: list[Row], sent: MultiDict[str, str], words: tuple[str, str]) -> str:
    has_form = bool(staying(rows) or _wanted(order))
    if has_form:  # an undo is sent with it: what was typed by then is kept, without any script
        rows = [{**one, "actions": [_with_form(action) for action in one["actions"]]} for one in rows]
    told = {"rows": rows, "said": words[0], "more": words[1], "has_form": has_form}
    return render_template("subscriptions/fulfilled.html", form=_form(sent), order=order, **told)


def _with_form(action: Row) -> Row:
    return {**action, "form": "form"} if "fields" in action else action


def _each_by_itself(retry: Retry | None) -> Retry | None:
    """Behind Back, all the buttons of a page have one key again; nothing is taken back twice without it either."""
    return retry and Retry(f"{retry.key} {retry.fingerprint}", retry.fingerprint)


def _take_back(order_id: str, batch_id: str) -> Page:
    """One unit comes back, or its undo is undone; refused or not, the form is shown with all that was in it."""
    actor = enter(undo_batch.needs)
    try:
        data = undo_batch.input.from_form({"batchId": batch_id}, exponent=actor.tenant.exponent)
        retry = _each_by_itself(form_retry(request.form.to_dict()))
        return go(
            perform(db.session(), undo_batch, actor, data, lambda done: answer_of(_taken_back(done, order_id)), retry)
        )
    except Problem as problem:
        order = _found(actor, order_id)["order"]
        refuse(problem, actor)
        page = render_template("subscriptions/fulfil.html", form=_form(request.form.copy()), order=order)
        return Response(page, status=problem.status_in("html"), content_type="text/html; charset=utf-8")


pages.form(
    "/orders/<order_id>/fulfil",
    FormPage(
        calls=fulfil_order,
        template="subscriptions/fulfil.html",
        done=_went,
        context=_found,
        takes={"order_id": "orderId"},
    ),
)
pages.add("/orders/<order_id>/fulfil/<batch_id>/undo", "take_back", _take_back, ("POST",), undo_batch.needs, undo_batch)


def order_panel(actor: Actor, order: Any) -> Panel | None:
    """Which units went out for an order, and the way to let more go, for its page."""
    offers = actor.may(Permission.FULFIL) and order.status in ("confirmed", "partial")
    if not (offers or order.rentals):
        return None
    step = Step("Fulfil at the desk", url_for("fulfil.desk", order=order.id), "fulfil") if offers else None
    return Panel("subscriptions/_order.html", {"order": order, "offers": offers}, step)
