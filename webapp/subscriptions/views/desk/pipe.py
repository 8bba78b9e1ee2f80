"""The scan pipe's end at the fulfilment desk: scans in their order, each answered by its row."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import HTTPException

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.web.api import dumps
from webapp.core.web.html import Page, enter
from webapp.core.web.problems import SignInNeeded
from webapp.subscriptions.fulfilling import fulfil_order
from webapp.subscriptions.views.desk.hearing import hear
from webapp.subscriptions.views.desk.page import LONGEST, MOST_ID, address_of, pages, shown_order
from webapp.subscriptions.views.desk.rows import TITLES, Heard, Row, Scan

MOST = 50
MOST_SENT = 8192
"""What the scan field takes; a code that is too long is refused in its own row."""
UNREADABLE = "This request cannot be read."


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return Response(dumps(body), status=status, content_type="application/json")


def take() -> Page:
    """Scans of one person, each done once and in order."""
    try:
        actor = enter(Permission.FULFIL)
        told = request.get_json()
        scans = _scans(told)
        order_id = told.get("intake", "") if scans else None
        if scans is None or not isinstance(order_id, str) or len(order_id) > MOST_ID:
            return _json({"message": UNREADABLE}, 422)
        takes_over = told.get("takeOver") not in (None, actor.id)
        if told.get("person") != actor.id or (takes_over and not actor.may(Permission.UNDO_ANY)):
            return _json({"person": actor.name, "message": "These were scanned by somebody else."}, 403)
        return _json(_answer(actor, order_id, scans))
    except HTTPException:
        return _json({"message": UNREADABLE}, 422)
    except SignInNeeded:
        return _json({"signIn": url_for("sign_in.sign_in", next=url_for("fulfil.desk"))}, 401)
    except Problem as problem:
        db.session.rollback()
        answer = _json({"message": problem.words}, problem.status_in("html"))
        if problem.retry_after is not None:
            answer.headers["Retry-After"] = str(problem.retry_after)
        return answer


pages.add("/fulfil/scans", "take_scans", take, ("POST",), Permission.FULFIL, fulfil_order)


def _scans(told: Any) -> list[Scan] | None:
    """The scans of a request, or None for one that no desk sends."""
    sent = told.get("scans") if isinstance(told, dict) else None
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST:
        return None
    read = [_scan(one) for one in sent]
    return None if None in read else [one for one in read if one]


def _scan(one: Any) -> Scan | None:
    if not isinstance(one, dict):
        return None
    answer = one.get("answer") or {}
    key, code = one.get("key"), one.get("code") or ""
    choice = answer.get("choice", "") if isinstance(answer, dict) else None
    if not all(isinstance(part, str) and len(part) <= MOST_SENT for part in (key, code, choice)):
        return None
    if not (8 <= len(str(key)) <= 64 and str(key).isascii() and str(key).isprintable() and (code or choice)):
        return None
    return Scan(str(key), "" if choice else code, str(choice), str(answer.get("to", ""))[:LONGEST])


def _answer(actor: Actor, order_id: str, scans: list[Scan]) -> dict[str, Any]:
    """Each scan with the order that those before it opened.

    The window says which was open before the first: those whose answer nobody heard are sent again, and begin there.
    """
    results, changed = [], []
    for scan in scans:
        heard = hear(actor, order_id, scan)
        order_id = heard.order_id
        results.append(_result(scan, heard))
        changed += [_shown(key, row) for key, row in heard.changed.items()]
    shown = shown_order(actor, order_id)
    address = address_of(order_id)
    return {
        "intake": order_id,
        "address": address,
        "signIn": url_for("sign_in.sign_in", next=address),
        "results": results,
        "changed": changed,
        "context": render_template("subscriptions/desk/_context.html", **shown),
        "totals": render_template("subscriptions/desk/_order.html", **shown),
    }


def _result(scan: Scan, heard: Heard) -> dict[str, Any]:
    """A scan's answer. A press has no row of its own: the one it was pressed in changes."""
    shown = _shown(scan.key, heard.row)
    has_row = scan.code or not heard.changed or heard.row["state"] == "accepted"
    return shown if has_row else {**shown, "html": "", "banner": shown["html"]}


def _shown(key: str, row: Row) -> dict[str, Any]:
    html = render_template("receiving/_row.html", row=row)
    counted = row["state"] != "accepted" or row["title"] == TITLES["accepted"]
    said = {"title": row["title"], "say": row["text"], "code": row["code"], "counted": counted}
    return {"key": key, "state": row["state"], "sound": row["state"], **said, "html": html}


@pages.page("/fulfil/token", needs=Permission.FULFIL)
def token(actor: Actor) -> Page:
    """Who is signed in, with a token that holds: signing in anew makes the old one useless."""
    return _json({"token": generate_csrf(), "person": actor.id, "name": actor.name})
