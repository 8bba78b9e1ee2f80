"""What a batch changed, thing by thing: from the ledger's events, and from the audit trail where there are none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from webapp.audit.models import AuditEntry
from webapp.ledger.batches.differences import Difference, Value, differences
from webapp.ledger.models import Event, Unit
from webapp.ledger.words import COUNTED, TOLD
from webapp.locations.models import Bin

MOST = 100
"""So many things of a batch are shown."""
_NAMES = ("variant_sku", "variantSku", "product_sku", "productSku", "serial", "code", "name", "email")
_WORDS = {**TOLD, COUNTED: "counted its good stock"}
_bin_from, _bin_to = aliased(Bin), aliased(Bin)


@dataclass(frozen=True)
class Changed:
    """One thing and what differs; ``told`` is what was done to it where nothing differs, or a remark."""

    subject_id: str
    name: str
    fields: tuple[Difference, ...]
    told: str


def changed_by(session: Session, tenant_id: int, batch_id: str, exponent: int) -> list[Changed]:
    """The things that a batch changed, in the order in which it did; one more than ``MOST`` when there are more."""
    events = session.execute(_events(tenant_id, batch_id)).all()
    entries = session.execute(_entries(tenant_id, batch_id)).all()
    told = [one for row in events if (one := _of_event(row, exponent))]
    known = {row.subject_id for row in events if row.before or row.after}
    return [*told, *_of_entries(entries, known, exponent)][: MOST + 1]


def _events(tenant_id: int, batch_id: str) -> Any:
    of = Event.tenant_id
    return (
        select(
            Event.subject, Event.subject_id, Event.action, Event.before, Event.after, Event.status_from,
            Event.status_to, Event.reference, Event.note, Unit.serial,
            _bin_from.code.label("bin_from"), _bin_to.code.label("bin_to"),
        )
        .outerjoin(Unit, (Unit.tenant_id == of) & (Unit.id == Event.unit_id))
        .outerjoin(_bin_from, (_bin_from.tenant_id == of) & (_bin_from.id == Event.bin_from))
        .outerjoin(_bin_to, (_bin_to.tenant_id == of) & (_bin_to.id == Event.bin_to))
        .where(of == tenant_id, Event.batch_id == batch_id)
        .order_by(Event.n)
        .limit(MOST + 1)
    )  # fmt: skip


def _entries(tenant_id: int, batch_id: str) -> Any:
    return (
        select(AuditEntry.subject_id, AuditEntry.before, AuditEntry.after)
        .where(AuditEntry.tenant_id == tenant_id, AuditEntry.batch_id == batch_id)
        .order_by(AuditEntry.id)
        .limit(MOST + 1)
    )


def _of_event(row: Row[Any], exponent: int) -> Changed | None:
    steps = [
        Difference(label, _text(was), _text(now))
        for label, was, now in (
            ("Status", _word(row.status_from), _word(row.status_to)),
            ("Bin", row.bin_from, row.bin_to),
        )
        if was != now
    ]
    fields = (*steps, *differences(row.before, row.after, exponent))
    told = ". ".join(part for part in (_WORDS.get(row.action, ""), row.note) if part)
    name = row.serial or row.reference or _name(row.before, row.after) or row.subject.replace("_", " ")
    return Changed(row.subject_id, name, fields, told) if fields or told else None


def _of_entries(entries: Any, known: set[str], exponent: int) -> Iterator[Changed]:
    for row in entries:
        fields = differences(row.before, row.after, exponent)
        if fields and row.subject_id not in known:
            yield Changed(row.subject_id, _name(row.before, row.after), tuple(fields), "")


def _text(value: str | None) -> Value | None:
    return ("text", value) if value else None


def _word(status: str | None) -> str | None:
    return status and status.replace("_", " ")


def _name(before: Any, after: Any) -> str:
    """What a thing is called in its newest picture."""
    known = {**(before or {}), **(after or {})}
    return next((str(known[name]) for name in _NAMES if known.get(name)), "")
