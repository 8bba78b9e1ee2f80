"""The JSON door of what was done: batches, and their undo."""

from flask import has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.ledger.batches.reading import MOST, changed_by
from webapp.ledger.batches.seeing import seen_by
from webapp.ledger.operations import undo_batch
from webapp.ledger.queries import batches_asked, find_batch
from webapp.ledger.wire import BatchJson, BatchToldJson, UndoneJson, batch_json, batch_told_json, undone_json

api = Api("history", FLEXPORTAL)

api.write("POST", "/batches/<batchId>/undo", calls=undo_batch, wire=undone_json, shape=UndoneJson)
api.listing(
    "/batches",
    needs=Permission.READ_HISTORY,
    lists=lambda: batches_asked(request.args if has_request_context() else {}),
    key="batches",
    wire=batch_json,
    shape=BatchJson,
    summary="List what was done.",
)


@api.read("/batches/<batchId>", needs=Permission.READ_HISTORY, shape=BatchToldJson)
def batch(actor: Actor, batchId: str) -> BatchToldJson:  # noqa: N803  (path parts are written as JSON names)
    """One thing that was done, what took it back, and what it changed, before and after."""
    session, tenant = db.session(), actor.tenant
    found = find_batch(session, tenant.id, batchId)
    changed = changed_by(session, tenant.id, batchId, tenant.exponent)
    return batch_told_json(found, seen_by(actor, found.actor_id, changed)[:MOST], actor)
