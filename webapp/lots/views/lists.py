"""The list of lots, and everything known of one."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page
from webapp.ledger.course import course_of_lot, stock_chart
from webapp.ledger.operations import may_take_back
from webapp.lots.queries.history import Doing, doings_of, promises_of, takes_before, went_to
from webapp.lots.queries.pages import lots_page
from webapp.lots.queries.rows import levels_of
from webapp.lots.views.pages import lot_of, pages

DAYS = 90
"""So many days a chart shows."""


def _lots(visit: Visit) -> Listing:
    return lots_page(visit.session, visit.actor.tenant)


pages.listing("/lots", needs=Permission.READ_LOTS, lists=_lots, template="lots/index.html")


@pages.page("/lots/<lot_id>", needs=Permission.READ_LOTS)
def lot(actor: Actor, lot_id: str) -> Page:
    """Everything known of one lot: what it holds, where, for whom, and what happened to it."""
    session, tenant = db.session(), actor.tenant
    known = lot_of(actor, lot_id)
    age = clock.today(tenant.time_zone) - known["lot"].created_at.astimezone(ZoneInfo(tenant.time_zone)).date()
    days = min(age.days + 1, DAYS)
    course = course_of_lot(session, tenant.id, lot_id, tenant.time_zone, days) if days > 1 else None
    return render_template(
        "lots/lot.html",
        **known,
        levels=levels_of(session, tenant.id, [lot_id])[lot_id],
        promises=promises_of(session, tenant.id, lot_id),
        went=went_to(session, tenant.id, lot_id),
        earlier=takes_before(session, tenant.id, known["lot"]),
        chart=stock_chart(course) if course else None,
        doings=[_told(actor, doing) for doing in doings_of(session, tenant.id, known["lot"])],
    )


def _told(actor: Actor, doing: Doing) -> dict[str, Any]:
    """One line of what happened; it can be taken back from here, if this person may."""
    offers = doing.is_open and may_take_back(actor, doing.actor_id, doing.at, clock.now())
    return {
        "doing": doing,
        "undo_url": url_for("history.undo_batch", batch_id=doing.batch_id) if offers else "",
        "undo_label": "Do it again" if doing.takes_back else "Undo",
    }
