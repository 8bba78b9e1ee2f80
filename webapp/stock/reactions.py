"""What stock does when the catalogue grows."""

from sqlalchemy import insert, select

from webapp.accounts.models import Tenant
from webapp.catalog.models import Variant
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import Work
from webapp.ledger.models import Record, table_of
from webapp.locations.models import Warehouse


def open_empty_records(work: Work, variant_ids: list[str]) -> None:
    """Give new variants an empty record in the default warehouse, where the tenant wants that."""
    home = work.session.execute(
        select(Warehouse.id)
        .join(Tenant, Tenant.id == Warehouse.tenant_id)
        .where(
            Warehouse.tenant_id == work.tenant_id,
            Warehouse.is_default == True,
            Tenant.records_for_new_variants == True,
        )
    ).scalar_one_or_none()
    if home is None or not variant_ids:
        return
    products = work.session.execute(
        select(Variant.id, Variant.product_id).where(Variant.tenant_id == work.tenant_id, Variant.id.in_(variant_ids))
    )
    work.session.execute(
        insert(table_of(Record)),
        [
            {
                "tenant_id": work.tenant_id,
                "id": new_id("inv"),
                "product_id": row.product_id,
                "variant_id": row.id,
                "warehouse_id": home,
                "variant_attributes": {},
                "created_at": work.at,
                "updated_at": work.at,
            }
            for row in products
        ],
    )
