"""The page that receives what was announced and not scanned: what it is, where it goes, and what cannot come so."""

from typing import Any

from flask import url_for

from webapp.core.data.clock import now
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.core.web.html import Done, FormPage
from webapp.receiving.operations.rest import judge_rest, receive_rest
from webapp.receiving.queries.intakes import find_intake
from webapp.receiving.rows.results import RestTaken
from webapp.receiving.views.pages import intake_pages as pages
from webapp.receiving.words import pieces

SHOWN = 20


def _rest(actor: Actor, intake_id: str) -> dict[str, Any]:
    """What would be received, by SKU, and the lines that cannot be."""
    session = db.session()
    found = find_intake(session, actor.tenant.id, intake_id)
    work = Work(session=session, actor=actor, batch_id="", at=now())
    lines, rows, good = judge_rest(work, found.id, None)
    parts: dict[str, dict[str, Any]] = {}
    for one in good:
        part = parts.setdefault(one.item.sku, {"item": one.item, "qty": 0, "serials": 0})
        part["qty"] += one.qty
        part["serials"] += bool(one.data.serial_number)
    refused = [(line, row) for line, row in zip(lines, rows, strict=True) if row.faults]
    return {
        "intake": found,
        "parts": sorted(parts.values(), key=lambda part: part["item"].sku),
        "count": sum(one.qty for one in good),
        "refused": refused[:SHOWN],
        "refused_count": len(refused),
    }


def _done(rest: RestTaken, intake_id: str) -> Done:
    refused = len(rest.taken.refused)
    left = f" {pieces(refused, 'line')} could not be: the reasons stand below." if refused else ""
    say = f"{pieces(rest.pieces, 'piece')} received unscanned.{left}"
    undo = url_for("history.undo_batch", batch_id=rest.taken.batch_id) if rest.taken.ids else None
    return Done(url_for("intakes.sheet", sheet_id=rest.sheet_id), say, undo=undo)


pages.form(
    "/intakes/<intake_id>/receive-rest",
    FormPage(
        calls=receive_rest,
        template="intakes/rest.html",
        done=_done,
        context=_rest,
        takes={"intake_id": "intakeId"},
    ),
)
