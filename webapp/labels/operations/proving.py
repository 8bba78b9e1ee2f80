"""Proof that the right label is on the right unit: two codes that must say the same unit."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import wedge_of
from webapp.assets.errors import AssetNotFound
from webapp.assets.queries import find_unit
from webapp.core.codes.errors import CodeRefused
from webapp.core.codes.reading import Reading, read_code
from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work, operation
from webapp.labels.errors import NothingToProve, SecondCodeNeeded
from webapp.labels.inputs import ProveLabel
from webapp.ledger.models import Unit
from webapp.ledger.posting import Happening, record_events
from webapp.ledger.words import LABEL_RIGHT, LABEL_WRONG


@dataclass(frozen=True)
class Proof:
    """Whether a label is on its unit: the unit it stands on (or which it names), and what both codes say."""

    is_right: bool
    unit_id: str
    serial: str
    label_says: str
    unit_says: str


@operation(
    needs=Permission.PRINT_LABELS,
    raises=(AssetNotFound, CodeRefused, NothingToProve, SecondCodeNeeded),
)
def prove_label(work: Work, data: ProveLabel) -> Proof:
    """Compare a label with the unit it stands on, and note on the unit's timeline whether it is the right one."""
    said, label = _read(work, data.label)
    if data.unit_id:
        found = find_unit(work.session, work.tenant_id, data.unit_id)
        unit: Any = found if found.status else None
        own = found.serial
    elif data.unit:
        own, unit = _read(work, data.unit)
    else:
        raise SecondCodeNeeded
    if label is None and unit is None:
        raise NothingToProve(label=said, unit=own)
    is_right = label is not None and unit is not None and label.id == unit.id
    on = unit or label
    work.tell(_words(on.serial, said, own, is_right=is_right, is_known=unit is not None), on.id)
    notes = {unit.id: f"The label says {said}." if unit else ""} if unit else {}
    if label is not None and not is_right:
        notes[label.id] = f"Its label is on {own}."
    action = LABEL_RIGHT if is_right else LABEL_WRONG
    record_events(
        work,
        [
            Happening(subject="unit", subject_id=one, unit_id=one, action=action, note=None if is_right else note)
            for one, note in notes.items()
        ],
    )
    return Proof(is_right, on.id, on.serial, said, own)


def _words(serial: str, said: str, own: str, *, is_right: bool, is_known: bool) -> str:
    if is_right:
        return f"found the right label on {serial}"
    return f"found the label {said} on {serial}" if is_known else f"found the label {serial} on {own}"


def _read(work: Work, code: str) -> tuple[str, Any]:
    """What a code says, in short, and the unit in stock or with a customer that it names, if any."""
    wedge = wedge_of(work.session, work.tenant_id, work.actor.desk_id) if work.actor.desk_id else None
    reading: Reading = read_code(code, wedge)
    said = reading.serial or reading.text
    row = work.session.execute(
        select(Unit.id, Unit.serial).where(
            Unit.tenant_id == work.tenant_id,
            Unit.serial_norm.in_({fold(said), fold(reading.text)}),
            Unit.status.is_not(None),
        )
    ).first()
    return (row.serial if row else said)[:200], row
