"""The JSON door of customers."""

from flask import g, has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.customers.errors import CustomerMerged, CustomerNotFound
from webapp.customers.operations import (
    anonymise_customer,
    change_customer,
    deactivate_customer,
    merge_customers,
)
from webapp.customers.queries import ACTIVE_CUSTOMERS, customers_asked, find_customer, told_of, with_rentals
from webapp.customers.wire import (
    ChangedCustomerJson,
    CustomerExportJson,
    CustomerJson,
    LeftCustomerJson,
    anonymised_json,
    changed_json,
    customer_json,
    export_json,
    left_json,
    merged_json,
)
from webapp.dialects.flexportal import FLEXPORTAL

api = Api("customers", FLEXPORTAL)

_ONE = "/customers/<customerId>"


def _listed() -> Listing:
    if not has_request_context():
        return with_rentals(ACTIVE_CUSTOMERS, 0)
    return customers_asked(db.session(), g.actor.tenant.id, request.args)


api.listing(
    "/customers",
    needs=Permission.READ_CUSTOMERS,
    lists=_listed,
    key="customers",
    wire=customer_json,
    shape=CustomerJson,
    summary="List customers.",
)


@api.read(_ONE, needs=Permission.READ_CUSTOMERS, shape=CustomerJson, raises=(CustomerNotFound, CustomerMerged))
def get_customer(actor: Actor, customerId: str) -> CustomerJson:  # noqa: N803  (path parts are written as JSON names)
    """One customer."""
    return customer_json(find_customer(db.session(), actor.tenant.id, customerId), actor)


api.write("PUT", _ONE, calls=change_customer, wire=changed_json, shape=ChangedCustomerJson)
api.write("DELETE", _ONE, calls=deactivate_customer, wire=left_json, shape=LeftCustomerJson)
api.write("POST", f"{_ONE}/merge", calls=merge_customers, wire=merged_json, shape=ChangedCustomerJson)
api.write("POST", f"{_ONE}/anonymise", calls=anonymise_customer, wire=anonymised_json, shape=ChangedCustomerJson)


@api.read(
    f"{_ONE}/export",
    needs=Permission.EDIT_CUSTOMERS,
    shape=CustomerExportJson,
    raises=(CustomerNotFound, CustomerMerged),
)
def export_customer(actor: Actor, customerId: str) -> CustomerExportJson:  # noqa: N803  (as above)
    """Everything that is known of one customer."""
    found, addresses, told = told_of(actor, db.session(), customerId)
    return export_json(found, actor, addresses, told)
