"""Taking one scan: what it means, and what comes of it."""

from typing import Any

from webapp.core.codes.errors import CodeRefused
from webapp.core.codes.reading import Reading, read_code
from webapp.core.operation.errors import Problem
from webapp.receiving.booking.cards import obey
from webapp.receiving.booking.choosing import choose_item, choose_place, choose_preset, which_one
from webapp.receiving.booking.presets import kept_presets
from webapp.receiving.booking.settling import settle
from webapp.receiving.booking.sources import listed
from webapp.receiving.booking.stock import LotAsked, receive_stock
from webapp.receiving.booking.units import already_here, receive, receive_listed, serial_of
from webapp.receiving.desk import Desk, Outcome, attention, refused
from webapp.receiving.inputs.scans import FaultyScan, ScanIn
from webapp.receiving.reading.order import Meaning, meaning_of
from webapp.receiving.reading.things import Item, Where
from webapp.receiving.words import said_day

CHOOSING = {"grade": "item", "qty": "item", "nextbin": "place"}
"""What a card chooses: one that fails parks what comes behind it."""
PARKED = "This waits behind a code that was not taken. Settle that one, or scan the item again."


def take(desk: Desk, scan: ScanIn) -> Outcome:
    """One scan in its turn. Whatever is wrong with it is said in its row; the line never stops."""
    if isinstance(scan, FaultyScan):
        return _faulty(desk, scan)
    try:
        if scan.answer is not None:
            return settle(desk, scan.answer, take)
        if scan.preset is not None:
            return _preset(desk, scan, scan.preset)
        read = read_code(scan.code, desk.wedge if scan.typed else None)
    except CodeRefused as problem:
        return refused(problem.words)
    except Problem as problem:
        return refused(_words(problem))
    if desk.intake.status != "open":
        return _parked(desk, f"{desk.intake.name} is closed. Open it again, or receive this in another intake.")
    meaning = meaning_of(read, desk.books, desk.chosen.item, desk.chosen.where)
    return _do(desk, scan, read, meaning)


def _faulty(desk: Desk, scan: FaultyScan) -> Outcome:
    """What cannot be read may have been there to choose something."""
    outcome = refused(scan.fault)
    if scan.answer is not None:
        return outcome
    return _blocks(desk, scan, outcome, "item" if scan.preset is None else "preset")


def _do(desk: Desk, scan: ScanIn, read: Reading, meaning: Meaning) -> Outcome:
    if meaning.trouble:
        return refused(meaning.trouble)
    if meaning.card is not None:
        done = obey(desk, meaning.card)
        chooses = CHOOSING.get(meaning.card.word)
        return _blocks(desk, scan, done, chooses) if chooses else done
    if meaning.place is not None:
        return _blocks(desk, scan, choose_place(desk, meaning.place), "place")
    if meaning.items:
        return _item(desk, scan, read, list(meaning.items))
    if meaning.unit is not None:
        return already_here(desk, meaning.unit)
    if meaning.lost_in is not None:
        return _lost(desk, scan, read, meaning.lost_in)
    if desk.chosen.blocked_by and scan.key not in desk.freed:
        return _parked(desk, PARKED)
    return _fresh(desk, scan, read, meaning)


def _lost(desk: Desk, scan: ScanIn, read: Reading, warehouse: Where) -> Outcome:
    """A place that its warehouse does not have: what follows would go where things went before."""
    bin_code = read.text.partition("/")[2]
    item = desk.chosen.item
    may_be_serial = item is not None and item.tracking == "serial"
    return _blocks(
        desk,
        scan,
        attention(
            "doubt",
            f"{warehouse.warehouse_name} has no bin {bin_code}. Scan another place, or add the bin first.",
            kept={
                "why": "odd",
                "choices": ["take", "dismiss"] if may_be_serial else ["dismiss"],
                "serial": read.text,
                **_under(desk),
            },
        ),
        "place",
    )


def _preset(desk: Desk, scan: ScanIn, told: dict[str, Any]) -> Outcome:
    """What was chosen by hand; a cost that cannot be read must not leave the old one in force."""
    try:
        what, outcome = choose_preset(desk, told)
    except Problem as problem:
        what, outcome = "preset", refused(_words(problem))
    return _blocks(desk, scan, outcome, what)


def _words(problem: Problem) -> str:
    return "; ".join(detail.message for detail in problem.details) or problem.words


def _blocks(desk: Desk, scan: ScanIn, outcome: Outcome, what: str) -> Outcome:
    """A code that should have chosen an item, a place or a preset, and did not, parks what comes behind it.

    Only another code of its kind lifts that: a bin that was found says nothing about an item that was not.
    """
    if outcome.state != "accepted":
        desk.chosen.blocked_by[what] = scan.key
    return outcome


def _item(desk: Desk, scan: ScanIn, read: Reading, items: list[Item]) -> Outcome:
    """An item's code chooses it; what is counted is booked at once, and so is a serial in the same code."""
    if len(items) > 1:
        return _blocks(desk, scan, which_one(items), "item")
    item = items[0]
    chosen = _blocks(desk, scan, choose_item(desk, item), "item")
    if chosen.state != "accepted":
        return chosen
    if item.tracking == "serial":
        desk.chosen.quantity = None
        return _serial(desk, scan, read.serial, known_item=True) if read.is_gs1 and read.serial else chosen
    if item.tracking == "count":
        return receive_stock(desk, _quantity(desk, scan, read, item), desk.chosen)
    return _lot(desk, scan, read, item) or chosen


