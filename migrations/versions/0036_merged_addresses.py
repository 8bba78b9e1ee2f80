"""A customer is found by the addresses that lead to them, also of records that were merged before."""

from sqlalchemy import Connection, text

from migrations.scripts import run
from webapp.core.search.lines import together

revision = "0036_merged_addresses"
down_revision = "0035_true_payments"

_SURVIVORS = """SELECT tenant_id, id, first_name, last_name, email, company, phone FROM customer AS kept
WHERE merged_into IS NULL AND anonymised_at IS NULL AND EXISTS (
    SELECT 1 FROM customer WHERE tenant_id = kept.tenant_id AND merged_into = kept.id
) ORDER BY tenant_id, id"""
_VALUES = """SELECT value_key FROM custom_value
WHERE tenant_id = :tenant_id AND section = 'customer' AND owner_id = :id ORDER BY key"""
_ADDRESSES = "SELECT email FROM customer WHERE tenant_id = :tenant_id AND merged_into = :id ORDER BY id"
_WRITTEN = "UPDATE customer SET search_key = :told WHERE tenant_id = :tenant_id AND id = :id"


def upgrade() -> None:
    """Up: hardly any customer has such a record, so each is read by itself."""
    run(revision, "up", _fill)


def downgrade() -> None:
    """Down: an address more to be found by is in nobody's way."""
    run(revision, "down")


def _fill(connection: Connection) -> None:
    for row in connection.execute(text(_SURVIVORS)).all():
        this = {"tenant_id": row.tenant_id, "id": row.id}
        values = connection.execute(text(_VALUES), this).scalars()
        addresses = connection.execute(text(_ADDRESSES), this).scalars()
        name = f"{row.first_name} {row.last_name}"
        told = together(name, row.email, row.company, row.phone, *values, *addresses)
        connection.execute(text(_WRITTEN), {**this, "told": told})
