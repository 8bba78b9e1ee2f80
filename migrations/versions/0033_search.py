"""Orders and customers by any part of what is known of them, at any number; what stands there already is taken in."""

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, text

from migrations.scripts import run
from webapp.core.search.lines import together

revision = "0033_search"
down_revision = "0032_forgotten_words"

_PART = 1_000
_NAMED = """SELECT owner_id, value_key FROM custom_value
WHERE tenant_id = :tenant_id AND section = :section AND owner_id BETWEEN :first AND :last ORDER BY owner_id, key"""


def upgrade() -> None:
    """Up: the columns, what they hold, and only then the indexes."""
    run(revision, "up", _fill)


def downgrade() -> None:
    """Down."""
    run(revision, "down")


def _fill(connection: Connection) -> None:
    known = "first_name, last_name, email, company, phone, merged_into, anonymised_at"
    _fill_table(connection, "customer", "customer", known)
    _fill_table(connection, "sales_order", "order", "customer")


def _fill_table(connection: Connection, table: str, section: str, columns: str) -> None:
    rows = text(
        f"SELECT tenant_id, id, {columns} FROM {table} "  # noqa: S608  # our own words
        "WHERE tenant_id = :tenant_id AND id > :id ORDER BY id LIMIT :most"
    )
    written = text(f"UPDATE {table} SET search_key = :told WHERE tenant_id = :tenant_id AND id = :id")  # noqa: S608
    for (tenant_id,) in connection.execute(text("SELECT id FROM tenant ORDER BY id")).all():
        after = ""
        while part := connection.execute(rows, {"tenant_id": tenant_id, "id": after, "most": _PART}).all():
            after = part[-1].id
            values: dict[str, list[str]] = defaultdict(list)
            between = {"tenant_id": tenant_id, "section": section, "first": part[0].id, "last": after}
            for owner_id, value in connection.execute(text(_NAMED), between):
                values[owner_id].append(value)
            told = [{"tenant_id": tenant_id, "id": row.id, "told": _told(row, values[row.id])} for row in part]
            connection.execute(written, told)


def _told(row: Any, values: list[str]) -> str:
    if not hasattr(row, "customer"):
        gone = row.merged_into is not None or row.anonymised_at is not None
        found = together(f"{row.first_name} {row.last_name}", row.email, row.company, row.phone, *values)
        return "" if gone else found
    it = json.loads(row.customer) if isinstance(row.customer, str) else row.customer
    gone = it["email"].endswith("@anonymised.invalid")
    return "" if gone else together(f"{it['firstName']} {it['lastName']}", it.get("company"), it["email"], *values)
