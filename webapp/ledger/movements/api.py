"""The JSON door of movements."""

from flask import g, has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.listing.listing import Listing
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.ledger.movements.listing import movements_in
from webapp.ledger.movements.scopes import scope_in
from webapp.ledger.movements.wire import MovementJson, movement_json

api = Api("movements", FLEXPORTAL)


def _listed() -> Listing:
    """Days are the asking tenant's; before anybody asks, the list is only described."""
    if not has_request_context():
        return movements_in("UTC")
    return movements_in(g.actor.tenant.time_zone, scope_in(request.args))


api.listing(
    "/movements",
    needs=Permission.READ_HISTORY,
    lists=_listed,
    key="movements",
    wire=movement_json,
    shape=MovementJson,
    summary="List movements of stock.",
)
