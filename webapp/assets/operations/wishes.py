"""What a clerk or a program asks for, as a wish: the words judged, places and variants found."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from webapp.assets.errors import InvalidStatus, NotOneGrade, VariantInactive, VariantNotFound
from webapp.assets.queries import UnitRow
from webapp.assets.steps import REASONS, Goal, Wish
from webapp.assets.steps.ways import end_of
from webapp.catalog.models import Variant
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.ledger.words import STATUSES
from webapp.locations.places import Place, find_place

WORDS = (*STATUSES, *REASONS)
"""What a unit can be said to be."""


def status_wish(to: str | None, place: Place | None, note: str | None, edits: Mapping[str, Any] | None = None) -> Wish:
    """A status, or a reason to be unavailable. Raises InvalidStatus for a word that is neither."""
    if to not in WORDS:
        words = f"'{to or ''}' is none of {', '.join(WORDS)}."
        raise InvalidStatus(details=[Detail("to", words, "invalid_status")])
    if to in REASONS:
        return Wish(end=end_of("unavailable", to), reason=to, place=place, note=note or None, edits=edits or {})
    return Wish(end=to, place=place, note=note or None, edits=edits or {})


def place_wanted(work: Work, words: str | None) -> Place | None:
    """The place that was asked for; a word that names none is a slip, whoever sent it."""
    if not words:
        return None
    place = find_place(work.session, work.tenant_id, words)
    if place.words:
        why = f"There is no place {place.words}. Pick one, or type {place.warehouse_code} for {place.warehouse_name}."
        raise InputRefused([Detail("location", why, "unknown_place")])
    return place


def goal_of_sku(work: Work, sku: str) -> Goal:
    """The active variant of a SKU; whether it is a sibling is for each unit to say."""
    found = work.session.execute(
        select(Variant.id, Variant.variant_sku, Variant.product_id, Variant.status).where(
            Variant.tenant_id == work.tenant_id, Variant.variant_sku == sku
        )
    ).one_or_none()
    if found is None:
        raise VariantNotFound(sku=sku)
    if found.status != "active":
        raise VariantInactive(sku=sku)
    return Goal(variant_id=found.id, sku=found.variant_sku, product_id=found.product_id)


def goals_of_grade(work: Work, grade: str, units: Sequence[UnitRow]) -> dict[str, Goal | NotOneGrade]:
    """For each product among these units its only active variant of a grade, or why there is none."""
    products = {unit.product_id for unit in units}
    found: dict[str, list[Goal]] = {one: [] for one in products}
    rows = work.session.execute(
        select(Variant.id, Variant.variant_sku, Variant.product_id)
        .where(
            Variant.tenant_id == work.tenant_id,
            Variant.product_id.in_(products),
            Variant.status == "active",
            Variant.grade == grade,
        )
        .order_by(Variant.variant_sku)
    )
    for row in rows:
        found[row.product_id].append(Goal(variant_id=row.id, sku=row.variant_sku, product_id=row.product_id))
    return {
        product: goals[0] if len(goals) == 1 else NotOneGrade(grade=grade, count=len(goals) or "no")
        for product, goals in found.items()
    }
