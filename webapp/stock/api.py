"""The JSON door of what lies in places."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.locations.errors import BinNotFound
from webapp.stock.places import contents_of, find_place
from webapp.stock.wire import ContentsJson, contents_json

api = Api("bins", FLEXPORTAL)


@api.read("/bins/<binId>/contents", needs=Permission.READ_STOCK, shape=ContentsJson, raises=(BinNotFound,))
def bin_contents(actor: Actor, binId: str) -> ContentsJson:  # noqa: N803  (path parts are written as JSON names)
    """Everything that lies in a bin: units by SKU, loose stock and lots."""
    session, tenant_id = db.session(), actor.tenant.id
    place = find_place(session, tenant_id, binId)
    return contents_json(place, contents_of(session, tenant_id, place.id), actor)
