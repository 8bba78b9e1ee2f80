"""What became of the units of a list, row by row: as a desk says it, with what to do next about those that stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.assets.queries import UnitRow, find_many
from webapp.core.data.database import db
from webapp.core.inputs.text import fold
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.customers.naming import full_name
from webapp.ledger.operations import Undone
from webapp.subscriptions.errors import AssetUnknown, ItemFullyFulfilled, SkuMismatch
from webapp.subscriptions.fulfilling import Fulfilled, Outcome
from webapp.subscriptions.queries.waiting import orders_in_words, waiting_orders
from webapp.subscriptions.views.desk.rows import Row, row

Key = tuple[str, str | None]
"""A variant, and the warehouse where a unit of it stands."""
_OTHERS = (SkuMismatch, ItemFullyFulfilled)
"""Such a unit can go to another order."""


def outcome_rows(actor: Actor, told: Fulfilled, sent: Mapping[str, str]) -> list[Row]:
    """A row for each serial number, in the order in which they were typed; ``sent`` has the terms too."""
    stay = [one.serial for one in told.outcomes if one.problem]
    units = find_many(db.session(), actor.tenant.id, serials=stay) if stay else {}
    out = {fold(one.serial): one.unit_id for one in told.order.rentals if one.status == "active"}
    others: dict[Key, tuple[str, list[Row]]] = {}
    shown = []
    for one in told.outcomes:
        unit = units.get(one.serial)
        if one.problem is None:
            shown.append(_went(told.order, one, out, sent))
        elif unit is not None and fold(unit.serial) in out:
            words = f"It went to {told.order.buyer} before."
            shown.append(row("", one.serial, "accepted", words, title="Out already", unit_id=unit.id))
        else:
            if unit is not None and isinstance(one.problem, _OTHERS) and _key(unit) not in others:
                others[_key(unit)] = _others(actor, told.order.id, unit)
            shown.append(_stays(actor, one.serial, one.problem, unit, others))
    return shown


def staying(rows: Sequence[Row]) -> list[str]:
    """What is to be looked at and typed again, each once: all that neither went out nor was out already."""
    return list(dict.fromkeys(one["code"] for one in rows if one["state"] == "refused"))


def row_of_undo(order_id: str, done: Undone, sent: Mapping[str, str]) -> Row:
    """The row of a unit that was taken back, or went out again; ``sent`` says which."""
    serial = sent.get("serial", "")[:256]
    kept = f" Left as they are: {'; '.join(done.kept)}." if done.kept else ""
    words = f"{done.summary[:1].upper()}{done.summary[1:]}.{kept}"
    back = _undo(order_id, done.batch_id, serial, sent)
    return row(done.batch_id, serial, "accepted" if done.again else "undone", words, actions=[back])


def _undo(order_id: str, batch_id: str | None, serial: str, sent: Mapping[str, str]) -> Row:
    """The button that takes it back, with what was typed besides serial numbers."""
    url = url_for("subscriptions.take_back", order_id=order_id, batch_id=batch_id)
    typed = {name: sent.get(name, "") for name in ("startDate", "notes")}
    return {"label": "Undo", "url": url, "method": "post", "icon": "undone", "fields": {"serial": serial, **typed}}


def _went(order: Any, one: Outcome, out: Mapping[str, str], sent: Mapping[str, str]) -> Row:
    back = _undo(order.id, one.batch_id, one.serial, sent)
    unit_id = out.get(fold(one.serial), "")
    return row(one.batch_id or "", one.serial, "accepted", f"To {order.buyer}.", actions=[back], unit_id=unit_id)


def _stays(actor: Actor, serial: str, problem: Problem, unit: Any, others: Mapping[Key, tuple[str, list[Row]]]) -> Row:
    if unit is not None:
        words, ways = others.get(_key(unit), ("", [])) if isinstance(problem, _OTHERS) else ("", [])
        more = words if words not in problem.words else ""
        return row("", serial, "refused", f"{problem.words} {more}".strip(), actions=ways, unit_id=unit.id)
    near = " or ".join(problem.near) if isinstance(problem, AssetUnknown) else ""
    said = f"{problem.words} Is {near} meant?" if near else problem.words
    receives = isinstance(problem, AssetUnknown) and actor.may(Permission.RECEIVE)
    ways = [{"label": "Receive it", "url": url_for("receiving.desk", code=serial)}] if receives else []
    return row("", serial, "refused", said, actions=ways)


def _key(unit: UnitRow) -> Key:
    return unit.variant_id, unit.warehouse_id


def _others(actor: Actor, order_id: str, unit: UnitRow) -> tuple[str, list[Row]]:
    """Who else can have such a unit: in words, and a way to the desk with each of these orders open."""
    session, tenant_id = db.session(), actor.tenant.id
    waits = {one.order_id: one for one in waiting_orders(session, tenant_id, unit, but=order_id).orders}
    ways = [
        {"label": f"To {full_name(one.customer)}", "url": url_for("fulfil.desk", order=one.order_id)}
        for one in list(waits.values())[:2]
    ]
    return orders_in_words(session, tenant_id, unit, but=order_id), ways
