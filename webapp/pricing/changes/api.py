"""The JSON door of price changes."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.pricing.changes.errors import PriceChangeNotFound
from webapp.pricing.changes.operations import create_price_change, end_price_change, preview_price_change
from webapp.pricing.changes.queries import PRICE_CHANGES, find_change
from webapp.pricing.changes.wire import (
    ChangeJson,
    PreviewJson,
    WholeChangeJson,
    change_json,
    preview_json,
    whole_change_json,
)

changes = Api("price_changes", FLEXPORTAL)

changes.listing(
    "/price-changes",
    needs=Permission.READ_CATALOGUE,
    lists=lambda: PRICE_CHANGES,
    key="priceChanges",
    wire=change_json,
    shape=ChangeJson,
    summary="List price changes.",
)
changes.write(
    "POST", "/price-changes", calls=create_price_change, wire=whole_change_json, shape=WholeChangeJson, status=201
)
changes.write("POST", "/price-changes/preview", calls=preview_price_change, wire=preview_json, shape=PreviewJson)


@changes.read(
    "/price-changes/<priceChangeId>",
    needs=Permission.READ_CATALOGUE,
    shape=WholeChangeJson,
    raises=(PriceChangeNotFound,),
)
def get_price_change(actor: Actor, priceChangeId: str) -> WholeChangeJson:  # noqa: N803
    """One price change with its prices."""
    return whole_change_json(find_change(db.session(), actor.tenant.id, priceChangeId), actor)


changes.write(
    "POST",
    "/price-changes/<priceChangeId>/end",
    calls=end_price_change,
    wire=whole_change_json,
    shape=WholeChangeJson,
)
