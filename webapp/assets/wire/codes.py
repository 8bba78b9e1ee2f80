"""Further codes of units, in our own words."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class IdentifierJson(TypedDict):
    """docs/contract.md, Our own resources: identifiers."""

    identifierId: str
    tenantId: str
    assetSerialNumber: str
    kind: str
    code: str
    current: bool
    createdAt: str


def identifier_json(row: Any, actor: Actor) -> IdentifierJson:
    """One code."""
    return IdentifierJson(
        identifierId=row.id,
        tenantId=actor.tenant.slug,
        assetSerialNumber=row.serial,
        kind=row.kind,
        code=row.code,
        current=bool(row.current),
        createdAt=iso(row.created_at),
    )
