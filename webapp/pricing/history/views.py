"""The page of a variant's prices over time, and the part of it that the variant's own page shows."""

from typing import Any

from flask import render_template

from webapp.accounts.permissions import Permission
from webapp.catalog.hooks import Panel
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, Pages
from webapp.pricing.history.picture import draw
from webapp.pricing.history.queries import price_steps, priced_variant

pages = Pages("prices")


def history_panel(actor: Actor, variant_id: str) -> Panel:
    """The prices over time, for the variant's own page."""
    return Panel("pricing/history/_panel.html", _told(actor, variant_id))


def _told(actor: Actor, variant_id: str) -> dict[str, Any]:
    steps = price_steps(db.session(), actor, variant_id)
    return {"steps": steps, "picture": draw(steps.every, steps.now), "variant_id": variant_id}


@pages.page("/variants/<variant_id>/prices", needs=Permission.READ_CATALOGUE)
def variant(actor: Actor, variant_id: str) -> Page:
    """The prices of one variant: in effect, planned, and as they were."""
    found = priced_variant(db.session(), actor, variant_id)
    return render_template("pricing/history/variant.html", variant=found, told=_told(actor, variant_id))
