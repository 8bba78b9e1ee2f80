"""The list of variants with their prices, and a variant's own page."""

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.catalog.hooks import variant_shown
from webapp.catalog.operations.changes import set_variant_status
from webapp.catalog.queries.variant_list import VARIANTS, find_variant
from webapp.catalog.views.choices import with_choices
from webapp.catalog.views.lifecycle import status_done
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page, Pages

pages = Pages("variants")

pages.listing(
    "/variants",
    needs=Permission.READ_CATALOGUE,
    lists=lambda: with_choices(VARIANTS),
    template="variants/index.html",
)


@pages.page("/variants/<variant_id>", needs=Permission.READ_CATALOGUE)
def variant(actor: Actor, variant_id: str) -> Page:
    """A variant: its facts, prices and codes, and what higher features know of it."""
    found = find_variant(db.session(), actor.tenant.id, variant_id)
    panels = [panel for panel in variant_shown(actor, variant_id) if panel is not None]
    return render_template("variants/detail.html", variant=found, panels=panels)


def _page_of(variant_id: str) -> str:
    return url_for("variants.variant", variant_id=variant_id)


pages.action(
    "/variants/<variant_id>/status",
    calls=set_variant_status,
    done=lambda turned, variant_id: status_done(turned, _page_of(variant_id)),
    back=_page_of,
    takes={"variant_id": "variantId"},
)
