"""A list of goods that is looked at, and then received or announced in one go."""

import datetime as dt
from typing import Any

from sqlalchemy import delete, insert, update

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetExists
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work, operation
from webapp.core.sheets.decode import UnreadableSheet
from webapp.core.sheets.parse import parse
from webapp.core.sheets.workbook import file_text
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed
from webapp.receiving.errors import (
    IntakeClosed,
    IntakeNotFound,
    NoList,
    NotForOpening,
    SheetNotFound,
    SheetTaken,
    TooManyLines,
)
from webapp.receiving.expected.announcing import announce
from webapp.receiving.inputs.sheets import ChooseMeanings, OneSheet, StartSheet
from webapp.receiving.models import IntakeSheet
from webapp.receiving.operations.expected import judge_announced
from webapp.receiving.operations.held import open_intake_locked
from webapp.receiving.queries.sheets import find_sheet, read_kept
from webapp.receiving.rows.judging import judge_rows
from webapp.receiving.rows.layout import LIMITS, told_rows
from webapp.receiving.rows.receiving import receive_rows
from webapp.receiving.words import pieces

_ONLY = {"html": "a program sends rows; a person looks at them first"}
KEPT_FOR = dt.timedelta(days=7)


@operation(
    needs=Permission.RECEIVE,
    raises=(IntakeClosed, IntakeNotFound, NoList, NotForOpening, UnreadableSheet),
    only=_ONLY,
)
def start_sheet(work: Work, data: StartSheet) -> str:
    """Keep a list of goods to look at before it is received or announced; its id."""
    intake = open_intake_locked(work, data.intake_id)
    if intake.kind == "opening" and data.purpose == "announce":
        raise NotForOpening(name=intake.name)
    text, name = _text_of(data)
    parse(text, LIMITS)
    forgotten = (IntakeSheet.state == "open", IntakeSheet.created_at < work.at - KEPT_FOR)
    work.session.execute(delete(IntakeSheet).where(IntakeSheet.tenant_id == work.tenant_id, *forgotten))
    sheet_id = new_id("shs")
    work.session.execute(
        insert(IntakeSheet).values(
            tenant_id=work.tenant_id,
            id=sheet_id,
            intake_id=intake.id,
            purpose=data.purpose,
            name=name,
            state="open",
            text=text,
            taken=0,
            actor_name=work.actor.name,
            created_at=work.at,
        )
    )
    work.tell(f"opened the list {name} for {intake.name} to look at it", intake.id)
    return sheet_id


def _text_of(data: StartSheet) -> tuple[str, str]:
    file = data.csv_file if data.csv_file and (data.csv_file.name or data.csv_file.data) else None
    pasted = (data.pasted or "").strip("\r\n")
    if (file is None) is (not pasted):
        raise NoList([Detail("csvFile", "Choose a file, or paste the cells; one of the two.")])
    if file is None:
        return pasted.replace("\0", ""), "Pasted cells"
    name = "".join(c for c in file.name.replace("\\", "/").rpartition("/")[2] if c.isprintable())
    return file_text(file.data, LIMITS), name[:200] or "A list"


@operation(needs=Permission.RECEIVE, raises=(SheetNotFound, SheetTaken), only=_ONLY)
def choose_meanings(work: Work, data: ChooseMeanings) -> str:
    """Say what the columns of a list mean."""
    sheet = _open(work, data.sheet_id)
    chosen = {str(at): column.key or None for at, column in enumerate(data.columns)}
    _write(work, sheet.id, columns=chosen)
    work.tell(f"said what the columns of {sheet.name} mean", sheet.intake_id)
    return str(sheet.id)


@operation(
    needs=Permission.RECEIVE,
    raises=(
        AssetExists, BinClosed, IntakeClosed, IntakeNotFound, NoWarehouse, SheetNotFound, SheetTaken, TooManyLines,
        UnreadableSheet, WarehouseClosed,
    ),
    only=_ONLY,
)  # fmt: skip
def take_sheet(work: Work, data: OneSheet) -> Any:
    """Receive or announce the good rows of a list in one go; the others are kept beside it, with the reasons."""
    kept = _open(work, data.sheet_id)
    intake = open_intake_locked(work, kept.intake_id)
    sheet, columns = read_kept(kept.text, kept.columns)
    if columns.complaint:
        raise UnreadableSheet(columns.complaint)
    rows = told_rows(sheet, columns, work.actor)
    if kept.purpose == "announce":
        good = judge_announced(work, intake, rows)
        announce(work, intake.id, good)
    else:
        good = judge_rows(work, rows, "receive")
        receive_rows(work, intake, good)
    cells = {row.number: row.cells for row in sheet.rows}
    refused = [[row.number, row.why, list(cells[row.number])] for row in rows if row.faults]
    told = {"header": list(sheet.header), "rows": refused}
    _write(work, kept.id, state="done", text=None, batch_id=work.batch_id, taken=len(good), refused=told)
    verb = "announced" if kept.purpose == "announce" else "received"
    work.tell(f"{verb} {pieces(sum(one.qty for one in good), 'piece')} from {kept.name} for {intake.name}", intake.id)
    return find_sheet(work.session, work.tenant_id, kept.id)


@operation(needs=Permission.RECEIVE, raises=(SheetNotFound, SheetTaken), only=_ONLY)
def drop_sheet(work: Work, data: OneSheet) -> str:
    """Put a list away that was only looked at; its intake's id."""
    sheet = _open(work, data.sheet_id)
    work.session.execute(delete(IntakeSheet).where(IntakeSheet.tenant_id == work.tenant_id, IntakeSheet.id == sheet.id))
    work.tell(f"put the list {sheet.name} away", sheet.intake_id)
    return str(sheet.intake_id)


def _open(work: Work, sheet_id: str) -> Any:
    sheet = find_sheet(work.session, work.tenant_id, sheet_id, lock=True)
    if sheet.state != "open":
        raise SheetTaken(name=sheet.name)
    return sheet


def _write(work: Work, sheet_id: str, **values: Any) -> None:
    work.session.execute(
        update(IntakeSheet).where(IntakeSheet.tenant_id == work.tenant_id, IntakeSheet.id == sheet_id).values(**values)
    )
