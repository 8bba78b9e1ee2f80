"""The JSON door of lots: PackageX's, with every address that its documents print."""

from typing import Any

from flask import g, has_request_context

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.packagex import PACKAGEX
from webapp.lots.errors import LotNotFound
from webapp.lots.operations import (
    adjust_lot,
    create_lot,
    merge_lot,
    move_lot_part,
    remove_lot,
    resume_lot,
    split_lot,
    stop_lot,
    update_lot,
)
from webapp.lots.queries.published import lots_published
from webapp.lots.queries.rows import find_lot_row, with_levels
from webapp.lots.wire import AdjustedLotJson, LotJson, adjusted_json, lot_json

api = Api("lots", PACKAGEX)

_WIRED: Any = {"wire": lot_json, "shape": LotJson}

for address in ("/lots", "/lot", "/asset"):
    alias = None if address == "/lots" else "/v1/lots"
    api.write("POST", address, calls=create_lot, status=201, message="Lot created", alias_of=alias, **_WIRED)
for address in ("/lots/<lot_id>", "/lot/<lot_id>", "/assets/<lot_id>"):
    alias = None if address == "/lots/<lot_id>" else "/v1/lots/<lot_id>"
    api.write("POST", address, calls=update_lot, message="Lot updated", alias_of=alias, **_WIRED)
api.write(
    "POST", "/lots/<lot_id>/adjust", calls=adjust_lot, message="Lot adjusted", wire=adjusted_json, shape=AdjustedLotJson
)
api.write("POST", "/lots/<lot_id>/stop", calls=stop_lot, message="Lot stopped", **_WIRED)
api.write("POST", "/lots/<lot_id>/resume", calls=resume_lot, message="Lot resumed", **_WIRED)
api.write("POST", "/lots/<lot_id>/split", calls=split_lot, status=201, message="Lot split", **_WIRED)
api.write("POST", "/lots/<lot_id>/merge", calls=merge_lot, message="Lots merged", **_WIRED)
api.write("POST", "/lots/<lot_id>/move", calls=move_lot_part, message="Lot moved", **_WIRED)
api.write("DELETE", "/lots/<lot_id>", calls=remove_lot, message="Lot deleted", **_WIRED)


def _listed() -> Listing:
    """Days are the asking tenant's; before anybody asks, the list is only described."""
    return (
        lots_published(g.actor.tenant.id, g.actor.tenant.time_zone)
        if has_request_context()
        else lots_published(0, "UTC")
    )


api.listing(
    "/lots", needs=Permission.READ_LOTS, lists=_listed, key="lots", wire=lot_json, shape=LotJson, summary="List lots."
)


@api.read("/lots/<lot_id>", needs=Permission.READ_LOTS, shape=LotJson, raises=(LotNotFound,))
def show_lot(actor: Actor, lot_id: str) -> LotJson:
    """One lot with what it holds, place by place."""
    session, tenant_id = db.session(), actor.tenant.id
    return lot_json(with_levels(session, tenant_id, [find_lot_row(session, tenant_id, lot_id)])[0], actor)
