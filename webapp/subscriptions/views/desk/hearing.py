"""One scan at the fulfilment desk: a card, a unit or an order, read in this order, and done once."""

import json
from collections.abc import Sequence
from typing import Any

from webapp.assets.errors import AssetNotFound
from webapp.assets.queries import UnitRow, find_by_serial
from webapp.core.codes.reading import read_code
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.inputs.text import fold
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.runner import Answer, Retry, perform
from webapp.core.web.retry import make_retry
from webapp.customers.naming import full_name
from webapp.ledger.errors import BatchNotFound
from webapp.ledger.inputs import UndoBatch
from webapp.ledger.operations import Undone, undo_batch
from webapp.orders.errors import OrderNotFound
from webapp.subscriptions.errors import OrderNotConfirmed, OrderUnknown
from webapp.subscriptions.fulfilling import Fulfilled, fulfil_order
from webapp.subscriptions.inputs import FulfilOrder
from webapp.subscriptions.queries.desk import went_lately
from webapp.subscriptions.queries.waiting import asked_for, orders_in_words, promised_in_words, waiting_orders
from webapp.subscriptions.starting import is_away
from webapp.subscriptions.views.desk.opening import closed_words, no_order, open_order, order_called
from webapp.subscriptions.views.desk.rows import Heard, Row, Scan, press, row, went
from webapp.subscriptions.views.desk.strange import known_as, unknown

CARDS = {"sd:undo": "undo", "sd:done": "close"}


def hear(actor: Actor, order_id: str, scan: Scan) -> Heard:
    """Do what a scan says, with the order that is open; what is refused is said in its row."""
    verb, _, rest = (scan.choice or CARDS.get(fold(scan.code.strip()), "read")).partition(" ")
    try:
        if verb == "undo":
            return _undo(actor, order_id, scan, *rest.partition(" ")[::2])
        if verb == "close":
            return Heard("", row(scan.key, scan.code, "accepted", "Scan the next order, or any unit.", title="Closed"))
        if verb == "go":
            chosen, _, serial = rest.partition(" ")
            heard = _go(actor, chosen, serial, scan)
            is_open = order_id if heard.row["state"] == "refused" else heard.order_id
            return Heard(is_open, heard.row, {scan.to: heard.row} if scan.to else {})
        return _read(actor, order_id, scan)
    except Problem as problem:
        if problem.status >= 500:
            raise
        db.session.rollback()
        meant = rest.partition(" ")[0] if verb == "go" else order_id
        if meant != order_id or not isinstance(problem, (OrderNotConfirmed, OrderUnknown, OrderNotFound)):
            return Heard(order_id, row(scan.key, _about(scan), "refused", problem.words))
        words = f"{problem.words}{closed_words(order_id)}"
        return Heard("", row(scan.key, _about(scan), "refused", words))


def _about(scan: Scan) -> str:
    """The code that a scan is about: of a press it stands last."""
    return scan.code or scan.choice.rpartition(" ")[2]


def _read(actor: Actor, order_id: str, scan: Scan) -> Heard:
    told = read_code(scan.code)
    code = told.serial or told.text
    if order := order_called(actor, code):
        return open_order(order, order_id, scan)
    try:
        unit = find_by_serial(db.session(), actor.tenant.id, code)
    except AssetNotFound as missing:
        words = known_as(actor, told)
        if not words and (heard := no_order(actor, code, order_id, scan)):
            return heard
        return Heard(order_id, row(scan.key, scan.code, "refused", words or unknown(told, missing.near)))
    return _go(actor, order_id, unit.serial, scan) if order_id else _propose(actor, unit, scan)


def _propose(actor: Actor, unit: UnitRow, scan: Scan) -> Heard:
    """No order is open: the oldest that waits for such a unit is asked about, and the next ones beside it."""
    session = db.session()
    if unit.status != "available" or unit.stands != "good":
        raise is_away(session, actor, unit)
    waits = waiting_orders(session, actor.tenant.id, unit)
    if not waits.orders:
        return Heard("", row(scan.key, unit.serial, "refused", _nobody(actor, unit), unit_id=unit.id))
    oldest = waits.orders[0]
    why = "to which it is promised" if waits.promised else "which waits longest"
    words = f"{oldest.still_open} of {unit.sku} still open in {oldest.order_id}, {why}."
    ways = _ways(waits.orders, unit.serial, "Yes, to ")
    title = f"For {full_name(oldest.customer)}"
    return Heard("", row(scan.key, unit.serial, "attention", words, title=title, actions=ways))


def _nobody(actor: Actor, unit: UnitRow) -> str:
    """Why no order takes a unit that is free to go."""
    session, tenant_id = db.session(), actor.tenant.id
    if not asked_for(session, tenant_id, unit.variant_id):
        return f"No confirmed order waits for {unit.sku}."
    whom = promised_in_words(session, tenant_id, unit)
    return f"No order that waits can have it: every {unit.sku} left in {unit.warehouse_name} is promised to {whom}."


