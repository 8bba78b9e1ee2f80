"""The JSON door of what was done: batches, and their undo."""

from webapp.accounts.permissions import Permission
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.ledger.operations import undo_batch
from webapp.ledger.queries import BATCHES
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
