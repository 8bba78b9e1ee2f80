"""Changing one unit as a whole: by a program that writes back what it read, or on its page."""

import datetime as dt
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.assets.arrivals import acquired_on
from webapp.assets.errors import AssetInUse, AssetNotFound, InvalidStatus, StatusNotByHand, UnitsPromised
from webapp.assets.inputs import ChangeAsset, OneAsset
from webapp.assets.operations.one import COMES_BACK, broken_by, handle, unit_named
from webapp.assets.queries import UnitRow, find_unit, place_of
from webapp.assets.rows import Handled
from webapp.assets.steps import REASONS, Wish
from webapp.assets.steps.ways import end_of
from webapp.core.data.columns import EPOCH
from webapp.core.data.money import to_major
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import StockChanged
from webapp.ledger.quantities import broken_tail
from webapp.ledger.words import STATUSES
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed
from webapp.locations.places import Place, find_place

REFUSALS = (
    AssetInUse,
    AssetNotFound,
    BinClosed,
    NoWarehouse,
    StatusNotByHand,
    StockChanged,
    UnitsPromised,
    WarehouseClosed,
)
"""What handling a unit can refuse, whatever is done to it."""

_FACTS = ("acquisition_cost", "acquisition_date", "condition", "notes")


@operation(needs=Permission.RECEIVE, raises=(*REFUSALS, InvalidStatus, StaleEdit))
def change_asset(work: Work, data: ChangeAsset) -> Handled:
    """Change what is sent of a unit: status, place, condition, notes, cost; the rest stays."""
    row = unit_named(work, data)
    facts = _facts(work, row, data)
    if data.version is not None and data.version != version_of(row):
        raise _stale(work, row, facts)
    place, words = _location(work, row, data)
    done = handle(work, data, row.id, _wish(row, data, place, {**facts, **words}))
    after = find_unit(work.session, work.tenant_id, row.id)
    broken = broken_by(work, [done])
    work.tell(f"{_summary(row, after, changed=done.changed)}{broken_tail(broken)}", row.id)
    return Handled(after, broken)


@operation(
    needs=Permission.RECEIVE,
    raises=REFUSALS,
    only={"json": "on a page a unit is made unavailable with the reason why"},
)
def remove_asset(work: Work, data: OneAsset) -> Handled:
    """Make a unit unavailable; its history stays, and it can be brought back."""
    row = unit_named(work, data)
    done = [handle(work, data, row.id, Wish(end="unavailable"))] if row.status != "unavailable" else []
    broken = broken_by(work, done)
    work.tell(f"made {row.serial} unavailable{broken_tail(broken)}", row.id)
    return Handled(row, broken)


def version_of(row: UnitRow) -> str:
    """What a page sends back, so that nobody overwrites unseen: the moment of the last change."""
    return str((row.updated_at - EPOCH) // dt.timedelta(microseconds=1))


def _facts(work: Work, row: UnitRow, data: ChangeAsset) -> dict[str, Any]:
    """What is written about the unit, of what was sent."""
    facts: dict[str, Any] = {name: getattr(data, name) for name in _FACTS if name in data.model_fields_set}
    for name in ("condition", "notes"):
        if name in facts:
            facts[name] = facts[name] or None
    if facts.get("acquisition_date") not in (None, row.acquisition_date):
        acquired_on(work, facts["acquisition_date"])
    return {name: value for name, value in facts.items() if value != getattr(row, name)}


def _wish(row: UnitRow, data: ChangeAsset, place: Place | None, edits: dict[str, Any]) -> Wish:
    status = data.status or row.status
    if status not in STATUSES:
        words = f"A unit is one of {', '.join(STATUSES)}; '{status[:50]}' is none of them."
        raise InvalidStatus(details=[Detail("status", words, "invalid_status")])
    reason = row.reason if status == row.status else None
    if "status_reason" in data.model_fields_set and status == "unavailable":
        reason = data.status_reason or None
    if reason not in (None, row.reason, *REASONS):
        raise InputRefused([Detail("statusReason", f"This is one of {', '.join(REASONS)}.", "invalid_enum_value")])
    if (status, reason) == (row.status, row.reason):
        return Wish(place=place, edits=edits)
    return Wish(end=end_of(status, reason), reason=reason, place=place, edits=edits)


def _location(work: Work, row: UnitRow, data: ChangeAsset) -> tuple[Place | None, dict[str, Any]]:
    """Where it moves, if the words name a place and it is here, or will be; any others change the words alone."""
    words = data.location or None
    if "location" not in data.model_fields_set or words == (row.location_text or place_of(row) or None):
        return None, {}
    place = find_place(work.session, work.tenant_id, words) if words else None
    comes = data.status not in (None, row.status) and data.status in COMES_BACK
    if place is not None and place.words is None and (row.warehouse_id is not None or comes):
        return place, {}
    return None, {"location_text": words}


def _stale(work: Work, row: UnitRow, facts: dict[str, Any]) -> StaleEdit:
    def shown(name: str) -> str:
        value = getattr(row, name)
        if value is None or value == "":
            return "nothing"
        return str(to_major(value, work.actor.tenant.exponent) if name == "acquisition_cost" else value)

    details = [
        Detail(_outside(name), f"It is {shown(name)} now. Saving again keeps yours.", "stale_version") for name in facts
    ]
    return StaleEdit(what=row.serial, version=version_of(row), details=details)


def _outside(name: str) -> str:
    head, _, tail = name.partition("_")
    return head + tail.capitalize()


def _summary(before: UnitRow, after: UnitRow, *, changed: bool) -> str:
    if not changed:
        return f"left {after.serial} as it was"
    if before.status != after.status:
        return f"made {after.serial} {after.status.replace('_', ' ')}"
    if place_of(before) != place_of(after):
        return f"moved {after.serial} to {place_of(after)}"
    return f"edited {after.serial}"
