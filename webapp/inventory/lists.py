"""The pages' lists of stock records, with the warehouses there are to choose from."""

from dataclasses import replace

from sqlalchemy.orm import Session

from webapp.core.listing.listing import Listing
from webapp.locations.queries import warehouse_choices


def with_warehouses(session: Session, tenant_id: int, listing: Listing) -> Listing:
    """The list with its warehouses by name, first of its filters."""
    places = tuple(warehouse_choices(session, tenant_id))
    filters = [replace(one, choices=places) if one.name == "warehouseId" else one for one in listing.filters]
    return replace(listing, filters=tuple(filters))