def _quantity(desk: Desk, scan: ScanIn, read: Reading, item: Item) -> int:
    """What was said with the scan, in the code, or on a card before it; else the pieces of the code's pack."""
    said = scan.qty or read.quantity or desk.chosen.quantity or item.pack
    desk.chosen.quantity = None
    return said


def _lot(desk: Desk, scan: ScanIn, read: Reading, item: Item) -> Outcome | None:
    """A lot that was sent is booked; one that a code names is shown first, for one confirm."""
    if scan.lot is not None:
        qty = scan.qty or desk.chosen.quantity or item.pack
        desk.chosen.quantity = None
        desk.chosen.lot_number, desk.chosen.lot_expires_on = scan.lot.number, scan.lot.expiry
        return receive_stock(desk, qty, desk.chosen, LotAsked(scan.lot.number, scan.lot.expiry))
    if not read.lot:
        return None
    desk.chosen.lot_number, desk.chosen.lot_expires_on = read.lot, read.expiry
    qty = _quantity(desk, scan, read, item)
    until = f", good until {said_day(read.expiry, desk.work.actor.tenant.time_zone)}" if read.expiry else ""
    return attention(
        "doubt",
        f"Lot {read.lot}{until}: {qty} × {item.words}?",
        variant_id=item.variant_id,
        qty=qty,
        kept={
            "why": "lot",
            "choices": ["take", "dismiss"],
            "qty": qty,
            "lot": {"number": read.lot, "expiry": read.expiry.isoformat() if read.expiry else None},
            **_under(desk),
        },
    )


def _fresh(desk: Desk, scan: ScanIn, read: Reading, meaning: Meaning) -> Outcome:
    """A code that nobody knows: a new serial, a lot's number, or something to ask about."""
    item = desk.chosen.item
    line = listed(desk, meaning.fresh)
    if line is not None and not line.is_regraded(item):
        return receive_listed(desk, meaning.fresh, line)
    if read.is_gs1 and meaning.gtin:
        return _unknown_gtin(desk, scan, meaning, read.serial)
    if item is None:
        if meaning.gtin:
            return _unknown_gtin(desk, scan, meaning, None)
        return _parked(desk, "Nobody knows this code yet, and no item is chosen. Scan the item's SKU or GTIN.")
    if item.tracking == "lot" and not meaning.gtin:
        desk.chosen.lot_number, desk.chosen.lot_expires_on = read.text[:128], None
        return Outcome(
            state="accepted", kind="context", say=f"Lot {read.text[:128]}. Now its date and quantity.",
            variant_id=item.variant_id,
        )  # fmt: skip
    if item.tracking != "serial" or meaning.gtin:
        return _unknown_gtin(desk, scan, meaning, None)
    return _serial(desk, scan, meaning.fresh)


def _serial(desk: Desk, scan: ScanIn, code: str, *, known_item: bool = False) -> Outcome:
    """A new serial number, unless it breaks the rule of its product."""
    item = desk.chosen.item
    desk.chosen.quantity = None  # the QTY card was for the next scan: not for a count that comes much later
    odd = None if item is None else desk.why_odd(item, code, learned=not known_item)
    if item is None or odd is None:
        return receive(desk, code, desk.chosen)
    try:
        serial_of(code)
    except ValueError as error:
        return refused(str(error))
    return attention(
        "doubt",
        f"{odd} Take it all the same?",
        variant_id=item.variant_id,
        kept={"why": "odd", "choices": ["take", "dismiss"], "serial": code, **_under(desk)},
    )


def _unknown_gtin(desk: Desk, scan: ScanIn, meaning: Meaning, serial: str | None) -> Outcome:
    """A product's code that nobody carries, or a code that cannot be counted: what follows would land under the old."""
    item = desk.chosen.item
    if item is None or item.tracking != "serial" or not desk.is_alike(item, meaning.fresh):
        desk.chosen.blocked_by["item"] = scan.key
    said = "This is a product's bar code that nobody knows yet." if meaning.gtin else "Nobody knows this code yet."
    may_be_serial = item is not None and item.tracking == "serial" and serial is None
    may_be_item = item is not None and meaning.gtin is not None
    choices = (["take"] if may_be_serial else []) + (["link"] if may_be_item else []) + ["again", "dismiss"]
    return attention(
        "doubt",
        said + (" Is it a serial number?" if may_be_serial else " Link it or create what it is, then read it again."),
        kept={
            "why": "gtin",
            "choices": choices,
            "gtin": meaning.gtin,
            "serial": serial or meaning.fresh,
            "in_code": serial,
            **_under(desk),
        },
    )


def _parked(desk: Desk, say: str) -> Outcome:
    """Nothing is booked under what was chosen before; the row waits for somebody's word."""
    kept = {"why": "parked", "choices": ["take", "dismiss"], **kept_presets(desk.chosen)}
    return attention("parked", say, kept=kept)


def _under(desk: Desk) -> dict[str, Any]:
    """What was chosen when the question came up, so that a yes books it there."""
    chosen = desk.chosen
    return {
        "variant_id": chosen.item.variant_id if chosen.item else None,
        "warehouse_id": chosen.where.warehouse_id,
        "bin_id": chosen.where.bin_id,
        **kept_presets(chosen),
    }
