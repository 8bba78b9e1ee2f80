"""The pages of what was done: the list, and undo."""

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.web.html import Done, Pages
from webapp.core.web.targets import returning
from webapp.ledger.operations import Undone, undo_batch
from webapp.ledger.queries import BATCHES

pages = Pages("history")


def _undone(result: Undone, **parts: str) -> Done:
    kept = f" Left as they are: {'; '.join(result.kept)}." if result.kept else ""
    say = f"{result.summary[:1].upper()}{result.summary[1:]}.{kept}"
    redo = url_for("history.undo_batch", batch_id=result.batch_id)
    return Done(returning(url_for("history.index")), say, kind="undone", undo=redo)


def _back(**parts: str) -> str:
    return returning(url_for("history.index"))


pages.listing("/history", needs=Permission.READ_HISTORY, lists=lambda: BATCHES, template="ledger/index.html")
pages.action("/batches/<batch_id>/undo", calls=undo_batch, done=_undone, back=_back, takes={"batch_id": "batchId"})
