"""What is on record of a variant's prices: the audit trail, changes to many at once, and price changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from webapp.audit.models import AuditEntry, Batch
from webapp.catalog.models import PriceChange, PriceChangeLine
from webapp.core.data.money import to_minor
from webapp.ledger.models import Event
from webapp.pricing.history.timeline import Over, State, Written

NEWEST = 500
"""How many edits are read back; older ones are in the audit trail."""

Tiers = Mapping[int, int]


def written_of(session: Session, tenant_id: int, variant_id: str, exponent: int) -> list[Written]:
    """What people wrote as the variant's own prices, oldest first; what the ledger tells is told by it alone."""
    events = session.execute(_events(tenant_id, variant_id)).all()
    known = {row.batch_id for row in events}
    entries = session.execute(_entries(tenant_id, variant_id)).all()
    found = [_by_event(row) for row in events]
    found += [_by_entry(row, exponent) for row in entries if row.batch_id not in known]
    return sorted(found, key=lambda one: one.at)


def _entries(tenant_id: int, variant_id: str) -> Select[Any]:
    return (
        select(AuditEntry.at, AuditEntry.batch_id, AuditEntry.before, AuditEntry.after, Batch.actor_name)
        .join(Batch, (Batch.tenant_id == AuditEntry.tenant_id) & (Batch.id == AuditEntry.batch_id))
        .where(AuditEntry.tenant_id == tenant_id, AuditEntry.subject_id == variant_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(NEWEST)
    )


def _events(tenant_id: int, variant_id: str) -> Select[Any]:
    return (
        select(Event.at, Event.batch_id, Event.before, Event.after, Event.reverses_n, Batch.actor_name)
        .join(Batch, (Batch.tenant_id == Event.tenant_id) & (Batch.id == Event.batch_id))
        .where(Event.tenant_id == tenant_id, Event.subject == "variant", Event.subject_id == variant_id)
        .order_by(Event.n.desc())
        .limit(NEWEST)
    )


def _by_entry(row: Row[Any], exponent: int) -> Written:
    def tiers(facts: Any) -> Tiers:
        found = _listed(facts, "pricing")
        return {one["contractLength"]: to_minor(Decimal(one["monthlyPrice"]), exponent) for one in found}

    return _written(row, tiers(row.before), tiers(row.after))


def _by_event(row: Row[Any]) -> Written:
    def tiers(facts: Any) -> Tiers:
        return {one["contract_length"]: one["monthly_price"] for one in _listed(facts, "tiers")}

    before, after = tiers(row.before), tiers(row.before if row.after is None else row.after)
    written = _written(row, before, after)
    return written if row.reverses_n is None else replace(written, what="took an edit back")


def _listed(facts: Any, name: str) -> list[Any]:
    return list((facts or {}).get(name) or ())


def _written(row: Row[Any], before: Tiers, after: Tiers) -> Written:
    """Only what differs was written: the trail has prices in effect, which a price change may have put there."""
    prices = {months: after.get(months) for months in {*before, *after} if before.get(months) != after.get(months)}
    return Written(row.at, row.actor_name, prices, "edited the price" if before else "entered the price")


def overs_of(session: Session, tenant_id: int, variant_id: str) -> list[Over]:
    """The price changes over a variant's prices, with how each stood over time."""
    mine: dict[str, dict[int, tuple[int, dt.datetime | None]]] = defaultdict(dict)
    heads: dict[str, Any] = {}
    for row in session.execute(_lines(tenant_id, variant_id)):
        mine[row.id][row.contract_length] = (row.new_price, row.ended_at)
        heads[row.id] = row
    states: dict[str, list[State]] = defaultdict(list)
    for row in session.execute(_states(tenant_id, variant_id)):
        after = row.after
        until = after["valid_until"] and dt.datetime.fromisoformat(after["valid_until"])
        states[row.subject_id].append(State(row.at, row.actor_name, after["withdrawn"], until))
    return [
        Over(id, head.name, head.valid_from, head.created_at, states[id], mine[id])
        for id, head in heads.items()
        if states[id]
    ]


def _lines(tenant_id: int, variant_id: str) -> Select[Any]:
    told: list[Any] = [
        PriceChange.id,
        PriceChange.name,
        PriceChange.valid_from,
        PriceChange.created_at,
        PriceChangeLine.contract_length,
        PriceChangeLine.new_price,
        PriceChangeLine.ended_at,
    ]
    return (
        select(*told)
        .join(
            PriceChangeLine,
            (PriceChangeLine.tenant_id == PriceChange.tenant_id) & (PriceChangeLine.change_id == PriceChange.id),
        )
        .where(PriceChange.tenant_id == tenant_id, PriceChangeLine.variant_id == variant_id)
    )


def _states(tenant_id: int, variant_id: str) -> Select[Any]:
    touching = select(PriceChangeLine.change_id).where(
        PriceChangeLine.tenant_id == tenant_id, PriceChangeLine.variant_id == variant_id
    )
    return (
        select(Event.subject_id, Event.at, Event.after, Batch.actor_name)
        .join(Batch, (Batch.tenant_id == Event.tenant_id) & (Batch.id == Event.batch_id))
        .where(Event.tenant_id == tenant_id, Event.subject == "price_change", Event.subject_id.in_(touching))
        .order_by(Event.n)
    )