def _ways(waits: Sequence[Any], serial: str, first: str = "To ") -> list[Row]:
    """A button for each order that would take a unit."""
    once = {one.order_id: full_name(one.customer) for one in waits}
    names = list(once.values())
    alike = {name for name in names if names.count(name) > 1}
    words = [first, *["To "] * len(once)]
    return [
        press(f"{word}{name}{f', …{key[-5:]}' if name in alike else ''}", f"go {key} {serial}")
        for word, (key, name) in zip(words, once.items(), strict=False)
    ]


def _retry(scan: Scan) -> Retry:
    return make_retry("fulfil", scan.key, "/fulfil", [scan.code, scan.choice])


def _go(actor: Actor, order_id: str, serial: str, scan: Scan) -> Heard:
    """A unit goes to an order, which is open from then on; sent twice, it is told twice and done once."""
    data = FulfilOrder.from_json({"orderId": order_id, "serialNumbers": [serial]}, exponent=actor.tenant.exponent)
    given = perform(db.session(), fulfil_order, actor, data, _kept, _retry(scan))
    told = json.loads(given.body)
    if told["problem"]:
        shown = _stays(actor, order_id, told, scan.key)
    else:
        shown = went(told["batch"], told["serial"], f"To {told['buyer']}. {told['left']} still open.", told["unit"])
    return Heard(told["order"], shown)


def _kept(told: Fulfilled) -> Answer:
    """What is kept of a unit's way out, for a scan that is sent again."""
    (one,) = told.outcomes
    lines = told.order.lines
    active = [rental for rental in told.order.rentals if rental.status == "active"]
    mine = next((rental for rental in active if rental.serial == one.serial), None)
    body = {
        "order": told.order.id,
        "buyer": told.order.buyer,
        "left": sum(line.quantity - line.rented - line.closed for line in lines),
        "serial": one.serial,
        "batch": one.batch_id,
        "unit": mine.unit_id if mine else "",
        "problem": one.problem.words if one.problem else "",
    }
    return Answer(200, json.dumps(body))


def _stays(actor: Actor, order_id: str, told: Any, key: str) -> Row:
    """A unit that did not go: it is in the order already, or the orders that would take it are named."""
    serial = told["serial"]
    if told["unit"]:
        words = f"It went to {told['buyer']} before."
        return row(key, serial, "accepted", words, title="Out already", unit_id=told["unit"])
    words = told["problem"]
    try:
        unit = find_by_serial(db.session(), actor.tenant.id, serial)
    except AssetNotFound:
        return row(key, serial, "refused", words)
    if unit.status != "available":
        return row(key, serial, "refused", words, unit_id=unit.id)
    session, tenant_id = db.session(), actor.tenant.id
    others = waiting_orders(session, tenant_id, unit, 2, but=order_id).orders
    if others and others[0].order_id not in words:
        words = f"{words} {orders_in_words(session, tenant_id, unit, but=order_id)}"
    return row(key, serial, "refused", words, actions=_ways(others, serial), unit_id=unit.id)


def _undo(actor: Actor, order_id: str, scan: Scan, batch_id: str, serial: str) -> Heard:
    """Take back what a row tells of, or with the card what this person let go last for the order of this window."""
    if not batch_id:
        lately = went_lately(db.session(), actor.tenant.id, actor.id, clock.now(), 1, order_id)
        if lately and not order_id:
            return _which(lately[0], scan)
        batch_id, serial = (lately[0].batch_id, lately[0].serial) if lately else ("none", scan.code)
    data = UndoBatch.from_json({"batchId": batch_id}, exponent=actor.tenant.exponent)

    def kept(told: Undone) -> Answer:
        return Answer(200, json.dumps({"batch": batch_id, "serial": serial, "say": told.summary}))

    try:
        given = json.loads(perform(db.session(), undo_batch, actor, data, kept, _retry(scan)).body)
    except BatchNotFound:
        db.session.rollback()
        words = f"Today you let nothing go {'for this order ' if order_id else ''}that can be taken back."
        return Heard(order_id, row(scan.key, serial, "refused", words))
    words = f"{given['serial']} is here again. Undone: {given['say'].removeprefix('took back: ')}."
    back = row(given["batch"], given["serial"], "undone", words)
    asked = {scan.to: {**back, "key": scan.to}} if scan.to else {}
    return Heard(order_id, {**back, "key": scan.key}, {**asked, given["batch"]: back})


def _which(last: Any, scan: Scan) -> Heard:
    """No order is open, so the card could mean another window's unit: it is asked about, and never guessed."""
    words = f"No order is open here. The last unit you let go is {last.serial}, to {full_name(last.customer)}."
    back = press(f"Take {last.serial} back", f"undo {last.batch_id} {last.serial}", "undone")
    return Heard("", row(scan.key, scan.code, "attention", words, actions=[back]))
