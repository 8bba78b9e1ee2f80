"""Which price of a tier is in effect: its own, or that of a price change.

A change with an end wins over one without, and of two alike the later one wins. What has no end has become the
tier's standing price: a client that sends it back, or sends the price in effect back, changes nothing.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.models import PriceChange, PriceChangeLine, Variant

Key = tuple[str, int]
"""A variant's id and a contract length."""


_LINES = (
    select(
        PriceChangeLine.variant_id,
        PriceChangeLine.contract_length,
        PriceChangeLine.new_price,
        PriceChange.id,
        PriceChange.name,
        PriceChange.valid_until,
    )
    .join(
        PriceChange,
        (PriceChange.tenant_id == PriceChangeLine.tenant_id) & (PriceChange.id == PriceChangeLine.change_id),
    )
    .order_by(PriceChange.valid_until.is_not(None), PriceChange.valid_from, PriceChange.created_at, PriceChange.id)
)


@dataclass
class Changed:
    """What price changes make of one tier at a moment."""

    standing: int | None = None
    in_effect: int | None = None
    change_id: str | None = None
    name: str | None = None
    until: dt.datetime | None = None


def is_in_effect(at: dt.datetime) -> ColumnElement[bool]:
    """A criterion on a change joined with its line."""
    return (
        (PriceChange.withdrawn == False)
        & (PriceChange.valid_from <= at)
        & or_(PriceChange.valid_until.is_(None), PriceChange.valid_until > at)
        & PriceChangeLine.ended_at.is_(None)
    )


def prices_in_effect(
    session: Session, tenant_id: int, variant_ids: Sequence[str], at: dt.datetime
) -> dict[Key, Changed]:
    """What the changes in effect make of the tiers of these variants; most have none."""
    of_these = (PriceChangeLine.tenant_id == tenant_id, PriceChangeLine.variant_id.in_(variant_ids))
    rows = session.execute(_LINES.where(*of_these, is_in_effect(at)))
    found: dict[Key, Changed] = {}
    for row in rows:  # weakest first, so that each overrides those before it
        changed = found.setdefault((row.variant_id, row.contract_length), Changed())
        if row.valid_until is None:
            changed.standing = row.new_price
        changed.in_effect, changed.change_id = row.new_price, row.id
        changed.name, changed.until = row.name, row.valid_until
    return found


def have_moved(
    session: Session, tenant_id: int, which: ColumnElement[bool], since: dt.datetime, at: dt.datetime
) -> bool:
    """Whether a change over the variants that ``which`` names began or ended in between, by the clock alone."""
    moved = exists().where(
        PriceChangeLine.tenant_id == tenant_id,
        PriceChange.tenant_id == tenant_id,
        PriceChange.id == PriceChangeLine.change_id,
        Variant.tenant_id == tenant_id,
        Variant.id == PriceChangeLine.variant_id,
        which,
        PriceChange.withdrawn == False,
        PriceChangeLine.ended_at.is_(None),
        or_(PriceChange.valid_from.between(since, at), PriceChange.valid_until.between(since, at)),
    )
    return bool(session.execute(select(moved)).scalar_one())


def overlay(tier: Mapping[str, Any], changed: Changed | None) -> dict[str, Any]:
    """A tier's columns with ``monthly_price`` as it is in effect.

    Beside it: ``own_price`` (the column), ``standing_price`` (what stays once changes with an end are over),
    and ``change_id``, ``change_name``, ``change_until`` of the change that is in effect, if any.
    """
    own = tier["monthly_price"]
    changed = changed or Changed()
    standing = own if changed.standing is None else changed.standing
    return {
        **tier,
        "monthly_price": standing if changed.in_effect is None else changed.in_effect,
        "own_price": own,
        "standing_price": standing,
        "change_id": changed.change_id,
        "change_name": changed.name,
        "change_until": changed.until,
    }
