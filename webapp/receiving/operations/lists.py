"""Receiving a list in one go: all or nothing, or row by row; one batch, one undo."""

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetExists
from webapp.bulk.errors import RowsRefused
from webapp.core.operation.registry import Work, operation
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed
from webapp.receiving.errors import IntakeClosed, IntakeNotFound
from webapp.receiving.inputs.rows import ReceiveList
from webapp.receiving.operations.held import open_intake_locked
from webapp.receiving.rows.judging import judge_rows
from webapp.receiving.rows.receiving import receive_rows
from webapp.receiving.rows.results import RowsTaken, refuse_all
from webapp.receiving.words import pieces


@operation(
    needs=Permission.RECEIVE,
    raises=(AssetExists, BinClosed, IntakeClosed, IntakeNotFound, NoWarehouse, RowsRefused, WarehouseClosed),
    only={"json": "people receive a list that they look at first"},
)
def receive_list(work: Work, data: ReceiveList) -> RowsTaken:
    """Receive a list of up to 2,000 rows into an intake in one go."""
    intake = open_intake_locked(work, data.intake_id)
    rows = data.rows
    good = judge_rows(work, rows, "receive")
    if data.mode == "all":
        refuse_all(rows)
    ids = receive_rows(work, intake, good)
    work.tell(f"received {pieces(sum(one.qty for one in good), 'piece')} from a list into {intake.name}", intake.id)
    return RowsTaken(intake.id, rows, ids, work.batch_id if ids else None)
