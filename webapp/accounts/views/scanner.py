"""The set-up of a desk: a test card that tells how its scanner types, and the form that keeps it."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask import render_template, url_for

from webapp.accounts.inputs import SetUpDesk, TestCard
from webapp.accounts.models import Desk
from webapp.accounts.operations.desks import read_test_card, set_up_desk
from webapp.accounts.queries import find_desk
from webapp.core.codes.card import MESSAGE, PLAIN, Finding
from webapp.core.codes.gs1 import GS
from webapp.core.codes.setup import DeskSetup
from webapp.core.data.database import db
from webapp.core.inputs.forms import form_class
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages

pages = Pages("scanner")

_CARD = {"plain": PLAIN, "message": MESSAGE}


def _desk(actor: Actor, desk_id: str) -> dict[str, Any]:
    return {"desk": find_desk(db.session(), actor.tenant.id, desk_id), "card": _CARD}


def _kept(actor: Actor, desk_id: str) -> dict[str, Any]:
    kept: dict[str, Any] = DeskSetup.of(_desk(actor, desk_id)["desk"].setup).kept()
    return kept


def _done(desk: Desk, desk_id: str) -> Done:
    return Done(url_for("desks.desk", desk_id=desk_id), f"{desk.name} is set up.")


def _reads(form: Mapping[str, str], actor: Actor) -> tuple[TestCard, Mapping[str, str]]:
    names = ("deskId", "first", "second", "ended")
    return TestCard.from_form({name: form.get(name, "") for name in names}, exponent=actor.tenant.exponent), form


def _shows(result: tuple[Desk, Finding], sent: Mapping[str, str]) -> str:
    """The same page, with what was found, and filled with what it leads to."""
    desk, finding = result
    form = form_class(SetUpDesk)(formdata=None, data={**DeskSetup.of(desk.setup).kept(), **finding.setup})
    form.op_id.data = secrets.token_urlsafe(16)
    seen = {name: sent.get(name, "").replace(GS, "\u241d") for name in ("first", "second", "ended")}
    return render_template("desks/scanner.html", form=form, desk=desk, card=_CARD, finding=finding, seen=seen)


pages.form(
    "/desks/<desk_id>/scanner",
    FormPage(
        calls=set_up_desk,
        template="desks/scanner.html",
        done=_done,
        context=_desk,
        initial=_kept,
        takes={"desk_id": "deskId"},
        editing=True,
    ),
    endpoint="index",
)
pages.fragment("/desks/scanner", calls=read_test_card, reads=_reads, shows=_shows)


def _reads_sound(form: Mapping[str, str], actor: Actor) -> tuple[SetUpDesk, None]:
    sent = {name: form[name] for name in ("deskId", "volume", "muted") if name in form}
    return SetUpDesk.from_form(sent, exponent=actor.tenant.exponent), None


pages.fragment("/desks/sound", calls=set_up_desk, reads=_reads_sound, shows=lambda desk, _: "")
