"""Saved views as JSON, in our own words."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class ViewJson(TypedDict):
    """docs/contract.md, saved views."""

    id: str
    list: str
    name: str
    query: str
    shared: bool
    version: int
    createdAt: str
    updatedAt: str


class ViewsJson(TypedDict):
    """All the views that are asked for."""

    views: list[ViewJson]


def view_json(row: Any, actor: Actor) -> ViewJson:
    """One view, from a row or an object."""
    return ViewJson(
        id=row.id,
        list=row.list_name,
        name=row.name,
        query=row.query,
        shared=row.owner_id is None,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )
