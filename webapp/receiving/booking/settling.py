"""Settling a scan that asked: a yes, a no, another item, or taking back what it booked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from webapp.accounts.queries import wedge_of
from webapp.ledger.history import standings
from webapp.receiving.booking.cards import take_back
from webapp.receiving.booking.choosing import choose_item
from webapp.receiving.booking.linking import link_gtin
from webapp.receiving.booking.moving import move_here, take_back_here
from webapp.receiving.booking.presets import presets_then
from webapp.receiving.booking.stock import LotAsked, receive_stock
from webapp.receiving.booking.units import receive
from webapp.receiving.correcting.following import followed
from webapp.receiving.desk import Chosen, Desk, Outcome, refused
from webapp.receiving.errors import ScanNotFound
from webapp.receiving.inputs.scans import AnswerIn, LotIn, ScanIn
from webapp.receiving.models import Scan
from webapp.receiving.queries.books import books_for
from webapp.receiving.reading.look_up import item_of, items_as_typed, where_is
from webapp.receiving.reading.things import Item
from webapp.receiving.words import pieces

Taker = Callable[[Desk, ScanIn], Outcome]
SETTLED = "This was settled already."
NOT_OFFERED = "This choice is not among those that the row offers."
DISMISSED = Outcome(state="refused", kind="none", say="Dismissed.")
_HANDLED = {"move": (move_here, "moved"), "back": (take_back_here, "taken back")}
"""What can be done with a unit that is known already, and how its row is then settled."""
_PARKED = (Scan.kind == "parked", Scan.state == "attention", Scan.settled.is_(None))


def settle(desk: Desk, answer: AnswerIn, take: Taker) -> Outcome:
    """Do as somebody said to a scan that asked; its row then shows what came of it."""
    if answer.choice in ("release", "drop"):
        return _all_parked(desk, answer.choice, take)
    row = _asking(desk, answer.to)
    if answer.choice == "undo":
        return _undo(desk, row)
    said_no = _forbids(desk, row, answer.choice)
    if said_no:
        return refused(said_no)
    if answer.choice in _HANDLED:
        handle, settled = _HANDLED[answer.choice]
        return _settled(desk, row, handle(desk, row.unit_id), settled)
    if answer.choice == "dismiss":
        return _settled(desk, row, DISMISSED, "dismissed")
    if answer.choice in ("take", "again"):
        taken = _read_again if answer.choice == "again" else _taken
        return _settled(desk, row, taken(desk, row, take), "taken")
    verb, _, sku = answer.choice.partition(":")
    if verb == "link" and not sku and desk.chosen.item is not None:
        sku = desk.chosen.item.sku
    if verb in ("item", "link") and sku:
        return _settled(desk, row, _as_item(desk, row, verb, sku), "taken")
    return refused(NOT_OFFERED)


def _forbids(desk: Desk, row: Any, choice: str) -> str:
    """Why a choice cannot be: it was made, it was never offered, or it would book into a closed intake."""
    if row.settled is not None or row.state != "attention":
        return SETTLED
    if choice in ("take", "again", *_HANDLED) and choice not in (row.kept or {}).get("choices", ()):
        return NOT_OFFERED
    if desk.intake.status != "open" and choice not in ("dismiss", *_HANDLED):
        return f"{desk.intake.name} is closed. Open it again first."
    return ""


def _asking(desk: Desk, key: str) -> Any:
    """The row of this tenant's that asks, whichever desk it came from, locked."""
    rows = _locked(desk, Scan.key == key)
    if not rows:
        raise ScanNotFound(at="answer.to")
    return rows[0]


def _locked(desk: Desk, *which: Any) -> Sequence[Any]:
    """Rows of the intake, in the order of scanning."""
    return desk.work.session.execute(
        select(
            Scan.key, Scan.code, Scan.state, Scan.settled, Scan.kind, Scan.kept, Scan.asked, Scan.batch_id,
            Scan.intake_id, Scan.variant_id, Scan.unit_id,
        )
        .where(Scan.tenant_id == desk.work.tenant_id, Scan.intake_id == desk.intake.id, *which)
        .order_by(Scan.at, Scan.key)
        .with_for_update()
    ).all()  # fmt: skip


def _released(desk: Desk, rows: Sequence[Any], take: Taker) -> list[Outcome]:
    """Each of these read again; what their codes can name is looked up for all of them together."""
    ready = [row for row in rows if not _forbids(desk, row, "take")]
    scans = [ScanIn.from_form({**row.asked, "key": row.key}, exponent=0) for row in ready]
    if any(scan.typed for scan in scans) and desk.wedge is None:
        desk.wedge = wedge_of(desk.work.session, desk.work.tenant_id, desk.work.actor.desk_id)
    others, desk.books = desk.books, books_for(desk.work, scans, desk.wedge)
    desk.looked_up |= {scan.key for scan in scans}
    said = [_settled(desk, row, _read_again(desk, row, take), "taken") for row in ready]
    said += [refused(_forbids(desk, row, "take")) for row in rows if row not in ready]
    desk.looked_up.clear()
    desk.books = others
    return said


