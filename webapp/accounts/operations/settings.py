"""Changing a tenant's settings."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.inputs import UpdateSettings
from webapp.accounts.models import Tenant
from webapp.accounts.permissions import Permission
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
}


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
    before = {column: getattr(tenant, column) for column in COLUMNS.values()}
    sent = {COLUMNS[name]: getattr(data, name) for name in data.model_fields_set if name in COLUMNS}
    after = {**before, **sent}
    _judge_default(after, sent)
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
