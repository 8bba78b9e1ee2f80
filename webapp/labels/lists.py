"""The printers that are allowed, as a list."""

from typing import Any

from sqlalchemy import Select, select

from webapp.core.listing.listing import ASCENDING, Column, Listing, contains
from webapp.labels.models import Printer


def _rows(tenant_id: int) -> Select[Any]:
    return select(*Printer.__table__.c).where(Printer.tenant_id == tenant_id, Printer.active == True)


PRINTERS = Listing(
    name="printers",
    rows=_rows,
    columns=(
        Column("name", "Printer", "link", sort="name", priority=1),
        Column("host", "Address", "code", priority=1),
        Column("port", "Port"),
        Column("width", "Width in mm", "number"),
        Column("height", "Height in mm", "number"),
        Column("dpi", "Dots per inch", "number", priority=3),
        Column("created_at", "Since", "time", sort="createdAt", priority=3),
    ),
    sorts={"name": Printer.name_key, "createdAt": Printer.created_at},
    tie=Printer.id,
    search=lambda text: contains(Printer.name, text),
    search_label="Name",
    default_sort="name",
    default_direction=ASCENDING,
)
