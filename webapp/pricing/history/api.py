"""The JSON door of prices over time."""

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import VariantNotFound
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.pricing.history.queries import price_steps, priced_variant
from webapp.pricing.history.wire import PricesJson, prices_json

prices = Api("prices", FLEXPORTAL)


@prices.read(
    "/products/variants/<variantId>/prices",
    needs=Permission.READ_CATALOGUE,
    shape=PricesJson,
    raises=(VariantNotFound,),
)
def get_prices(actor: Actor, variantId: str) -> PricesJson:  # noqa: N803
    """The prices of a variant: in effect, planned, and as they were."""
    variant = priced_variant(db.session(), actor, variantId)
    return prices_json(variant, price_steps(db.session(), actor, variantId), actor)
