"""The JSON door of what was done: batches, and their undo."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.ledger.operations import undo_batch
from webapp.ledger.queries import BATCHES, find_batch
from webapp.ledger.wire import BatchJson, UndoneJson, batch_json, undone_json

api = Api("history", FLEXPORTAL)

api.write("POST", "/batches/<batchId>/undo", calls=undo_batch, wire=undone_json, shape=UndoneJson)
api.listing(
    "/batches",
    needs=Permission.READ_HISTORY,
    lists=lambda: BATCHES,
    key="batches",
    wire=batch_json,
    shape=BatchJson,
    summary="List what was done.",
)


@api.read("/batches/<batchId>", needs=Permission.READ_HISTORY, shape=BatchJson)
def batch(actor: Actor, batchId: str) -> BatchJson:  # noqa: N803  (path parts are written as JSON names)
    """One thing that was done, and what took it back."""
    return batch_json(find_batch(db.session(), actor.tenant.id, batchId), actor)
