"""Receiving what was announced and not scanned: a manager's word that it is here, a result per line, one undo."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetExists
from webapp.bulk.errors import RowsRefused
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.ledger.models import table_of
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed
from webapp.receiving.errors import IntakeClosed, IntakeNotFound, NothingMissing
from webapp.receiving.inputs.rows import ReceiveRest, RowIn
from webapp.receiving.models import IntakeSheet
from webapp.receiving.operations.held import open_intake_locked
from webapp.receiving.queries.expected import LineRow, lines_of
from webapp.receiving.rows.good import Good
from webapp.receiving.rows.judging import judge_rows
from webapp.receiving.rows.receiving import receive_rows
from webapp.receiving.rows.results import RestTaken, RowsTaken, refuse_all
from webapp.receiving.rows.told import Told
from webapp.receiving.words import pieces

NAME = "The rest, unscanned"
HEADER = ("Line", "SKU", "Serial number", "Lot", "Pieces", "Announced for")


def judge_rest(work: Work, intake_id: str, location: str | None) -> tuple[list[LineRow], list[Told], list[Good]]:
    """The lines of which something is missing, each as a row that was judged, and those that can be received."""
    lines = [line for line in lines_of(work.session, work.tenant_id, intake_id) if line.missing]
    rows = [_told(line, location) for line in lines]
    good = judge_rows(work, rows, "receive")
    return lines, rows, [replace(one, near=range(one.told.number, one.told.number + 1)) for one in good]


def _told(line: LineRow, location: str | None) -> Told:
    data = RowIn.model_construct(
        sku=line.sku,
        serial_number=line.serial,
        quantity=None if line.serial else line.missing,
        acquisition_cost=line.cost,
        condition=line.condition,
        location=location or line.place,
        lot_number=line.lot_number,
        expires_on=line.lot_expires_on,
    )
    return Told(line.position, data, line.sku, line.serial or "")


@operation(
    needs=Permission.OVERSEE_RECEIVING,
    raises=(
        AssetExists, BinClosed, IntakeClosed, IntakeNotFound, NoWarehouse, NothingMissing, RowsRefused, WarehouseClosed,
    ),
)  # fmt: skip
def receive_rest(work: Work, data: ReceiveRest) -> RestTaken:
    """Receive all that was announced for an intake and is not here yet, without a scan, in one batch."""
    intake = open_intake_locked(work, data.intake_id)
    lines, rows, good = judge_rest(work, intake.id, data.location)
    if not rows:
        raise NothingMissing(name=intake.name)
    _judge_place(data, rows)
    if data.mode == "all":
        refuse_all(rows)
    ids = receive_rows(work, intake, good)
    count = sum(one.qty for one in good)
    work.tell(f"received {pieces(count, 'piece')} unscanned: the rest of {intake.name}", intake.id)
    sheet_id = _keep(work, intake, lines, rows, len(good))
    return RestTaken(RowsTaken(intake.id, rows, ids, work.batch_id), sheet_id, count)


def _judge_place(data: ReceiveRest, rows: Sequence[Told]) -> None:
    """A place that nothing can go to is said at its field, not once a line."""
    wrong = [next((fault for fault in row.faults if fault.path == "location"), None) for row in rows]
    if data.location and wrong[0] is not None and all(wrong):
        raise InputRefused([wrong[0]])


def _keep(work: Work, intake: Any, lines: Sequence[LineRow], rows: Sequence[Told], taken: int) -> str:
    """Keep what became of the lines beside the intake, as of any list."""
    refused = [
        [row.number, row.why, [str(line.position), line.sku, line.serial or "", line.lot_number or "",
                               str(line.missing), line.place]]
        for line, row in zip(lines, rows, strict=True)
        if row.faults
    ]  # fmt: skip
    kept = {
        "tenant_id": work.tenant_id,
        "id": new_id("shs"),
        "intake_id": intake.id,
        "purpose": "receive",
        "name": NAME,
        "state": "done",
        "text": None,
        "refused": {"header": list(HEADER), "rows": refused},
        "taken": taken,
        "batch_id": work.batch_id,
        "actor_name": work.actor.name,
        "created_at": work.at,
    }
    work.session.execute(insert(table_of(IntakeSheet)), kept)
    return str(kept["id"])
