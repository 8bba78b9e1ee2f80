"""The page of a tenant's settings."""

from typing import Any

from flask import url_for

from webapp.accounts.inputs.settings import BILLING_WORDS, TRACKING_WORDS, zones
from webapp.accounts.models import Tenant
from webapp.accounts.operations.settings import update_settings
from webapp.accounts.queries import find_settings
from webapp.accounts.wire import id_prefixes, percent
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages

pages = Pages("settings")


def _saved(actor: Actor) -> dict[str, Any]:
    """The settings as they are saved, in the form's words."""
    tenant = find_settings(db.session(), actor.tenant.id)
    return {
        "version": str(tenant.version),
        "name": tenant.name,
        "timeZone": tenant.time_zone,
        "vatPercent": str(percent(tenant.vat_basis_points)),
        "pricesIncludeVat": tenant.prices_include_vat,
        "contractLengths": ", ".join(str(length) for length in tenant.contract_lengths),
        "defaultContractLength": str(tenant.default_contract_length),
        "defaultTracking": tenant.default_tracking,
        "recordsForNewVariants": tenant.records_for_new_variants,
        **_orders(tenant),
    }


def _orders(tenant: Tenant) -> dict[str, Any]:
    """How orders are taken."""
    ids = id_prefixes(tenant)
    return {
        "orderIdPrefix": ids["ord"],
        "subscriptionIdPrefix": ids["sub"],
        "customerIdPrefix": ids["cust"],
        "minOrderQuantity": str(tenant.min_order_quantity),
        "maxOrderQuantity": str(tenant.max_order_quantity),
        "billingStart": tenant.billing_start,
        "reserveOnConfirm": tenant.reserve_on_confirm,
    }


def _around(actor: Actor) -> dict[str, Any]:
    return {
        "zones": sorted(zones()),
        "saved": _saved(actor),
        "tracking_words": TRACKING_WORDS,
        "billing_words": BILLING_WORDS,
    }


def _done(tenant: Tenant) -> Done:
    return Done(url_for("settings.index"), "The settings are saved. They count from now on, for everybody here.")


pages.form(
    "/settings",
    FormPage(
        calls=update_settings,
        template="accounts/settings.html",
        done=_done,
        context=_around,
        initial=_saved,
        editing=True,
    ),
    endpoint="index",
)
