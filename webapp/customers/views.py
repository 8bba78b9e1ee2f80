"""The pages of customers: the list, one of them, and what is known of them."""

from typing import Any

from flask import Response, redirect, render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.api import dumps
from webapp.core.web.bodies import JSON_TYPE
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.customers.errors import CustomerMerged
from webapp.customers.hooks import addresses_of, customer_shown
from webapp.customers.operations import (
    anonymise_customer,
    change_customer,
    deactivate_customer,
    merge_customers,
)
from webapp.customers.queries import customers_asked, find_customer, told_of
from webapp.customers.wire import export_json
from webapp.customfields.queries import fields_of, shown_fields

pages = Pages("customers")

_ONE = "/customers/<customer_id>"
_TAKES = {"customer_id": "customerId"}


def _back(customer_id: str) -> str:
    return url_for("customers.customer", customer_id=customer_id)


def _found(actor: Actor, customer_id: str) -> dict[str, Any]:
    return {"customer": find_customer(db.session(), actor.tenant.id, customer_id)}


def _initial(actor: Actor, customer_id: str) -> dict[str, Any]:
    row = find_customer(db.session(), actor.tenant.id, customer_id)
    return {
        "version": str(row.version),
        "email": row.email,
        "firstName": row.first_name,
        "lastName": row.last_name,
        "company": row.company,
        "phone": row.phone,
        "customerType": row.customer_type,
        "status": row.status,
        "billingAddress": row.billing_address,
        "shippingAddress": row.shipping_address,
        "customFields": row.custom_fields,
    }


def _offer(form: BoundForm, actor: Actor, customer_id: str) -> None:
    form["customFields"].offer(fields_of(db.session(), actor.tenant.id, "customer"))


def _listed(visit: Visit) -> Listing:
    return customers_asked(visit.session, visit.actor.tenant.id, visit.query)


def _saved(row: Any, customer_id: str) -> Done:
    return Done(_back(customer_id), f"{row.name} is saved. Orders keep what they were made with.")


def _merged(row: Any, customer_id: str) -> Done:
    return Done(_back(customer_id), f"The two records are one now: {row.name}.")


def _anonymised(row: Any, customer_id: str) -> Done:
    return Done(_back(customer_id), "The customer is anonymised. What they ordered stays, without them.")


def _put_aside(row: Any, customer_id: str) -> Done:
    return Done(_back(customer_id), f"{row.name} is inactive and gets no new orders.")


pages.listing("/customers", needs=Permission.READ_CUSTOMERS, lists=_listed, template="customers/index.html")


@pages.page(_ONE, needs=Permission.READ_CUSTOMERS)
def customer(actor: Actor, customer_id: str) -> Page:
    """One customer: who they are, where they live, and what higher features say of them."""
    session, tenant_id = db.session(), actor.tenant.id
    try:
        found = find_customer(session, tenant_id, customer_id)
    except CustomerMerged as merged:
        return redirect(_back(merged.facts["survivor"]), 302)
    return render_template(
        "customers/detail.html",
        customer=found,
        panels=[panel for panel in customer_shown(actor, customer_id) if panel is not None],
        fields=shown_fields(fields_of(session, tenant_id, "customer"), found.custom_fields),
        used=[one for many in addresses_of(session, tenant_id, customer_id) for one in many],
    )


@pages.page(f"{_ONE}/everything.json", needs=Permission.EDIT_CUSTOMERS)
def everything(actor: Actor, customer_id: str) -> Page:
    """Everything that is known of one customer, as a file."""
    found, addresses, told = told_of(actor, db.session(), customer_id)
    headers = {"Content-Disposition": f"attachment; filename={customer_id}.json"}
    return Response(dumps(export_json(found, actor, addresses, told)), headers=headers, content_type=JSON_TYPE)


pages.form(
    f"{_ONE}/edit",
    FormPage(
        calls=change_customer,
        template="customers/edit.html",
        done=_saved,
        context=_found,
        initial=_initial,
        prepare=_offer,
        takes=_TAKES,
        editing=True,
    ),
)
pages.action(f"{_ONE}/deactivate", calls=deactivate_customer, done=_put_aside, back=_back, takes=_TAKES)
pages.form(
    f"{_ONE}/merge",
    FormPage(calls=merge_customers, template="customers/merge.html", done=_merged, context=_found, takes=_TAKES),
)
pages.form(
    f"{_ONE}/anonymise",
    FormPage(
        calls=anonymise_customer, template="customers/anonymise.html", done=_anonymised, context=_found, takes=_TAKES
    ),
)
