"""Rows that were refused: corrected and imported after all, or dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import Busy, Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.imports.errors import RowNotFound, RunNotFound
from webapp.imports.inputs import CorrectRow, DropRow
from webapp.imports.models import DROPPED, PARKED, TAKEN, ParkedRow
from webapp.imports.queries import find_parked, find_run
from webapp.imports.sheet.importing import import_rows
from webapp.imports.sheet.layout import PRODUCTS
from webapp.imports.sheet.rows import Fault, row_of
from webapp.imports.sheet.verdicts import CREATED

_ONLY = {"html": "a client that imports at once reads the refused rows in the answer and sends them again"}


@dataclass(frozen=True)
class Corrected:
    """A parked row that was taken after all."""

    run_id: str
    sku: str
    is_new: bool
    batch_id: str


@operation(needs=Permission.EDIT_CATALOGUE, raises=(RunNotFound, RowNotFound, Busy), only=_ONLY)
def correct_row(work: Work, data: CorrectRow) -> Corrected:
    """Import a parked row as it was corrected."""
    run = find_run(work.session, work.tenant_id, data.run_id)
    parked = find_parked(work.session, work.tenant_id, data.run_id, data.row_id, lock=True)
    named = {cell.key: cell.text or "" for cell in data.cells if PRODUCTS.knows(cell.key)}
    [verdict] = import_rows(work, [row_of(parked.number, named)]).verdicts
    if not verdict.is_good:
        raise InputRefused(_details(data, verdict.faults))
    _set_state(work, data.run_id, TAKEN, data.row_id)
    sku, is_new = verdict.row.sku, verdict.kind == CREATED
    work.tell(f"corrected and imported row {parked.number} of {run.name}: {sku}", data.run_id)
    return Corrected(data.run_id, sku, is_new, work.batch_id)


def _details(data: CorrectRow, faults: Sequence[Fault]) -> list[Detail]:
    places = {cell.key: f"cells.{i}.text" for i, cell in enumerate(data.cells)}
    return [
        Detail(places.get(fault.key, ""), f"{fault.why[:1].upper()}{fault.why[1:].rstrip('.')}.") for fault in faults
    ]


@operation(needs=Permission.EDIT_CATALOGUE, raises=(RunNotFound, RowNotFound), only=_ONLY)
def drop_rows(work: Work, data: DropRow) -> str:
    """Drop a parked row, or all of an import's, for good."""
    run = find_run(work.session, work.tenant_id, data.run_id)
    dropped = _set_state(work, data.run_id, DROPPED, data.row_id)
    if not dropped:
        raise RowNotFound
    what = f"row {dropped[0]}" if len(dropped) == 1 else f"{len(dropped)} refused rows"
    work.tell(f"dropped {what} of {run.name}", data.run_id)
    return what


def _set_state(work: Work, run_id: str, state: str, row_id: str | None) -> list[int]:
    """The numbers of the rows that waited until now."""
    which = [ParkedRow.tenant_id == work.tenant_id, ParkedRow.run_id == run_id, ParkedRow.state == PARKED]
    if row_id is not None:
        which.append(ParkedRow.id == row_id)
    done = work.session.execute(update(ParkedRow).where(*which).values(state=state).returning(ParkedRow.number))
    return list(done.scalars())
