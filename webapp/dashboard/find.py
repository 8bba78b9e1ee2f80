"""The one box: whatever code or name is scanned or typed, the page of the thing that has it."""

from flask import redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.text import clean
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page
from webapp.dashboard.search import Box, exact, partly
from webapp.dashboard.views import pages

__all__ = ["find", "pages"]

LONGEST = 300


@pages.page("/find", needs=Permission.READ_STOCK)
def find(actor: Actor) -> Page:
    """The only thing that is called so; of several a list to choose from, and of none what comes near."""
    try:
        words = clean(request.args.get("q", ""))[:LONGEST]
    except ValueError:
        words = ""
    if not words:
        return redirect(url_for("dashboard.index"), 303)
    box = Box(db.session(), actor, words)
    groups = exact(box)
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) == 1:
        return redirect(hits[0].href, 303)
    return render_template("dashboard/find.html", q=words, groups=groups or partly(box), exact=bool(groups))
