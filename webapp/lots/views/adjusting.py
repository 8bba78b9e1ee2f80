"""Adjusting a lot: scanned or picked, a verb and a number, what it comes to, and one confirm."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import wedge_of
from webapp.core.codes.errors import CodeRefused
from webapp.core.codes.reading import Reading, read_code
from webapp.core.codes.wedge import Wedge
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page
from webapp.ledger.errors import LotNotPickable
from webapp.ledger.quantities import broken_words
from webapp.ledger.words import STOPPED
from webapp.lots.inputs import VERBS
from webapp.lots.operations import adjust_lot
from webapp.lots.preview import WORDS, Standing, after
from webapp.lots.queries.finding import Sought, seek_lots
from webapp.lots.queries.history import kept_for, takes_before
from webapp.lots.queries.rows import picks, version_of
from webapp.lots.views.pages import done_with, lot_of, pages, read_before, row_of


@pages.page("/lots/scan", needs=Permission.KEEP_LOTS)
def scan(actor: Actor) -> Page:
    """A lot by its code: the one that is meant, or those to choose from, the one to pick first on top."""
    code, sought, refused = request.args.get("code", "")[:8192], None, ""
    wedge = wedge_of(db.session(), actor.tenant.id, actor.desk_id)
    if code.strip():
        try:
            sought = _sought(actor, code, wedge if "typed" in request.args else None)
        except CodeRefused as problem:
            refused = problem.words
    if sought is not None and len(sought.lots) == 1:
        return redirect(_adjusting(sought, sought.lots[0].id), 303)
    if sought is not None and not sought.lots and sought.segments and sought.number and len(sought.items) == 1:
        return redirect(_opening(sought), 303)
    return render_template(
        "lots/scan.html",
        code=code,
        sought=sought,
        refused=refused,
        adjusting=_adjusting,
        opening=_opening,
        wedge=wedge.for_page(),
    )


def _sought(actor: Actor, code: str, wedge: Wedge | None) -> Sought:
    """What a code means; one that no script read, as the desk's scanner means it, or else as it was typed."""
    session, tenant_id = db.session(), actor.tenant.id
    sought = seek_lots(session, tenant_id, read_code(code, wedge))
    if wedge is None or sought.lots or sought.items or wedge.read(code) == code:
        return sought
    by_hand = seek_lots(session, tenant_id, read_code(code))
    return by_hand if by_hand.lots or by_hand.items else sought


def _wedge(actor: Actor) -> dict[str, Any]:
    """How the desk's scanner types, for the box."""
    return wedge_of(db.session(), actor.tenant.id, actor.desk_id).for_page()


def _adjusting(sought: Sought, lot_id: str) -> str:
    """The lot's form with what the code says; what it says is shown there too."""
    told: dict[str, Any] = {"qty": sought.quantity, "verb": "receive"} if sought.quantity else {}
    code = sought.text if sought.segments else None
    return url_for("lots.adjust_lot", lot_id=lot_id, **told, code=code)


def _opening(sought: Sought) -> str:
    """Where a lot is opened of the item that the code names, with all else that the code says."""
    told: dict[str, Any] = {
        "item_id": sought.items[0].id if len(sought.items) == 1 else None,
        "number": sought.number or None,
        "expires_at": sought.expiry.isoformat() if sought.expiry else None,
        "available_qty": sought.quantity,
        "code": sought.text if sought.segments else None,
    }
    return url_for("lots.create_lot", **{name: value for name, value in told.items() if value})


def show_equation(form: MultiDict[str, str], target: str) -> None:
    """The button that asks what it comes to, where no script says it: nothing that was typed changes."""


def _then(verb: str | None, typed: str | None, lot: Standing, reference: str | None) -> dict[str, int] | None:
    """What a half-typed form comes to; None where it says nothing yet, or there is not so much."""
    text = (typed or "").strip()
    if verb not in VERBS or not (text.isascii() and text.isdecimal() and len(text) < 11):
        return None
    return after(verb or "", int(text), lot, (reference or "").strip())


def _context(actor: Actor, lot_id: str) -> dict[str, Any]:
    known = lot_of(actor, lot_id)
    session, lot, read = db.session(), known["lot"], read_before()
    standing = Standing(
        now=known["stands"],
        kept=kept_for(session, actor.tenant.id, lot_id),
        is_picked=picks(lot, clock.now()),
        is_stopped=lot.status in STOPPED,
    )
    return {
        **known,
        "earlier": takes_before(session, actor.tenant.id, lot),
        "verbs": {verb: WORDS[verb] for verb in VERBS if verb != "scrap" or actor.may(Permission.CORRECT_LOTS)},
        "then": _then,
        "standing": standing,
        "stopped": LotNotPickable.message,
        "wedge": _wedge(actor),
        "read": read,
        "other_day": _other_day(actor, lot, read),
    }


def _other_day(actor: Actor, lot: Any, read: Reading | None) -> dt.date | None:
    """The last day in the code, where the lot has another."""
    if read is None or read.expiry is None or lot.expires_at is None:
        return None
    is_same = read.expiry == lot.expires_at.astimezone(ZoneInfo(actor.tenant.time_zone)).date()
    return None if is_same else read.expiry


def _asked_for(actor: Actor, lot_id: str) -> dict[str, Any]:
    return {
        "version": version_of(row_of(actor, lot_id)),
        **{name: request.args.get(name, "")[:200] for name in ("verb", "qty", "reference")},
    }


def _choose_verb(form: BoundForm, actor: Actor, lot_id: str) -> None:
    offer(form["verb"], [(verb, words[0]) for verb, words in WORDS.items()])


def _done(row: Any, lot_id: str) -> Done:
    now = f"{row.number}: {row.available:,} available, {row.reserved:,} reserved, {row.held:,} held."
    return done_with(row, f"{now}{broken_words(row.broken)}")


pages.form(
    "/lots/<lot_id>/adjust",
    FormPage(
        calls=adjust_lot,
        template="lots/adjust.html",
        done=_done,
        context=_context,
        initial=_asked_for,
        prepare=_choose_verb,
    ),
)
