"""The page of movements, which the quantities of other pages lead to."""

from typing import Any

from flask import request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Pages, is_fragment
from webapp.core.web.subjects import address_of
from webapp.ledger.movements.choosing import movements_page
from webapp.ledger.movements.explaining import explain

pages = Pages("movements")


def _listed(visit: Visit) -> Listing:
    return movements_page(visit.session, visit.actor.tenant, visit.query)


def _around(actor: Actor) -> dict[str, Any]:
    """Where the parts of a row lead to, and the quantity that all rows explain."""

    def leads_to(row: Any) -> str:
        return address_of(row.unit_id, actor) or url_for("movements.index", recordId=row.record_id)

    def goods_of(row: Any) -> str:
        return address_of(row.variant_id or row.product_id, actor)

    def thing_of(row: Any) -> str:
        return address_of(row.unit_id or row.lot_id, actor)

    is_page = request.endpoint == "movements.index" and not is_fragment()
    explained = explain(db.session(), actor.tenant.id, request.args) if is_page else None

    def told_by(row: Any) -> str:
        return url_for("history.batch", batch_id=row.batch_id)

    ways = {"leads_to": leads_to, "goods_of": goods_of, "thing_of": thing_of, "told_by": told_by}
    return {**ways, "explained": explained, "bucket": request.args.get("bucket", "")}


pages.listing(
    "/movements", needs=Permission.READ_HISTORY, lists=_listed, template="movements/index.html", context=_around
)
