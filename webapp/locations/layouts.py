"""Bins as PackageX lists them: level by level, each with where it stands."""

from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, true

from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.listing import Filter, Listing
from webapp.core.listing.metadata import has_metadata
from webapp.locations.lineage import ALL, LONGEST, at_path, placed
from webapp.locations.models import Bin
from webapp.locations.queries import bins_of


def layouts_of(location_id: str, *, outermost: bool) -> Listing:
    """The bins of one warehouse; ``outermost``: those that stand in no other one."""
    listing = bins_of(location_id)

    def rows(tenant_id: int) -> Select[Any]:
        found = listing.rows(tenant_id)
        return found.where(Bin.parent_id.is_(None)) if outermost else found

    return replace(
        listing,
        name=f"layouts of {location_id}",
        rows=rows,
        filters=(
            *listing.filters,
            Filter("path", "Right inside this path; all: everywhere", partial(_inside, location_id), limit=LONGEST),
            Filter("metadata", "A field of the metadata: key:value, or an object", _says),
        ),
        complete=lambda session, tenant_id, found, _: placed(session, tenant_id, found),
    )


def _inside(location_id: str, path: str) -> ColumnElement[bool]:
    if path == ALL:
        return true()
    if not path.strip("/ "):
        return Bin.parent_id.is_(None)
    return Bin.parent_id.in_(at_path(current_tenant() or 0, path, "path", location_id))


def _says(text: str) -> ColumnElement[bool]:
    return has_metadata(Bin.details, text)
