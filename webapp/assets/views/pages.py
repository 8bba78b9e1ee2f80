"""What the pages of units share."""

from typing import Any

from webapp.assets.errors import AssetNotFound
from webapp.assets.queries import UnitRow, find_unit
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Pages

pages = Pages("assets")


def live_unit(actor: Actor, unit_id: str) -> UnitRow:
    """A unit whose page has something to do; of one that was taken back there is nothing."""
    found = find_unit(db.session(), actor.tenant.id, unit_id)
    if not found.status:
        raise AssetNotFound
    return found


def unit_of(actor: Actor, unit_id: str) -> dict[str, Any]:
    """What a page of one unit needs to know."""
    return {"unit": live_unit(actor, unit_id)}
