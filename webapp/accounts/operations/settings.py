"""Changing a tenant's settings."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.inputs import UpdateSettings
from webapp.accounts.models import Tenant
from webapp.accounts.permissions import Permission
from webapp.core.data.ids import KINDS
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation

COLUMNS = {
    "name": "name",
    "time_zone": "time_zone",
    "vat_percent": "vat_basis_points",
    "prices_include_vat": "prices_include_vat",
    "contract_lengths": "contract_lengths",
    "default_contract_length": "default_contract_length",
    "default_tracking": "default_tracking",
    "records_for_new_variants": "records_for_new_variants",
    "min_order_quantity": "min_order_quantity",
    "max_order_quantity": "max_order_quantity",
    "billing_start": "billing_start",
    "reserve_on_confirm": "reserve_on_confirm",
}
PREFIXES = {"order_id_prefix": "ord", "subscription_id_prefix": "sub", "customer_id_prefix": "cust"}


@operation(needs=Permission.EDIT_SETTINGS, raises=(StaleEdit,))
def update_settings(work: Work, data: UpdateSettings) -> Tenant:
    """Change the tenant's settings; what is not sent stays as it is."""
    tenant = work.session.execute(
        select(Tenant)
        .where(Tenant.id == work.tenant_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()
    if data.version is not None and data.version != tenant.version:
        raise StaleEdit(what="Somebody else saved these settings: this page", version=tenant.version)
    before = {column: getattr(tenant, column) for column in (*COLUMNS.values(), "id_prefixes")}
    sent = {COLUMNS[name]: getattr(data, name) for name in data.model_fields_set if name in COLUMNS}
    sent["id_prefixes"] = _prefixes(before["id_prefixes"], data)
    after = {**before, **sent}
    _judge_default(after, sent)
    _judge_quantities(after, sent)
    if after != before:
        for column, value in sent.items():
            setattr(tenant, column, value)
        tenant.version, tenant.updated_at = tenant.version + 1, work.at
    work.tell("changed the settings", work.actor.tenant.slug)
    work.changed(work.actor.tenant.slug, before, after)
    return tenant


def _judge_default(after: dict[str, Any], sent: dict[str, Any]) -> None:
    if after["default_contract_length"] in after["contract_lengths"]:
        return
    at = "defaultContractLength" if "default_contract_length" in sent else "contractLengths"
    lengths = ", ".join(str(length) for length in after["contract_lengths"])
    words = f"The default length, {after['default_contract_length']}, is not among the lengths: {lengths}."
    raise InputRefused([Detail(at, words, "custom")])


def _judge_quantities(after: dict[str, Any], sent: dict[str, Any]) -> None:
    least, most = after["min_order_quantity"], after["max_order_quantity"]
    if least > most:
        at = "minOrderQuantity" if "min_order_quantity" in sent else "maxOrderQuantity"
        raise InputRefused([Detail(at, f"The least, {least:,}, is more than the most, {most:,}.", "custom")])


def _prefixes(before: dict[str, list[str]], data: UpdateSettings) -> dict[str, list[str]]:
    """The prefixes with those that were sent in front; one that ever meant a kind is no other's."""
    after = dict(before)
    for field, kind in PREFIXES.items():
        wanted, mine = getattr(data, field), after.get(kind, [])
        if wanted is None or wanted == next(iter(mine), kind):
            continue
        others = (KINDS - {kind}).union(*(told for other, told in after.items() if other != kind))
        if fold(wanted) in {fold(other) for other in others}:
            at = field.split("_")[0] + "IdPrefix"
            raise InputRefused([Detail(at, f"{wanted} begins the ids of something else. Take another one.", "custom")])
        after[kind] = [wanted, *(told for told in mine if told != wanted)]
    return after
