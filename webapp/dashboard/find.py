"""The one box: whatever code or name is scanned or typed, the page of the thing that has it."""

from flask import redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import wedge_of
from webapp.core.codes.reading import CodeRefused, read_code
from webapp.core.codes.wedge import Wedge
from webapp.core.data.database import db
from webapp.core.inputs.text import clean
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, is_fragment
from webapp.dashboard.box import Box
from webapp.dashboard.cards import command_does, command_words, unknown_does
from webapp.dashboard.search import exact, near, partly
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
    if not groups and (meant := _as_scanned(actor, raw)) is not None and (found := exact(meant)):
        box, groups = meant, found
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) == 1 and not is_fragment():
        return redirect(hits[0].href, 303)
    told = {"exact": bool(groups), "one": len(hits) == 1, "command": "", "does": ()}
    if not groups:
        told["command"] = command_words(box.words)
        groups = [] if told["command"] else partly(box)
        if not told["command"] and "Units" not in {group.title for group in groups}:
            groups = [*near(box), *groups]
        told["does"] = command_does(actor) if told["command"] else unknown_does(actor, box.words, box.gtin, raw.strip())
    template = f"dashboard/{'_found' if is_fragment() else 'find'}.html"
    return render_template(template, q=box.words, groups=groups, **told)


def _as_scanned(actor: Actor, raw: str) -> Box | None:
    """What was typed, as the desk's scanner means it; nothing where that is the same."""
    if not actor.desk_id:
        return None
    wedge = wedge_of(db.session(), actor.tenant.id, actor.desk_id)
    return None if wedge.read(raw) == raw else _asked(actor, raw, wedge)


def _asked(actor: Actor, raw: str, wedge: Wedge | None = None) -> Box:
    """What was typed or scanned; of a GS1 message the serial, else what its GTIN and lot say."""
    session = db.session()
    try:
        reading = read_code(raw, wedge)
    except CodeRefused:
        reading = None
    if reading is not None and reading.is_gs1:
        return Box(
            session, actor, reading.serial or reading.lot or reading.gtin or "", reading.gtin or "", reading.lot or ""
        )
    try:
        return Box(session, actor, clean(wedge.read(raw) if wedge else raw)[:LONGEST])
    except ValueError:
        return Box(session, actor, "")
