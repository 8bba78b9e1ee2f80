"""Judging rows that are to be corrected: what becomes of each, or why it stays; nothing is written here."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from webapp.assets.errors import NotOneGrade
from webapp.core.codes.serials import follows, why_not
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.ledger.errors import UndoNotAllowed
from webapp.ledger.models import Unit
from webapp.ledger.operations import may_take_back
from webapp.ledger.stands import find_lot
from webapp.ledger.undoing import Line, plan_rows
from webapp.receiving.booking.stock import end_of_day
from webapp.receiving.correcting.asking import Asked, Right
from webapp.receiving.correcting.receipts import CHUNK, Receipt
from webapp.receiving.inputs.correcting import CorrectScans
from webapp.receiving.reading.look_up import item_of, siblings
from webapp.receiving.reading.things import Item, Where

FACTS = ("serial", "product_id", "acquisition_cost", "acquisition_date", "location_text", "condition", "notes",
         "reason", "product_name")  # fmt: skip


@dataclass(slots=True)
class Change:
    """What becomes of a row; ``lines`` are taken back, and without any only what is written about it changes."""

    row: Asked
    item: Item
    was: Item
    where: Where
    lot_number: str | None = None
    lot_expires_at: dt.datetime | None = None
    unit: Any = None
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Receipt:
        """The receipt that tells what is common to all of the row's."""
        return self.row.receipts[0]

    @property
    def moves(self) -> bool:
        """Whether it is another thing, or lies in another place, than was booked."""
        first, where = self.first, self.where
        at = (first.variant_id, first.warehouse_id, first.bin_id, first.lot_number)
        return at != (self.item.variant_id, where.warehouse_id, where.bin_id, self.lot_number)


class Judge:
    """Looks at each row beside what is right for all of them."""

    def __init__(self, work: Work, data: CorrectScans, right: Right) -> None:
        self._work = work
        self._data = data
        self._right = right
        self._items: dict[str, Item] = {}
        self._grades: dict[str, list[Item]] = {}

    def changes(self, rows: Sequence[Asked]) -> list[Change]:
        """What becomes of those rows that can be corrected; the others are told why not."""
        units = self._units(one.unit_id for row in rows for one in row.receipts if one.unit_id)
        found = []
        for row in rows:
            made = None if row.why else self._change(row, units)
            if made is not None:
                row.why = self._why_not(made)
            if made is not None and not row.why and (made.moves or self._data.edits):
                found.append(made)
        return self._taken_back(found)

    def _units(self, ids: Iterable[str]) -> dict[str, Any]:
        columns = (Unit.id, *(getattr(Unit, name) for name in FACTS))
        return {
            row.id: row
            for part in in_parts(sorted(set(ids)), CHUNK)
            for row in self._work.session.execute(
                select(*columns).where(Unit.tenant_id == self._work.tenant_id, Unit.id.in_(part))
            )
        }

    def _change(self, row: Asked, units: dict[str, Any]) -> Change | None:
        first = row.receipts[0]
        was = self._item(first.variant_id)
        item = self._right.item or self._graded(row, was)
        if item is None:
            return None
        own = Where(first.warehouse_id, first.warehouse, first.warehouse_code, first.bin_id, first.bin_code)
        made = Change(row, item, was, self._right.where or own, unit=units.get(first.unit_id or ""))
        if item.tracking == "lot" and first.unit_id is None:
            made.lot_number = self._data.lot_number or first.lot_number
            is_own = made.lot_number == first.lot_number
            day = end_of_day(self._work, self._data.expires_on)
            made.lot_expires_at = day or (first.lot_expires_at if is_own else None)
        elif item.variant_id == was.variant_id:
            made.lot_number, made.lot_expires_at = first.lot_number, first.lot_expires_at
        return made

    def _item(self, variant_id: str) -> Item:
        if variant_id not in self._items:
            self._items[variant_id] = item_of(self._work.session, self._work.tenant_id, variant_id)
        return self._items[variant_id]

    def _graded(self, row: Asked, was: Item) -> Item | None:
        """The same variant, or the one of its product that has the grade; without one the row says why."""
        grade = self._data.grade
        if not grade:
            return was
        if was.product_id not in self._grades:
            self._grades[was.product_id] = siblings(self._work.session, self._work.tenant_id, was.product_id)
        named = [one for one in self._grades[was.product_id] if one.grade.lower() == grade.lower()]
        if len(named) != 1:
            row.why = NotOneGrade(grade=grade, count=len(named) or "no").words
            return None
        return named[0]

    def _why_not(self, made: Change) -> str:
        """Why a row cannot be what it should be; what the ledger has against it is asked later."""
        first, actor = made.first, self._work.actor
        if not may_take_back(actor, first.actor_id, first.at, self._work.at):
            return UndoNotAllowed.message
        return _misfit(made, self._data) if first.unit_id else self._loose_misfit(made)

    def _loose_misfit(self, made: Change) -> str:
        item, data = made.item, self._data
        if data.edits:
            return "Pieces have no cost, date, condition or notes of their own. Correct them without."
        if made.moves and item.tracking == "serial" and item.variant_id != made.was.variant_id:
            return f"{item.sku} is received by its serial numbers. Take the pieces back and scan each."
        if data.lot_number and item.tracking != "lot":
            return f"{item.sku} is not kept in lots."
        if item.tracking == "lot" and made.moves and not made.lot_number:
            return f"{item.sku} is kept in lots. Say which lot it is."
        if data.expires_on:
            return self._other_date(made)
        return ""

    def _other_date(self, made: Change) -> str:
        if not made.lot_number:
            return "A date belongs to a lot. Say which lot it is."
        known = find_lot(self._work, made.item.variant_id, made.where.warehouse_id, made.lot_number)
        if known is not None and known.expires_at != made.lot_expires_at:
            return f"Lot {known.number} is known there with another date. Change the lot's date instead."
        return ""

    def _taken_back(self, found: Sequence[Change]) -> list[Change]:
        """Those whose receipts can be taken back, as far as they have to be."""
        moving = {made.row.name: made for made in found if made.moves}
        numbers = {name: {one.n for one in made.row.receipts} for name, made in moving.items()}
        batches = sorted({one.batch_id for made in moving.values() for one in made.row.receipts})
        plans = plan_rows(self._work.session, self._work.tenant_id, batches, numbers) if moving else {}
        for name, told in plans.items():
            if isinstance(told, str):
                moving[name].row.why = f"{told[:1].upper()}{told[1:]}."
            else:
                moving[name].lines = told
        return [made for made in found if not made.row.why]


def _misfit(made: Change, data: CorrectScans) -> str:
    """What is against a unit being this item."""
    item, serial = made.item, made.unit.serial
    if item.tracking != "serial":
        return f"{item.sku} has no serial numbers. Take the unit back and receive the pieces."
    if data.lot_number or data.expires_on:
        return "A unit with a serial number is in no lot. Correct it without a lot and its date."
    if item.variant_id == made.was.variant_id:
        return ""
    if item.rule is not None and item.product_id != made.was.product_id and not follows(serial, item.rule):
        return why_not(serial, item.rule)
    return ""
