"""The page of movements, which the quantities of other pages lead to."""

from typing import Any

from flask import g, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Pages
from webapp.core.web.subjects import address_of
from webapp.ledger.movements.listing import movements_in

pages = Pages("movements")


def _listed() -> Listing:
    return movements_in(g.actor.tenant.time_zone, balanced=bool(request.args.get("recordId")))


def _around(actor: Actor) -> dict[str, Any]:
    """Where a row leads to: its unit, or else all movements of its record with what it held after each."""

    def leads_to(row: Any) -> str:
        return address_of(row.unit_id, actor) or url_for("movements.index", recordId=row.record_id)

    return {"leads_to": leads_to}


pages.listing(
    "/movements", needs=Permission.READ_HISTORY, lists=_listed, template="movements/index.html", context=_around
)
