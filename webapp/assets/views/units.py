"""The pages of units: the list, and everything known of one."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.assets.codes.writing import codes_of
from webapp.assets.lists import units_page
from webapp.assets.queries import UnitRow, find_by_serial, find_unit, place_of
from webapp.assets.steps import REASONS
from webapp.assets.views.offers import offers
from webapp.assets.views.pages import pages
from webapp.catalog.queries.variants import variants_by_id
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import NotFound
from webapp.core.site.jinja import day
from webapp.core.web.html import Page
from webapp.ledger.history import Line, unit_history
from webapp.ledger.operations import may_take_back


def _live(actor: Actor, serial: str) -> UnitRow | None:
    try:
        return find_by_serial(db.session(), actor.tenant.id, serial)
    except NotFound:
        return None


def _units(visit: Visit) -> Listing:
    return units_page(visit.session, visit.actor.tenant, visit.query.get("status", ""))


pages.listing("/units", needs=Permission.READ_STOCK, lists=_units, template="assets/index.html")


@pages.page("/units/<unit_id>", needs=Permission.READ_STOCK)
def unit(actor: Actor, unit_id: str) -> Page:
    """Everything known of one unit, and what happened to it."""
    session, tenant_id = db.session(), actor.tenant.id
    found = find_unit(session, tenant_id, unit_id)
    holder = None if found.status else _live(actor, found.serial)
    history = [_told(actor, line, again=holder is None) for line in unit_history(session, tenant_id, unit_id)]
    return render_template(
        "assets/detail.html",
        unit=found,
        place=place_of(found),
        history=history,
        holder=holder,
        offers=offers(actor, found),
        reason=REASONS.get(found.reason or ""),
        codes=codes_of(session, tenant_id, unit_id),
        variant=variants_by_id(session, tenant_id, [found.variant_id])[found.variant_id],
    )


def _told(actor: Actor, line: Line, *, again: bool) -> dict[str, Any]:
    """One line for the timeline. It can be undone from here, unless that is sure to be refused.

    ``again`` says whether what was taken back can be done again: another unit may have the serial number now.
    """
    at_desk = f" at {line.desk_name}" if line.desk_name else ""
    offers = line.open and may_take_back(actor, line.actor_id, line.at, clock.now()) and (again or not line.takes_back)
    return {
        "at": line.at,
        "day": day(line.at),
        "icon": "undone" if line.takes_back else "receive",
        "text": f"{line.actor_name} {line.sentence}{at_desk}",
        "note": line.note,
        "undone": "" if line.in_force else "done again since" if line.takes_back else "taken back",
        "undo_url": url_for("history.undo_batch", batch_id=line.batch_id) if offers else "",
        "undo_label": "Do it again" if line.takes_back else "Undo",
    }
