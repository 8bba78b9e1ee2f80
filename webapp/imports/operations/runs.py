"""Importing in steps, as a page does: look at a sheet, say what its columns mean, import it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, update

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Busy, Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.core.sheets.columns import ColumnMap, map_columns
from webapp.core.sheets.decode import UnreadableSheet, decode
from webapp.core.sheets.parse import Sheet, parse
from webapp.imports.errors import AlreadyImported, NoSheet, RunNotFound
from webapp.imports.inputs import ChooseColumns, ColumnInput, OneRun, StartImport
from webapp.imports.models import DONE, OPEN, PARKED, ImportRun, ParkedRow
from webapp.imports.queries import open_text
from webapp.imports.sheet.importing import import_rows
from webapp.imports.sheet.layout import LIMITS, PRODUCTS
from webapp.imports.sheet.rows import rows_of
from webapp.imports.sheet.verdicts import CREATED, UNCHANGED, UPDATED, Outcome, Verdict, sentence

KEPT_FOR = dt.timedelta(days=1)
"""How long the text of a sheet is kept that nobody imports."""

_ONLY = {"html": "the published POST /v1/products/csv imports at once and reports; looking first is for people"}


@dataclass(frozen=True)
class Imported:
    """An import that is done."""

    run_id: str
    name: str
    batch_id: str
    outcome: Outcome


@operation(needs=Permission.EDIT_CATALOGUE, raises=(UnreadableSheet, NoSheet), only=_ONLY)
def start_import(work: Work, data: StartImport) -> str:
    """Keep a sheet to look at before it is imported; the id of that import."""
    text, name = _text_of(data)
    sheet = parse(text, LIMITS)
    _forget_old(work)
    run_id = new_id("imp")
    work.session.execute(
        insert(ImportRun).values(
            tenant_id=work.tenant_id,
            id=run_id,
            name=name,
            state=OPEN,
            text=text,
            actor_name=work.actor.name,
            rows=len(sheet.rows),
            created=0,
            updated=0,
            unchanged=0,
            refused=0,
            created_at=work.at,
        )
    )
    work.tell(f"opened the sheet {name} to look at it", run_id)
    return run_id


def _text_of(data: StartImport) -> tuple[str, str]:
    file = data.csv_file if data.csv_file and (data.csv_file.name or data.csv_file.data) else None
    pasted = (data.pasted or "").strip("\r\n")
    if (file is None) is (not pasted):
        words = "Choose a file, or paste the cells; one of the two."
        raise NoSheet([Detail("csvFile", words)])
    if file is None:
        return _judged(pasted.replace("\0", "")), "Pasted cells"
    if len(file.data) > LIMITS.size:
        raise UnreadableSheet(f"it is larger than {LIMITS.size // 1_000_000} MB. Send it in parts.")
    name = "".join(c for c in file.name.replace("\\", "/").rpartition("/")[2] if c.isprintable())
    return decode(file.data).text, name[:200] or "A sheet"


def _judged(text: str) -> str:
    if len(text) > LIMITS.size:
        raise UnreadableSheet(f"it is larger than {LIMITS.size // 1_000_000} MB. Send it in parts.", at="pasted")
    return text


def _forget_old(work: Work) -> None:
    old = (ImportRun.state == OPEN, ImportRun.created_at < work.at - KEPT_FOR)
    work.session.execute(delete(ImportRun).where(ImportRun.tenant_id == work.tenant_id, *old))


def sheet_of(text: str | None, columns: Mapping[str, str | None] | None) -> tuple[Sheet, ColumnMap]:
    """A kept sheet, and what its columns mean: as recognised, or as a person chose."""
    sheet = parse(text or "", LIMITS)
    chosen = {int(at): key for at, key in (columns or {}).items()}
    return sheet, map_columns(PRODUCTS, sheet.header, chosen)


def _key_of(at: int, column: ColumnInput) -> str | None:
    """What a column means; one of a family says its months beside it."""
    if column.key not in {family.key for family in PRODUCTS.families}:
        return column.key or None
    if column.months is None:
        raise InputRefused([Detail(f"columns.{at}.months", "Say for how many months this column is.")])
    return f"{column.key}:{column.months}"


@operation(needs=Permission.EDIT_CATALOGUE, raises=(RunNotFound, AlreadyImported), only=_ONLY)
def choose_columns(work: Work, data: ChooseColumns) -> str:
    """Say what the columns of a sheet mean."""
    run = open_text(work.session, work.tenant_id, data.run_id, lock=True)
    if run.state != OPEN:
        raise AlreadyImported(name=run.name)
    chosen = {str(at): _key_of(at, column) for at, column in enumerate(data.columns)}
    work.session.execute(
        update(ImportRun)
        .where(ImportRun.tenant_id == work.tenant_id, ImportRun.id == data.run_id)
        .values(columns=chosen)
    )
    work.tell(f"said what the columns of {run.name} mean", data.run_id)
    return data.run_id


@operation(needs=Permission.EDIT_CATALOGUE, raises=(RunNotFound, AlreadyImported, UnreadableSheet, Busy), only=_ONLY)
def confirm_import(work: Work, data: OneRun) -> Imported:
    """Import a sheet that was looked at: good rows are written, the others wait to be corrected."""
    run = open_text(work.session, work.tenant_id, data.run_id, lock=True)
    if run.state != OPEN:
        raise AlreadyImported(name=run.name)
    sheet, columns = sheet_of(run.text, run.columns)
    if columns.complaint:
        raise UnreadableSheet(columns.complaint)
    outcome = import_rows(work, rows_of(sheet, columns))
    _park(work, data.run_id, outcome.refused)
    work.session.execute(
        update(ImportRun)
        .where(ImportRun.tenant_id == work.tenant_id, ImportRun.id == data.run_id)
        .values(
            state=DONE,
            text=None,
            batch_id=work.batch_id,
            rows=len(outcome.verdicts),
            created=outcome.count(CREATED),
            updated=outcome.count(UPDATED),
            unchanged=outcome.count(UNCHANGED),
            refused=len(outcome.refused),
        )
    )
    work.tell(f"imported {run.name}: {sentence(outcome)}", data.run_id)
    return Imported(data.run_id, run.name, work.batch_id, outcome)


def _park(work: Work, run_id: str, refused: Sequence[Verdict]) -> None:
    rows = [
        {
            "tenant_id": work.tenant_id,
            "id": new_id("row"),
            "run_id": run_id,
            "number": one.row.number,
            "state": PARKED,
            "cells": one.row.cells,
            "faults": [[fault.key, fault.why] for fault in one.faults],
        }
        for one in refused
    ]
    if rows:
        work.session.execute(insert(ParkedRow), rows)


@operation(needs=Permission.EDIT_CATALOGUE, raises=(RunNotFound, AlreadyImported), only=_ONLY)
def drop_import(work: Work, data: OneRun) -> str:
    """Forget a sheet that is not imported; its name."""
    run = open_text(work.session, work.tenant_id, data.run_id, lock=True)
    if run.state != OPEN:
        raise AlreadyImported(name=run.name)
    work.session.execute(delete(ImportRun).where(ImportRun.tenant_id == work.tenant_id, ImportRun.id == data.run_id))
    work.tell(f"put the sheet {run.name} away without importing it")
    return str(run.name)
