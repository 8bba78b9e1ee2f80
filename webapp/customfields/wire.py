"""Custom fields as JSON, in our own words."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class CustomFieldJson(TypedDict):
    """docs/contract.md, custom fields."""

    id: str
    section: str
    key: str
    label: str
    kind: str
    options: list[str]
    required: bool
    position: int
    version: int
    createdAt: str
    updatedAt: str


def custom_field_json(row: Any, actor: Actor) -> CustomFieldJson:
    """One field, from a row or an object."""
    return CustomFieldJson(
        id=row.id,
        section=row.section,
        key=row.key,
        label=row.label,
        kind=row.kind,
        options=list(row.options),
        required=row.required,
        position=row.position,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )
