"""The pages of customers: the list, one of them, and what is known of them."""

from typing import Any

from flask import g, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.customers.hooks import customer_shown
from webapp.customers.operations import change_customer, deactivate_customer
from webapp.customers.queries import customers_asked, find_customer
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


def _listed() -> Listing:
    return customers_asked(db.session(), g.actor.tenant.id, request.args)


def _saved(row: Any, customer_id: str) -> Done:
    return Done(_back(customer_id), f"{row.name} is saved. Orders keep what they were made with.")


def _put_aside(row: Any, customer_id: str) -> Done:
    return Done(_back(customer_id), f"{row.name} is inactive and gets no new orders.")


pages.listing("/customers", needs=Permission.READ_CUSTOMERS, lists=_listed, template="customers/index.html")


@pages.page(_ONE, needs=Permission.READ_CUSTOMERS)
def customer(actor: Actor, customer_id: str) -> Page:
    """One customer: who they are, where they live, and what higher features say of them."""
    found = find_customer(db.session(), actor.tenant.id, customer_id)
    panels = [panel for panel in customer_shown(actor, customer_id) if panel is not None]
    fields = shown_fields(fields_of(db.session(), actor.tenant.id, "customer"), found.custom_fields)
    return render_template("customers/detail.html", customer=found, panels=panels, fields=fields)


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
