"""Doing things to a tenant as a whole one after the other."""

from sqlalchemy import select

from webapp.accounts.models import Tenant
from webapp.core.operation.registry import Work


def lock_tenant(work: Work) -> None:
    """Hold the tenant until the end of the transaction, so that what is counted or made the only one stays so.

    On PostgreSQL this waits for whoever holds it; on SQLite the write lock was taken by BEGIN IMMEDIATE.
    """
    work.session.execute(select(Tenant.id).where(Tenant.id == work.tenant_id).with_for_update(key_share=True))
