"""What the pages of places share."""

from typing import Any

from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.site.jinja import day
from webapp.core.web.html import Pages
from webapp.locations.hooks import bin_told
from webapp.locations.models import Bin
from webapp.locations.queries import done_to, find_bin, find_warehouse

pages = Pages("locations")


def warehouse_of(actor: Actor, location_id: str) -> dict[str, Any]:
    """What a page inside a warehouse needs to know."""
    return {"warehouse": find_warehouse(db.session(), actor.tenant.id, location_id)}


def bin_of(actor: Actor, location_id: str, layout_id: str) -> dict[str, Any]:
    """What a page of a bin needs to know."""
    found = find_bin(db.session(), actor.tenant.id, location_id, layout_id)
    return {**warehouse_of(actor, location_id), "bin": found}


def told_of(actor: Actor, bin_: Bin) -> list[dict[str, Any]]:
    """What was done to a bin, and what moved in and out of it, for its timeline; newest first."""
    own = [
        {
            "at": row.at,
            "day": day(row.at),
            "icon": "places",
            "text": f"{row.actor_name} {row.summary}{f' at {row.desk}' if row.desk else ''}",
        }
        for row in done_to(db.session(), actor.tenant.id, bin_)
    ]
    moved = [line for lines in bin_told(actor, bin_.id) for line in lines]
    return sorted([*moved, *own], key=lambda line: line["at"], reverse=True)
