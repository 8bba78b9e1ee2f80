"""The JSON door of the exceptions."""

from flask import g, has_request_context

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.orders.exceptions.listing import exceptions, no_exceptions
from webapp.orders.exceptions.wire import ExceptionJson, exception_json

api = Api("order_exceptions", FLEXPORTAL)


def _listed() -> Listing:
    return exceptions(db.session(), g.actor.tenant.id) if has_request_context() else no_exceptions()


api.listing(
    "/order-exceptions",
    needs=Permission.READ_ORDERS,
    lists=_listed,
    key="exceptions",
    wire=exception_json,
    shape=ExceptionJson,
    summary="List open orders that lost what was promised to them.",
)
