"""The JSON door of customers."""

from flask import g, has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.customers.errors import CustomerNotFound
from webapp.customers.operations import change_customer, deactivate_customer
from webapp.customers.queries import ACTIVE_CUSTOMERS, customers_asked, find_customer
from webapp.customers.wire import (
    ChangedCustomerJson,
    CustomerJson,
    LeftCustomerJson,
    changed_json,
    customer_json,
    left_json,
)
from webapp.dialects.flexportal import FLEXPORTAL

api = Api("customers", FLEXPORTAL)

_ONE = "/customers/<customerId>"


def _listed() -> Listing:
    return customers_asked(db.session(), g.actor.tenant.id, request.args) if has_request_context() else ACTIVE_CUSTOMERS


api.listing(
    "/customers",
    needs=Permission.READ_CUSTOMERS,
    lists=_listed,
    key="customers",
    wire=customer_json,
    shape=CustomerJson,
    summary="List customers.",
)


@api.read(_ONE, needs=Permission.READ_CUSTOMERS, shape=CustomerJson, raises=(CustomerNotFound,))
def get_customer(actor: Actor, customerId: str) -> CustomerJson:  # noqa: N803  (path parts are written as JSON names)
    """One customer."""
    return customer_json(find_customer(db.session(), actor.tenant.id, customerId), actor)


api.write("PUT", _ONE, calls=change_customer, wire=changed_json, shape=ChangedCustomerJson)
api.write("DELETE", _ONE, calls=deactivate_customer, wire=left_json, shape=LeftCustomerJson)
