"""The pages of what was done: the list, and undo."""

from typing import Any

from flask import current_app, render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.listing.listing import Question, fetch
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, Page, Pages
from webapp.core.web.subjects import address_of
from webapp.core.web.targets import returning
from webapp.ledger.batches.reading import MOST, changed_by
from webapp.ledger.batches.seeing import seen_by
from webapp.ledger.doings import doings, find_doing
from webapp.ledger.movements.listing import movements_in
from webapp.ledger.operations import Undone, may_take_back, undo_batch

pages = Pages("history")


def _around(actor: Actor) -> dict[str, Any]:
    """What a row's cells ask: where its thing is shown, and what takes it back."""
    now = clock.now()

    def leads_to(row: Any) -> str:
        if row.warehouse_id:
            at = address_of(row.warehouse_id, actor)
            return f"{at}/bins/{row.subject_id}" if at else ""
        if (row.subject_id or "").startswith("usr_") and not row.member_id:
            return ""  # an invitation that was withdrawn
        if row.desk_active is not None and not row.desk_active:
            return ""
        return address_of(row.product_id or row.subject_id, actor)

    def taken_back_by(row: Any) -> str:
        offers = row.is_open and may_take_back(actor, row.actor_id, row.at, now)
        return url_for("history.undo_batch", batch_id=row.id) if offers else ""

    return {"leads_to": leads_to, "taken_back_by": taken_back_by}


@pages.page("/history/<batch_id>", needs=Permission.READ_HISTORY)
def batch(actor: Actor, batch_id: str) -> Page:
    """One thing that was done: what it moved, what it changed, and what took it back."""
    session, tenant = db.session(), actor.tenant
    done = find_doing(session, tenant.id, batch_id)
    listing = movements_in(tenant.time_zone)
    question = Question({"batchId": batch_id}, listing.default_sort, "asc", limit=MOST)
    moved = fetch(session, listing, tenant.id, question, current_app.config["SECRET_KEY"])
    changed = seen_by(actor, done.actor_id, changed_by(session, tenant.id, batch_id, tenant.exponent))
    return render_template(
        "ledger/batch.html",
        done=done,
        listing=listing,
        moved=moved,
        changed=changed[:MOST],
        more=len(changed) > MOST,
        address=lambda subject_id: address_of(subject_id, actor),
        **_around(actor),
    )


def _undone(result: Undone, **parts: str) -> Done:
    kept = f" Left as they are: {'; '.join(result.kept)}." if result.kept else ""
    say = f"{result.summary[:1].upper()}{result.summary[1:]}.{kept}"
    back = url_for("history.undo_batch", batch_id=result.batch_id)
    return Done(returning(url_for("history.index")), say, kind="accepted" if result.again else "undone", undo=back)


def _back(**parts: str) -> str:
    return returning(url_for("history.index"))


pages.listing(
    "/history",
    needs=Permission.READ_HISTORY,
    lists=lambda visit: doings(visit.session, visit.actor, visit.query),
    template="ledger/index.html",
    context=_around,
)
pages.action("/batches/<batch_id>/undo", calls=undo_batch, done=_undone, back=_back, takes={"batch_id": "batchId"})
