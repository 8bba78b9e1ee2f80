"""The one box: whatever code or name is scanned or typed, the page of the thing that has it."""

from flask import redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.codes.reading import CodeRefused, read_code
from webapp.core.data.database import db
from webapp.core.inputs.text import clean
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, is_fragment
from webapp.dashboard.cards import unknown_does
from webapp.dashboard.search import Box, exact, partly
from webapp.dashboard.views import pages

__all__ = ["find", "pages"]

LONGEST = 300


@pages.page("/find", needs=Permission.READ_STOCK)
def find(actor: Actor) -> Page:
    """The only thing that is called so; of several a list to choose from, and of none what comes near.

    Below the box it is a card, on a page of its own the thing's page.
    """
    raw = request.args.get("q", "")
    box = _asked(actor, raw)
    if not box.words:
        return "" if is_fragment() else redirect(url_for("dashboard.index"), 303)
    groups = exact(box)
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) == 1 and not is_fragment():
        return redirect(hits[0].href, 303)
    told = {"q": box.words, "groups": groups or partly(box), "exact": bool(groups), "one": len(hits) == 1}
    does = () if groups else unknown_does(actor, box.words)
    return render_template(f"dashboard/{'_found' if is_fragment() else 'find'}.html", does=does, **told)


def _asked(actor: Actor, raw: str) -> Box:
    """What was typed or scanned; of a GS1 message the serial, else what its GTIN and lot say."""
    session = db.session()
    try:
        reading = read_code(raw)
    except CodeRefused:
        reading = None
    if reading is not None and reading.is_gs1:
        return Box(
            session, actor, reading.serial or reading.lot or reading.gtin or "", reading.gtin or "", reading.lot or ""
        )
    try:
        return Box(session, actor, clean(raw)[:LONGEST])
    except ValueError:
        return Box(session, actor, "")
