"""The list of variants with their prices, and a variant's own page."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy import select

from webapp.accounts.models import Tenant
from webapp.accounts.permissions import Permission
from webapp.catalog.hooks import variant_shown
from webapp.catalog.operations.changes import set_variant_status
from webapp.catalog.operations.linking import link_gtin
from webapp.catalog.queries.variant_list import VARIANTS, find_variant, with_months
from webapp.catalog.queries.variants import PricedVariant, sku_choices
from webapp.catalog.views.choices import with_choices
from webapp.catalog.views.lifecycle import status_done
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages

pages = Pages("variants")


def _listed(visit: Visit) -> Listing:
    """The list with its choices, and a column for each contract length that is usual here."""
    lengths = select(Tenant.contract_lengths).where(Tenant.id == visit.actor.tenant.id)
    return with_months(with_choices(VARIANTS, visit), visit.session.execute(lengths).scalar_one())


pages.listing(
    "/variants",
    needs=Permission.READ_CATALOGUE,
    lists=_listed,
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


def _linked(changed: PricedVariant) -> Done:
    values = changed.values
    return Done(_page_of(values["id"]), f"The bar code stands for {values['variant_sku']} now.")


def _asked_for(actor: Actor) -> dict[str, Any]:
    return {"gtin": request.args.get("gtin", "")[:40], "quantity": "1"}


pages.form(
    "/variants/link",
    FormPage(
        calls=link_gtin,
        template="variants/link.html",
        done=_linked,
        context=lambda actor: {"skus": sku_choices(db.session(), actor.tenant.id)},
        initial=_asked_for,
    ),
)
