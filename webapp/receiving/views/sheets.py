"""The pages of a list of goods: it comes in, is looked at row by row, and is received or announced in one go."""

from collections.abc import Iterator
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.clock import now
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.listing.sheet import sheet_lines
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.core.web.html import Done, FormPage, Page
from webapp.core.web.listpage import download
from webapp.receiving.operations.expected import judge_announced
from webapp.receiving.operations.sheets import choose_meanings, drop_sheet, start_sheet, take_sheet
from webapp.receiving.queries.intakes import find_intake
from webapp.receiving.queries.sheets import find_sheet, read_kept
from webapp.receiving.rows.judging import judge_rows
from webapp.receiving.rows.layout import GOODS, LIMITS, told_rows
from webapp.receiving.rows.told import Told
from webapp.receiving.views.pages import intake_pages as pages

SHOWN = 200


def _intake(actor: Actor, intake_id: str) -> dict[str, Any]:
    return {"intake": find_intake(db.session(), actor.tenant.id, intake_id)}


def _purpose(actor: Actor, intake_id: str) -> dict[str, Any]:
    return {"purpose": "announce" if request.args.get("purpose") == "announce" else "receive"}


def _look(looked_at: str, **parts: str) -> Done:
    say = "Look at what would become of the rows. Nothing is taken yet."
    return Done(url_for("intakes.choose_meanings", sheet_id=looked_at), say)


def _preview(actor: Actor, sheet_id: str) -> dict[str, Any]:
    """The list, what its columns mean, and what would become of its rows."""
    session = db.session()
    kept = find_sheet(session, actor.tenant.id, sheet_id)
    if kept.state == "done":
        abort(redirect(url_for("intakes.sheet", sheet_id=sheet_id), 303))
    sheet, columns = read_kept(kept.text, kept.columns)
    told = {"kept": kept, "sheet": sheet, "columns": columns, "samples": _samples(sheet), "rows": None}
    return told if columns.complaint else {**told, **_part(_judged(actor, kept, sheet, columns))}


def _judged(actor: Actor, kept: Any, sheet: Any, columns: Any) -> list[Told]:
    rows = told_rows(sheet, columns, actor)
    work = Work(session=db.session(), actor=actor, batch_id="", at=now())
    if kept.purpose == "announce":
        judge_announced(work, find_intake(work.session, work.tenant_id, kept.intake_id), rows)
    else:
        judge_rows(work, rows, "receive")
    return rows


def _samples(sheet: Any) -> list[str]:
    """A cell of each column, to know it by."""
    return [
        next((row.cells[at][:60] for row in sheet.rows if at < len(row.cells) and row.cells[at].strip()), "")
        for at in range(len(sheet.header))
    ]


def _part(rows: list[Told]) -> dict[str, Any]:
    """The rows that this address shows: good, bad or all, so many at a time, the bad ones first."""
    bad = [row for row in rows if row.faults]
    good = [row for row in rows if not row.faults]
    kind = request.args.get("show", "")
    asking = [row for row in good if row.notes]
    shown = {"good": good, "bad": bad, "asking": asking}.get(kind, sorted(rows, key=_urgent))
    start = request.args.get("from", 0, type=int)
    start = start if 0 <= start < len(shown) else 0
    return {
        "rows": shown[start : start + SHOWN], "start": start, "total": len(shown), "step": SHOWN, "kind": kind,
        "good": len(good), "bad": len(bad), "asking": len(asking),
    }  # fmt: skip


def _urgent(row: Told) -> int:
    """What cannot be taken first, then what should be looked at."""
    return 0 if row.faults else 1 if row.notes else 2


def _recognised(actor: Actor, sheet_id: str) -> dict[str, Any]:
    kept = find_sheet(db.session(), actor.tenant.id, sheet_id)
    if kept.state == "done":
        return {}
    sheet, columns = read_kept(kept.text, kept.columns)
    meant = {at: key for key, at in columns.places.items()}
    return {"columns": [{"key": meant.get(at, "")} for at in range(len(sheet.header))]}


def _offer(form: Any, actor: Actor, sheet_id: str) -> None:
    pairs = [("", "Left out"), *((column.key, column.name) for column in GOODS.columns)]
    for column in form.columns:
        offer(column.form.key, pairs)


def _taken(kept: Any, sheet_id: str) -> Done:
    verb = "announced" if kept.purpose == "announce" else "received"
    refused = len(kept.refused["rows"])
    words = f"{kept.taken} {'row' if kept.taken == 1 else 'rows'} {verb}." + (f" {refused} refused." if refused else "")
    undo = url_for("history.undo_batch", batch_id=kept.batch_id) if kept.taken else None
    return Done(url_for("intakes.sheet", sheet_id=sheet_id), words, undo=undo)


pages.form(
    "/intakes/<intake_id>/list",
    FormPage(
        calls=start_sheet,
        template="intakes/lists/new.html",
        done=_look,
        context=_intake,
        initial=_purpose,
        takes={"intake_id": "intakeId"},
        size=LIMITS.size,
    ),
)
pages.form(
    "/intakes/lists/<sheet_id>/preview",
    FormPage(
        calls=choose_meanings,
        template="intakes/lists/preview.html",
        done=_look,
        context=_preview,
        initial=_recognised,
        prepare=_offer,
        takes={"sheet_id": "sheetId"},
    ),
)
pages.action(
    "/intakes/lists/<sheet_id>/take",
    calls=take_sheet,
    done=_taken,
    back=lambda sheet_id: url_for("intakes.choose_meanings", sheet_id=sheet_id),
    takes={"sheet_id": "sheetId"},
)
pages.action(
    "/intakes/lists/<sheet_id>/drop",
    calls=drop_sheet,
    done=lambda intake_id, sheet_id: Done(url_for("intakes.intake", intake_id=intake_id), "The list is put away."),
    back=lambda sheet_id: url_for("intakes.choose_meanings", sheet_id=sheet_id),
    takes={"sheet_id": "sheetId"},
)


@pages.page("/intakes/lists/<sheet_id>", needs=Permission.READ_STOCK)
def sheet(actor: Actor, sheet_id: str) -> Page:
    """What became of a list."""
    kept = find_sheet(db.session(), actor.tenant.id, sheet_id)
    if kept.state == "open":
        return redirect(url_for("intakes.choose_meanings", sheet_id=sheet_id), 303)
    return render_template("intakes/lists/result.html", kept=kept, refused=kept.refused["rows"])


@pages.page("/intakes/lists/<sheet_id>/refused.csv", needs=Permission.READ_STOCK)
def sheet_refused_csv(actor: Actor, sheet_id: str) -> Page:
    """The refused rows as they came, with the reasons."""
    kept = find_sheet(db.session(), actor.tenant.id, sheet_id)
    told = kept.refused or {"header": [], "rows": []}
    return download(f"refused-{sheet_id}.csv", sheet_lines(["Why", *told["header"]], _refused(told)), actor)


def _refused(told: dict[str, Any]) -> Iterator[list[str]]:
    width = len(told["header"])
    return ([why, *cells[:width]] for _, why, cells in told["rows"])
