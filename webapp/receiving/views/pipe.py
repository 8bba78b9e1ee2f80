"""The scan pipe's end at the server: JSON in, fragments out, and a clear word for each thing that can be wrong."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import HTTPException

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.runner import call
from webapp.core.web.api import dumps
from webapp.core.web.html import Page, enter
from webapp.core.web.problems import SignInNeeded
from webapp.receiving.errors import NotYours
from webapp.receiving.inputs.scans import TakeScans
from webapp.receiving.operations import take_scans
from webapp.receiving.operations.scans import REUSED
from webapp.receiving.queries.rows import ScanRow, scans_by_key
from webapp.receiving.results import Taken, TakenScan
from webapp.receiving.views.pages import pages
from webapp.receiving.views.showing import NOT_RECEIVED, row_of, said_under
from webapp.receiving.views.state import state_at


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return Response(dumps(body), status=status, content_type="application/json")


def _said(problem: Problem) -> Response:
    """A refusal as the pipe reads it; who is not signed in hears where to sign in."""
    if isinstance(problem, SignInNeeded):
        return _json({"signIn": url_for("sign_in.sign_in", next=url_for("receiving.desk"))}, 401)
    words = "; ".join(detail.message for detail in problem.details) or problem.words
    answer = _json({"message": words}, problem.status_in("html"))
    if problem.retry_after is not None:
        answer.headers["Retry-After"] = str(problem.retry_after)
    return answer


def _take() -> Page:
    try:
        actor = enter(Permission.RECEIVE)
        told = request.get_json()
        if not isinstance(told, dict):
            return _json({"message": "This request cannot be read."}, 422)
        if told.get("person") != actor.id:
            return _json({"person": actor.name, "message": NotYours(name="somebody else").words}, 403)
        return _json(_answer(actor, call(db.session(), take_scans, actor, _input(actor, told))))
    except HTTPException:
        return _json({"message": "This request cannot be read."}, 422)
    except Problem as problem:
        db.session.rollback()
        return _said(problem)


pages.add("/receive/scans", "take_scans", _take, ("POST",), Permission.RECEIVE, take_scans)


def _input(actor: Actor, told: dict[str, Any]) -> TakeScans:
    sent = {"intakeId": told.get("intake") or "", "scans": told.get("scans"), "takenOverFrom": told.get("takeOver")}
    return TakeScans.from_form(sent, exponent=actor.tenant.exponent, currency=actor.tenant.currency)


def _answer(actor: Actor, taken: Taken) -> dict[str, Any]:
    """Each scan's row, the earlier rows that changed, and what is chosen now."""
    session = db.session()
    keys = {one.key for one in taken.scans} | set(taken.changed)
    rows = scans_by_key(session, actor.tenant.id, keys)
    state = state_at(session, actor, taken.intake.id)
    shown = {"intake": state.intake, "context": state.context, "key": taken.scans[0].key}
    return {
        "intake": taken.intake.id,
        "results": [
            _unheard(one) if one.say == REUSED else _result(rows[one.key], actor, say=one.say) for one in taken.scans
        ],
        "changed": [_result(rows[key], actor, say="") for key in taken.changed if key in rows],
        "context": render_template("receiving/_context.html", **shown),
        "totals": render_template("receiving/_totals.html", totals=state.totals, intake=state.intake),
    }


def _result(row: ScanRow, actor: Actor, *, say: str) -> dict[str, Any]:
    """A row's answer; what has no code of its own, a choice or a preset, leaves no row behind."""
    shown = row_of(row, actor)
    html = render_template("receiving/_row.html", row=shown) if row.code else ""
    return {
        "key": row.key,
        "state": row.state,
        "sound": row.state,
        "title": shown["title"],
        "say": said_under(shown["title"], say or row.say),
        "code": row.code,
        "html": html,
    }


def _unheard(one: TakenScan) -> dict[str, Any]:
    """A scan whose key stands for another one: no row is kept of it, but somebody has to hear of it."""
    row: dict[str, Any] = {"key": one.key, "code": one.code, "state": one.state, "title": NOT_RECEIVED, "text": one.say}
    row |= {"at": None, "unit_url": "", "actions": []}
    html = render_template("receiving/_row.html", row=row)
    told = {"key": one.key, "state": one.state, "sound": one.state, "title": NOT_RECEIVED, "say": one.say}
    return {**told, "code": one.code, "html": html}


@pages.page("/receive/token", needs=Permission.RECEIVE)
def token(actor: Actor) -> Page:
    """Who is signed in, with a token that holds: signing in anew makes the old one useless."""
    return _json({"token": generate_csrf(), "person": actor.id, "name": actor.name})
