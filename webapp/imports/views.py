"""The pages of importing: a sheet comes in, is looked at, imported, and what was refused is corrected."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.clock import now
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.listing.sheet import sheet_lines
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.core.web.listpage import download
from webapp.imports.models import DONE
from webapp.imports.operations.parked import Corrected, correct_row, drop_rows
from webapp.imports.operations.runs import (
    Imported,
    choose_columns,
    confirm_import,
    drop_import,
    sheet_of,
    start_import,
)
from webapp.imports.queries import (
    RUNS,
    SHOWN,
    corrections_of,
    find_parked,
    find_run,
    keys_of,
    newest_word,
    open_text,
    parked_count,
    parked_of,
)
from webapp.imports.sheet.exporting import sheet_rows
from webapp.imports.sheet.importing import judge_rows
from webapp.imports.sheet.layout import LIMITS, PRODUCTS, PUBLISHED
from webapp.imports.sheet.rows import Fault, rows_of
from webapp.imports.sheet.verdicts import CREATED, REFUSED, UNCHANGED, UPDATED, Outcome, sentence

pages = Pages("imports")

WORDS = {CREATED: "New", UPDATED: "Changed", UNCHANGED: "As it is", REFUSED: "Refused"}
ORDER = (REFUSED, UPDATED, CREATED, UNCHANGED)


def _undo(batch_id: str) -> str:
    return url_for("history.undo_batch", batch_id=batch_id)


def _started(started: str, **parts: str) -> Done:
    say = "Look at what would change. Nothing is imported yet."
    return Done(url_for("imports.choose_columns", run_id=started), say)


def _run(actor: Actor, run_id: str) -> dict[str, Any]:
    return {"run": find_run(db.session(), actor.tenant.id, run_id)}


def _preview(actor: Actor, run_id: str) -> dict[str, Any]:
    """The sheet, what its columns mean, and what would become of its rows."""
    session = db.session()
    kept = open_text(session, actor.tenant.id, run_id)
    if kept.state == DONE:
        abort(redirect(url_for("imports.result", run_id=run_id), 303))
    sheet, columns = sheet_of(kept.text, kept.columns)
    told = {**_run(actor, run_id), "sheet": sheet, "columns": columns, "samples": _samples(sheet), "words": WORDS}
    if columns.complaint:
        return {**told, "outcome": None}
    work = Work(session=session, actor=actor, batch_id="", at=now())
    outcome, _ = judge_rows(work, rows_of(sheet, columns))
    return {**told, "outcome": outcome, "sentence": sentence(outcome), **_part(outcome)}


def _samples(sheet: Any) -> list[str]:
    """A cell of each column, to know it by."""
    return [
        next((row.cells[at][:60] for row in sheet.rows if at < len(row.cells) and row.cells[at].strip()), "")
        for at in range(len(sheet.header))
    ]


def _part(outcome: Outcome) -> dict[str, Any]:
    """The rows that this address shows: of one kind or of all, so many at a time, the refused ones first."""
    kind = request.args.get("show", "")
    rows = [one for one in outcome.verdicts if one.kind == kind] if kind in WORDS else _ordered(outcome)
    asked = request.args.get("from", "0")
    start = int(asked) if asked.isascii() and asked.isdigit() and int(asked[:9]) < len(rows) else 0
    counts = [(one, WORDS[one], outcome.count(one)) for one in ORDER]
    return {"verdicts": rows[start : start + SHOWN], "start": start, "total": len(rows), "step": SHOWN,
            "kind": kind if kind in WORDS else "", "counts": counts}  # fmt: skip


def _ordered(outcome: Outcome) -> list[Any]:
    return sorted(outcome.verdicts, key=lambda one: (ORDER.index(one.kind), one.row.number))


def _recognised(actor: Actor, run_id: str) -> dict[str, Any]:
    kept = open_text(db.session(), actor.tenant.id, run_id)
    if kept.state == DONE:
        return {}
    sheet, columns = sheet_of(kept.text, kept.columns)
    meant = {at: key for key, at in columns.places.items()}
    return {"columns": [{"key": meant.get(at, "")} for at in range(len(sheet.header))]}


def _offer_columns(form: Any, actor: Actor, run_id: str) -> None:
    """Every declared column, the usual lengths, whatever a column is recognised as, and any length typed beside it."""
    known = [*PUBLISHED, *(column.key for column in PRODUCTS.columns)]
    known += [column.form.key.data for column in form.columns if PRODUCTS.knows(column.form.key.data or "")]
    pairs = [("", "Left out"), *((key, PRODUCTS.name_of(key)) for key in dict.fromkeys(known))]
    pairs += [(family.key, family.name.format("N")) for family in PRODUCTS.families]
    for column in form.columns:
        offer(column.form.key, pairs)


def _imported(result: Imported, run_id: str) -> Done:
    refused = len(result.outcome.refused)
    is_any = len(result.outcome.verdicts) > refused
    words = f"{result.name}: {sentence(result.outcome)} imported." if is_any else f"{result.name}: nothing is imported."
    if refused:
        words += f" {refused} refused {'row waits' if refused == 1 else 'rows wait'} to be corrected."
    return Done(url_for("imports.result", run_id=run_id), words, undo=_undo(result.batch_id) if is_any else None)


def _row(actor: Actor, run_id: str, row_id: str) -> Any:
    return find_parked(db.session(), actor.tenant.id, run_id, row_id)


def _row_cells(actor: Actor, run_id: str, row_id: str) -> dict[str, Any]:
    row = _row(actor, run_id, row_id)
    keys = dict.fromkeys((*PUBLISHED, *row.cells))
    return {"cells": [{"key": key, "text": row.cells.get(key, "")} for key in keys]}


def _row_context(actor: Actor, run_id: str, row_id: str) -> dict[str, Any]:
    row = _row(actor, run_id, row_id)
    faults = [Fault(key, why).said for key, why in row.faults]
    return {**_run(actor, run_id), "number": row.number, "faults": faults}


def _names(form: Any) -> dict[str, Any]:
    """The columns of the cells that a form holds."""
    keys = (cell.form.key.data or "" for cell in form.cells)
    return {"names": {key: PRODUCTS.name_of(key) for key in keys if PRODUCTS.knows(key)}}


def _corrected(result: Corrected, run_id: str, row_id: str) -> Done:
    words = f"{result.sku} is {'in the catalogue' if result.is_new else 'saved'}."
    return Done(url_for("imports.result", run_id=run_id), words, undo=_undo(result.batch_id))


def _dropped(what: str, run_id: str, row_id: str = "") -> Done:
    return Done(url_for("imports.result", run_id=run_id), f"{what[:1].upper()}{what[1:]} dropped.")


def _to_result(run_id: str, row_id: str = "") -> str:
    return url_for("imports.result", run_id=run_id)


pages.listing("/imports", needs=Permission.EDIT_CATALOGUE, lists=RUNS, template="imports/index.html")
pages.form(
    "/imports/new",
    FormPage(calls=start_import, template="imports/new.html", done=_started, size=LIMITS.size),
)
pages.form(
    "/imports/<run_id>/preview",
    FormPage(
        calls=choose_columns,
        template="imports/preview.html",
        done=_started,
        context=_preview,
        initial=_recognised,
        prepare=_offer_columns,
        takes={"run_id": "runId"},
        editing=True,
    ),
)
pages.action(
    "/imports/<run_id>/import",
    calls=confirm_import,
    done=_imported,
    back=_to_result,
    takes={"run_id": "runId"},
)
pages.action(
    "/imports/<run_id>/drop",
    calls=drop_import,
    done=lambda name, run_id: Done(url_for("imports.index"), f"{name} is put away. Nothing was imported."),
    back=_to_result,
    takes={"run_id": "runId"},
)
pages.form(
    "/imports/<run_id>/rows/<row_id>",
    FormPage(
        calls=correct_row,
        template="imports/row.html",
        done=_corrected,
        context=_row_context,
        initial=_row_cells,
        beside=_names,
        takes={"run_id": "runId", "row_id": "rowId"},
    ),
)
pages.action(
    "/imports/<run_id>/rows/<row_id>/drop",
    calls=drop_rows,
    done=_dropped,
    back=_to_result,
    takes={"run_id": "runId", "row_id": "rowId"},
    endpoint="drop_row",
)
pages.action(
    "/imports/<run_id>/rows/drop",
    calls=drop_rows,
    done=_dropped,
    back=_to_result,
    takes={"run_id": "runId", "row_id": "rowId"},
)


@pages.page("/imports/<run_id>", needs=Permission.EDIT_CATALOGUE)
def result(actor: Actor, run_id: str) -> Page:
    """What became of a sheet; one that is not imported yet is looked at instead."""
    session, tenant_id = db.session(), actor.tenant.id
    run = find_run(session, tenant_id, run_id)
    if run.state != DONE:
        return redirect(url_for("imports.choose_columns", run_id=run_id), 303)
    rows = [
        {
            "id": row.id,
            "number": row.number,
            "cells": row.cells,
            "faults": [Fault(key, why).said for key, why in row.faults],
        }
        for row in parked_of(session, tenant_id, run_id, limit=SHOWN)
    ]
    newest, undone = newest_word(session, tenant_id, run.batch_id)
    return render_template(
        "imports/result.html",
        run=run,
        rows=rows,
        waiting=parked_count(session, tenant_id, run_id),
        undone=undone,
        newest=newest,
        corrected=len(corrections_of(session, tenant_id, run_id)) if undone else 0,
    )


@pages.page("/imports/<run_id>/refused.csv", needs=Permission.EDIT_CATALOGUE)
def refused_csv(actor: Actor, run_id: str) -> Page:
    """The rows of a sheet that still wait, as a sheet: to be corrected there and imported again."""
    find_run(db.session(), actor.tenant.id, run_id)
    rows = parked_of(db.session(), actor.tenant.id, run_id)
    keys = list(dict.fromkeys((*PUBLISHED, *keys_of(rows))))
    header = ["Row", *(PRODUCTS.name_of(key) for key in keys), "Why"]
    body = (
        [str(row.number), *(row.cells.get(key, "") for key in keys), " ".join(Fault(*one).said for one in row.faults)]
        for row in rows
    )
    return download("refused.csv", sheet_lines(header, body), actor)


@pages.page("/products/sheet.csv", needs=Permission.READ_CATALOGUE)
def products_csv(actor: Actor) -> Page:
    """The whole catalogue as a sheet that can be imported again without loss."""
    return download("products.csv", sheet_rows(db.session(), actor), actor)
