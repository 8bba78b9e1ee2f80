"""The receiving desk's page; without a script the same forms post here and get the page again."""

import secrets
from typing import Any

from flask import redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import setup_of
from webapp.catalog.queries.variants import sku_choices
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.runner import call
from webapp.core.web.html import Page, enter
from webapp.core.web.targets import tell
from webapp.locations.queries import place_names
from webapp.receiving.inputs.scans import TakeScans
from webapp.receiving.operations import take_scans
from webapp.receiving.operations.scans import REUSED
from webapp.receiving.queries.rows import scans_of
from webapp.receiving.views.pages import pages
from webapp.receiving.views.showing import row_of
from webapp.receiving.views.state import state_at

SET = (
    "sku", "grade", "location", "acquisitionCost", "acquisitionDate", "condition", "notes", "status", "lotNumber",
    "expiresOn",
)  # fmt: skip

LONGEST = 512
"""So much of what another page offers to receive is taken along."""


def _desk() -> Page:
    actor = enter(Permission.RECEIVE)
    return _take(actor) if request.method == "POST" else _show(actor)


pages.add("/receive", "desk", _desk, ("GET", "POST"), Permission.RECEIVE, take_scans)


def _show(actor: Actor) -> Page:
    session, tenant_id = db.session(), actor.tenant.id
    state = state_at(session, actor, request.args.get("intake", ""))
    rows = scans_of(session, tenant_id, state.intake["id"]) if state.intake else []
    setup = setup_of(session, tenant_id, actor.desk_id)
    return render_template(
        "receiving/receive.html",
        intake=state.intake,
        context=state.context,
        totals=state.totals,
        rows=[row_of(row, actor) for row in rows],
        key=secrets.token_urlsafe(12),
        wedge=setup.wedge.for_page(),
        sound={"volume": setup.volume, "muted": setup.muted} if actor.desk_id else None,
        skus=sku_choices(session, tenant_id),
        places=place_names(session, tenant_id),
        offered={name: request.args.get(name, "").strip()[:LONGEST] for name in ("sku", "code")},
    )


def _take(actor: Actor) -> Page:
    """One form of a browser without a script: a code, a choice, a preset or a parcel."""
    told = {"intakeId": request.form.get("intake", ""), "scans": [_scan()]}
    try:
        data = TakeScans.from_form(told, exponent=actor.tenant.exponent, currency=actor.tenant.currency)
        taken = call(db.session(), take_scans, actor, data)
    except Problem as problem:
        tell("refused", " ".join(detail.message for detail in problem.details) or problem.words)
        return redirect(url_for("receiving.desk", intake=request.form.get("intake") or None), 303)
    for one in taken.scans:
        if one.say == REUSED:  # no row tells of it
            tell("refused", f"{one.code}: this page was sent before. Nothing was done; scan it again.")
    return redirect(url_for("receiving.desk", intake=taken.intake.id), 303)


def _scan() -> dict[str, Any]:
    """The form as one scan; ``key`` is the page's own, so that sending it twice does nothing twice."""
    form = request.form
    scan: dict[str, Any] = {"key": form.get("key", ""), "code": form.get("code", ""), "typed": "true"}
    if "answer" in form:
        to, _, choice = form["answer"].partition(" ")
        return {"key": f"{scan['key']}-{to[:40]}", "answer": {"to": to, "choice": choice}}
    preset = {name: form[name] for name in SET if name in form}
    if preset:
        return {"key": scan["key"], "set": preset}
    if form.get("qty"):
        scan["qty"] = form["qty"]
    if form.get("lot"):
        scan["lot"] = {"number": form["lot"], "expiry": form.get("expiry", "")}
    return scan
