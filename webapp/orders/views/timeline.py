"""An order's timeline: a sentence for each thing that was done, the newest first; what went out together is one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from flask import url_for
from markupsafe import Markup

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.site.jinja import day
from webapp.core.web.subjects import address_of
from webapp.customers.naming import full_name
from webapp.ledger.operations import may_take_back
from webapp.ledger.quantities.breaking import without_tail
from webapp.orders.happenings import LOOKED_AT, Happened, happenings
from webapp.orders.hooks import Rental

SHOWN = 40
TOGETHER = 4
"""So many units that one person let go in a row are told as one."""
NAMED = 6
"""So many of these are named."""
_KEPT = (
    ("reserved", "{:,} reserved for it"),
    ("given", "{:,} of what was kept for it given back"),
    ("taken", "{:,} of what was kept for it taken"),
)


def timeline(actor: Actor, order: Any) -> dict[str, Any]:
    """The lines of an order's timeline that this actor may see, and the address of all of it."""
    out = {one.batch_id: one for one in order.rentals}
    found = happenings(db.session(), actor.tenant.id, order.id)
    seen = [one for one in found if _may_see(actor, order, one)]
    lines = list(_lines(actor, order, seen, out))
    whole = url_for("history.index", about=order.id) if actor.may(Permission.READ_HISTORY) else ""
    more = len(lines) > SHOWN or len(found) == LOOKED_AT
    return {"lines": lines[:SHOWN], "more": more, "whole": whole}


def _may_see(actor: Actor, order: Any, one: Happened) -> bool:
    """What was done to the order itself is seen with it, what was done to stock by whoever sees stock."""
    subject_id = one.row.subject_id or ""
    if subject_id == order.id:
        return True
    is_rental = actor.tenant.kind_of(subject_id.partition("_")[0]) == "sub"
    return actor.may(Permission.READ_SUBSCRIPTIONS if is_rental else Permission.READ_STOCK)


def _lines(actor: Actor, order: Any, seen: Sequence[Happened], out: Mapping[str, Rental]) -> Iterator[dict[str, Any]]:
    for key, run in groupby(seen, key=lambda one: _together(one, out)):
        many = list(run)
        if key is not None and len(many) >= TOGETHER:
            yield _many(many, [out[one.row.id] for one in many])
        else:
            yield from (_one(actor, order, one, out.get(one.row.id)) for one in many)


def _together(one: Happened, out: Mapping[str, Rental]) -> tuple[Any, ...] | None:
    """Who let a unit go, where and on which day; nothing for anything else."""
    row = one.row
    return (row.actor_id, row.desk_name, day(row.at)) if row.id in out else None


def _many(many: Sequence[Happened], rentals: Sequence[Rental]) -> dict[str, Any]:
    row = many[0].row
    named = ", ".join(one.serial for one in rentals[:NAMED])
    more = f" and {len(rentals) - NAMED:,} more" if len(rentals) > NAMED else ""
    return {
        "at": row.at,
        "day": day(row.at),
        "icon": "fulfil",
        "text": f"{row.actor_name} let {len(many):,} units go out{_at(row)}",
        "note": f"{named}{more}",
    }


def _one(actor: Actor, order: Any, one: Happened, rental: Rental | None) -> dict[str, Any]:
    row = one.row
    said = without_tail(row.summary).replace(f" the order of {full_name(order.customer)}", " the order")
    known = url_for("history.batch", batch_id=row.id) if actor.may(Permission.READ_HISTORY) else ""
    offers = row.is_open and may_take_back(actor, row.actor_id, row.at, clock.now())
    again = "done again since" if said.startswith("took back: ") else "taken back"
    return {
        "at": row.at,
        "day": day(row.at),
        "icon": "undone" if said.startswith("took back: ") else "fulfil" if rental else "orders",
        "text": Markup("{} {}{}{}").format(row.actor_name, _linked(said, known), _at(row), _begun(actor, rental)),
        "note": " · ".join(_notes(order, one)),
        "undone": "" if one.stands else f"partly {again}" if row.is_open else again,
        "undo_url": url_for("history.undo_batch", batch_id=row.id) if offers else "",
        "undo_label": "Do it again" if said.startswith("took back: ") else "Undo",
    }


def _notes(order: Any, one: Happened) -> Iterable[str]:
    """Why it was done, and what it did to the order's promises."""
    if one.note:
        yield one.note
    if one.row.operation == "cancel_order" and order.cancel_reason:
        yield order.cancel_reason
    for name, words in _KEPT:
        if one.kept.get(name) and not (name == "reserved" and one.row.operation == "reserve_order"):
            yield words.format(one.kept[name])


def _begun(actor: Actor, rental: Rental | None) -> Markup:
    """The subscription that began with it."""
    page = address_of(rental.id, actor) if rental else ""
    return Markup(", on {}").format(_linked("this subscription", page)) if page else Markup("")


def _linked(text: str, page: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(page, text) if page else Markup("{}").format(text)


def _at(row: Any) -> str:
    return f" at {row.desk_name}" if row.desk_name else ""
