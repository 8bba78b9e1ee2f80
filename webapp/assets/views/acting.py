"""One thing done to the ticked units of the list."""

from typing import Any

from flask import render_template, request, url_for

from webapp.assets.operations import act_on_assets
from webapp.assets.queries import find_many
from webapp.assets.rows import ActedRows
from webapp.assets.steps.ways import GONE
from webapp.assets.views.handling import CONDITIONS
from webapp.assets.views.offers import any_status
from webapp.assets.views.pages import pages
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage
from webapp.core.web.targets import safe_target
from webapp.ledger.quantities import broken_words
from webapp.locations.queries import place_names

MOST = 500

FIELDS = {
    "status": ("to", "location", "note"),
    "inspect": ("to", "condition", "location", "note"),
    "move": ("location", "note"),
    "regrade": ("grade", "condition", "location", "note"),
    "edit": ("condition", "notes"),
}
"""What each action asks."""
_INSPECTED = ("returned", "sold", *GONE)
"""What an inspection does not find."""
TITLES = {
    "status": ("Change status", "Change the status"),
    "inspect": ("Inspect", "Save the inspection"),
    "move": ("Move", "Move"),
    "regrade": ("Re-grade", "Re-grade"),
    "edit": ("Condition and notes", "Save"),
}


def _action(form: BoundForm | None = None) -> str:
    asked = request.values.get("action", "")
    return asked if asked in FIELDS else "status"


def _initial(actor: Actor) -> dict[str, Any]:
    units = find_many(db.session(), actor.tenant.id, ids=request.args.getlist("id")[:MOST])
    return {"action": _action(), "serialNumbers": [unit.serial for unit in units.values()], "to": ""}


def _prepare(form: BoundForm, actor: Actor) -> None:
    for name in ("to", "location", "grade", "condition", "notes", "note"):
        if name not in FIELDS[_action()]:
            del form[name]
    if "to" in form:
        found = _INSPECTED if _action() == "inspect" else ()
        offer(form["to"], [("", "Pick one"), *(pair for pair in any_status(actor) if pair[0] not in found)])
    if _action() == "move":
        form["location"].render_kw = {**form["location"].render_kw, "data-required": "true"}
    named = (form["serialNumbers"].data or [])[:MOST]
    units = find_many(db.session(), actor.tenant.id, serials=named)
    offer(form["serialNumbers"], [(one, f"{one} · {units[one].sku}") for one in named if one in units])


def _context(actor: Actor) -> dict[str, Any]:
    what, save = TITLES[_action()]
    return {
        "what": what,
        "save": save,
        "asks": FIELDS[_action()],
        "places": place_names(db.session(), actor.tenant.id),
        "conditions": CONDITIONS,
        "back": _back(),
    }


def _back() -> str:
    """The list as it was narrowed when its units were ticked."""
    return safe_target(request.values.get("next")) or url_for("assets.index")


def _done(rows: ActedRows) -> Done | str:
    changed = sum(one.changed for one in rows.results)
    refused = [one for one in rows.results if one.problem is not None]
    undo = url_for("history.undo_batch", batch_id=rows.batch_id) if rows.batch_id else None
    back = _back()
    if not refused:
        kept = len(rows.results) - changed
        say = f"{changed} unit{'' if changed == 1 else 's'} changed{f', {kept} left as before' if kept else ''}."
        words = f"{say}{broken_words(rows.broken)}" if changed else "Nothing had to change."
        return Done(back, words, undo=undo)
    told = {"changed": changed, "refused": refused, "broken": broken_words(rows.broken)}
    return render_template("assets/acted.html", rows=rows, undo=undo, back=back, **told)


pages.form(
    "/units/actions",
    FormPage(
        calls=act_on_assets,
        template="assets/actions.html",
        done=_done,
        context=_context,
        initial=_initial,
        prepare=_prepare,
    ),
)
