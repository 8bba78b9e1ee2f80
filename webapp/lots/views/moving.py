"""The forms that divide, join and move lots, stop picking from one, and begin again."""

from typing import Any

from flask import request, url_for
from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.site.jinja import day
from webapp.core.web.html import Done, FormPage
from webapp.ledger.models import Lot
from webapp.locations.queries import bin_choices
from webapp.lots.operations import merge_lot, move_lot_part, resume_lot, split_lot, stop_lot
from webapp.lots.queries.history import went_to
from webapp.lots.queries.rows import levels_of
from webapp.lots.views.pages import done_with, lot_of, pages, row_of

_NO_BIN = ("", "No bin")


def _lies_in(actor: Actor, lot_id: str) -> list[tuple[str, str]]:
    """The places that hold some of a lot, with how many are free there."""
    levels = levels_of(db.session(), actor.tenant.id, [lot_id])[lot_id]
    return [(one.bin_id or "", f"{one.bin_code or 'No bin'} · {one.available:,} free") for one in levels] or [_NO_BIN]


def _offer_places(form: BoundForm, actor: Actor, lot_id: str) -> None:
    offer(form["layout_id"], _lies_in(actor, lot_id))


def _offer_bins(form: BoundForm, actor: Actor, lot_id: str) -> None:
    offer(form["from_layout_id"], _lies_in(actor, lot_id))
    bins = bin_choices(db.session(), actor.tenant.id, row_of(actor, lot_id).warehouse_id)
    offer(form["to_layout_id"], [_NO_BIN, *bins])


def _offer_lots(form: BoundForm, actor: Actor, lot_id: str) -> None:
    lot = row_of(actor, lot_id)
    rows = db.session().execute(
        select(Lot.id, Lot.number, Lot.expires_at, Lot.total)
        .where(Lot.tenant_id == actor.tenant.id, Lot.record_id == lot.record_id, Lot.id != lot.id, Lot.deleted == False)
        .order_by(Lot.expires_at, Lot.number)
        .limit(1000)
    )
    others = [(row.id, f"{row.number} · {row.total:,} · {day(row.expires_at) or 'no last day'}") for row in rows]
    offer(form["into_lot_id"], [("", "Pick one"), *others])


def _next_number(actor: Actor, lot_id: str) -> dict[str, Any]:
    return {"number": f"{row_of(actor, lot_id).number[:120]}-2"}


def _why(actor: Actor, lot_id: str) -> dict[str, Any]:
    return {"status": request.args.get("status", "")[:20]}


def _choose_why(form: BoundForm, actor: Actor, lot_id: str) -> None:
    if not actor.may(Permission.CORRECT_LOTS):
        offer(form["status"], [("quarantined", "Quarantine: look at it first")])


def _with_ways(actor: Actor, lot_id: str) -> dict[str, Any]:
    return {**lot_of(actor, lot_id), "went": went_to(db.session(), actor.tenant.id, lot_id)}


def _split(row: Any, lot_id: str) -> Done:
    return done_with(row, f"Lot {row.number} is a lot of its own.")


def _merged(row: Any, lot_id: str) -> Done:
    return done_with(row, f"They are in lot {row.number} now.")


def _moved(row: Any, lot_id: str) -> Done:
    return done_with(row, f"Lot {row.number} lies where you said.")


def _stopped(row: Any, lot_id: str) -> Done:
    return done_with(row, f"Lot {row.number} is {row.status}. It is not picked from, and what was free is held.")


def _resumed(row: Any, lot_id: str) -> Done:
    return done_with(row, f"Lot {row.number} is picked from again. What was held stays held until it is restored.")


pages.form(
    "/lots/<lot_id>/split",
    FormPage(
        calls=split_lot,
        template="lots/split.html",
        done=_split,
        context=lot_of,
        prepare=_offer_places,
        initial=_next_number,
    ),
)
pages.form(
    "/lots/<lot_id>/merge",
    FormPage(calls=merge_lot, template="lots/merge.html", done=_merged, context=lot_of, prepare=_offer_lots),
)
pages.form(
    "/lots/<lot_id>/move",
    FormPage(calls=move_lot_part, template="lots/move.html", done=_moved, context=lot_of, prepare=_offer_bins),
)
pages.form(
    "/lots/<lot_id>/stop",
    FormPage(
        calls=stop_lot,
        template="lots/stop.html",
        done=_stopped,
        context=_with_ways,
        prepare=_choose_why,
        initial=_why,
    ),
)
pages.action(
    "/lots/<lot_id>/resume",
    calls=resume_lot,
    done=_resumed,
    back=lambda lot_id: url_for("lots.lot", lot_id=lot_id),
)