def _all_parked(desk: Desk, choice: str, take: Taker) -> Outcome:
    """All that this desk parked: received as what is chosen now, in the order of scanning, or dismissed.

    What another desk parked waits for that desk: it lies under another item and at another place.
    """
    if choice == "release" and desk.chosen.item is None:
        return refused("Choose the item first: scan its SKU or its GTIN.")
    rows = _locked(desk, Scan.holder == desk.holder, *_PARKED)
    before = replace(desk.chosen, blocked_by=dict(desk.chosen.blocked_by))
    if choice == "drop":
        said = [_settled(desk, row, DISMISSED, "dismissed") for row in rows]
    else:
        said = _released(desk, rows, take)
    desk.chosen = before  # a parked code may have chosen for those behind it, not for what comes next
    if not said:
        return refused(SETTLED)
    failed = [one for one in said if one.state not in ("accepted", "refused" if choice == "drop" else "accepted")]
    if failed:
        need = "needs" if len(failed) == 1 else "need"
        return replace(failed[0], say=f"{pieces(len(failed), 'scan')} still {need} a look. {failed[0].say}")
    done = "received" if choice == "release" else "dismissed"
    return Outcome(state="accepted", kind="command", say=f"{pieces(len(said), 'scan')} {done}.")


def _undo(desk: Desk, row: Any) -> Outcome:
    batch, session, tenant_id = row.batch_id, desk.work.session, desk.work.tenant_id
    standing = standings(session, tenant_id, [batch]).get(batch) if batch else None
    if standing is None or not (standing.in_force or followed(session, tenant_id, [batch])[batch]):
        return refused("There is nothing of this row left to take back.")
    return take_back(desk, row, standing)


def _taken(desk: Desk, row: Any, take: Taker) -> Outcome:
    """A yes: what was asked about is booked as it was meant."""
    kept = row.kept or {}
    match kept.get("why"):
        case "odd" | "gtin":
            return receive(desk, kept["serial"], _as_then(desk, kept))
        case "lot" | "lot date":
            lot = LotIn.from_form(kept["lot"], exponent=0)
            item = item_of(desk.work.session, desk.work.tenant_id, row.variant_id)
            chosen = replace(_as_then(desk, kept), item=item)
            return receive_stock(desk, kept["qty"], chosen, LotAsked(lot.number, lot.expiry), sure=True)
        case "parked":
            return _read_again(desk, row, take)
    return refused(SETTLED)


def _read_again(desk: Desk, row: Any, take: Taker) -> Outcome:
    """Take a scan once more as it was sent, with the presets of its time, under what is chosen now."""
    desk.freed.add(row.key)
    scan = ScanIn.from_form({**row.asked, "key": row.key}, exponent=desk.work.actor.tenant.exponent)
    if scan.typed and desk.wedge is None:
        desk.wedge = wedge_of(desk.work.session, desk.work.tenant_id, desk.work.actor.desk_id)
    others = desk.books
    if row.key not in desk.looked_up:
        desk.books = books_for(desk.work, [scan], desk.wedge)
    chosen = desk.chosen
    then = presets_then(row.kept or {})
    now = {name: getattr(chosen, name) for name in then}
    for name, value in then.items():
        setattr(chosen, name, value)
    outcome = take(desk, scan)
    for name, value in now.items():
        if getattr(chosen, name) == then[name]:  # else the scan itself was a card that changed it
            setattr(chosen, name, value)
    if row.key not in desk.looked_up:
        desk.books = others  # the scans behind this answer were looked up before
    return outcome


def _as_then(desk: Desk, kept: dict[str, Any]) -> Chosen:
    """What is chosen now, but under the item, at the place and with the presets of the time of the question."""
    session, tenant_id = desk.work.session, desk.work.tenant_id
    item = item_of(session, tenant_id, kept["variant_id"]) if kept.get("variant_id") else desk.chosen.item
    warehouse_id = kept.get("warehouse_id")
    where = where_is(session, tenant_id, warehouse_id, kept.get("bin_id")) if warehouse_id else desk.chosen.where
    return replace(desk.chosen, item=item, where=where, **presets_then(kept))


def _as_item(desk: Desk, row: Any, verb: str, sku: str) -> Outcome:
    """The code stands for this item: it is chosen, and a code that was linked is known from now on."""
    found = items_as_typed(desk.work.session, desk.work.tenant_id, sku)
    if len(found) != 1:
        return refused(f"No variant has the SKU {sku}. Check it, or add it to the catalogue first.")
    if verb == "link":
        refusal = link_gtin(desk, found[0], (row.kept or {}).get("gtin"))
        if refusal is not None:
            return refusal
        _known_now(desk, (row.kept or {}).get("gtin"), found[0])
    chosen, serial = choose_item(desk, found[0]), (row.kept or {}).get("in_code")
    return receive(desk, serial, desk.chosen) if serial and chosen.state == "accepted" else chosen


def _known_now(desk: Desk, gtin: str | None, item: Item) -> None:
    """The scans behind this answer were looked up before the code was linked."""
    if gtin is not None:
        desk.books = replace(desk.books, gtins={**desk.books.gtins, gtin: [item]})


def _settled(desk: Desk, row: Any, outcome: Outcome, how: str) -> Outcome:
    """Write into the asking row what came of it; a yes that failed leaves the question open."""
    if how != "dismissed" and outcome.state == "refused":
        return outcome
    if outcome.state == "accepted":
        waiting = desk.chosen.blocked_by
        desk.chosen.blocked_by = {what: key for what, key in waiting.items() if key != row.key}
    desk.work.session.execute(
        update(Scan)
        .where(Scan.tenant_id == desk.work.tenant_id, Scan.key == row.key)
        .values(
            state=outcome.state,
            kind=outcome.kind,
            say=outcome.say,
            settled=how if outcome.state != "attention" else None,
            kept=outcome.kept,
            batch_id=outcome.batch_id,
            unit_id=outcome.unit_id or row.unit_id,
            variant_id=outcome.variant_id or row.variant_id,
            qty=outcome.qty,
        )
    )
    desk.changed.add(row.key)
    return replace(outcome, kind="command", say=f"{row.code}: {outcome.say}", kept=None, batch_id=None, qty=0)
