"""Price changes as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.catalog.wire.products import PERCENT_DIGITS
from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor
from webapp.pricing.changes.planning import Plan, PlannedLine
from webapp.pricing.changes.queries import Shown


class WarningJson(TypedDict):
    """What the advisor says of a new price."""

    code: str
    message: str


class PlannedLineJson(TypedDict):
    """One price; ``newPrice`` is null where it stays, and ``reason`` says why."""

    contractLength: int
    oldPrice: Amount
    newPrice: Amount | None
    reason: str | None
    note: str | None
    warnings: list[WarningJson]


class PlannedVariantJson(TypedDict):
    """The prices of one variant."""

    variantId: str
    variantSku: str
    variantName: str
    productName: str
    grade: str
    prices: list[PlannedLineJson]


class TotalsJson(TypedDict):
    """All of it in numbers; the sums are of the prices that change."""

    variants: int
    changing: int
    staying: int
    warned: int
    oldSum: Amount
    newSum: Amount


class PreviewJson(TypedDict):
    """docs/contract.md, price changes: the preview."""

    version: str
    validFrom: str | None
    validUntil: str | None
    totals: TotalsJson
    variants: list[PlannedVariantJson]


class ChangeJson(TypedDict):
    """docs/contract.md, price changes."""

    priceChangeId: str
    tenantId: str
    name: str
    status: str
    change: str
    value: Amount
    rounding: str
    validFrom: str
    validUntil: str | None
    priceCount: int
    batchId: str
    actorName: str
    createdAt: str


class ChangedPriceJson(TypedDict):
    """One price of a change; ``endedAt`` is when a price of its own was written over it."""

    variantId: str
    variantSku: str
    contractLength: int
    oldPrice: Amount
    newPrice: Amount
    endedAt: str | None


class WholeChangeJson(ChangeJson):
    """A change with its prices."""

    prices: list[ChangedPriceJson]


def preview_json(plan: Plan, actor: Actor) -> PreviewJson:
    """A preview."""
    exponent = actor.tenant.exponent
    before, after = plan.sums
    return PreviewJson(
        version=plan.version,
        validFrom=None if plan.period.start is None else iso(plan.period.start),
        validUntil=None if plan.period.end is None else iso(plan.period.end),
        totals=TotalsJson(
            variants=len(plan.variants),
            changing=len(plan.changing),
            staying=plan.staying,
            warned=plan.warned,
            oldSum=to_major(before, exponent),
            newSum=to_major(after, exponent),
        ),
        variants=[
            PlannedVariantJson(
                variantId=one.id,
                variantSku=one.sku,
                variantName=one.name,
                productName=one.product_name,
                grade=one.grade,
                prices=[_planned_line(line, exponent) for line in one.lines],
            )
            for one in plan.variants
        ],
    )


def _planned_line(line: PlannedLine, exponent: int) -> PlannedLineJson:
    return PlannedLineJson(
        contractLength=line.contract_length,
        oldPrice=to_major(line.old, exponent),
        newPrice=None if line.new is None else to_major(line.new, exponent),
        reason=line.why,
        note=line.note,
        warnings=[WarningJson(code=one.code, message=one.words) for one in line.warnings],
    )


def change_json(row: Any, actor: Actor, *, actor_name: str = "") -> ChangeJson:
    """One change without its prices, from a row of the list."""
    rule = row.rule
    digits = PERCENT_DIGITS if rule["change"].startswith("percent") else actor.tenant.exponent
    return ChangeJson(
        priceChangeId=row.id,
        tenantId=actor.tenant.slug,
        name=row.name,
        status=row.status,
        change=rule["change"],
        value=to_major(rule["value"], digits),
        rounding=rule["rounding"],
        validFrom=iso(row.valid_from),
        validUntil=row.valid_until and iso(row.valid_until),
        priceCount=row.prices,
        batchId=row.batch_id,
        actorName=row.actor_name or actor_name,
        createdAt=iso(row.created_at),
    )


def whole_change_json(shown: Shown, actor: Actor) -> WholeChangeJson:
    """One change with its prices."""
    exponent = actor.tenant.exponent
    prices = [
        ChangedPriceJson(
            variantId=line.variant_id,
            variantSku=line.variant_sku,
            contractLength=line.contract_length,
            oldPrice=to_major(line.old_price, exponent),
            newPrice=to_major(line.new_price, exponent),
            endedAt=line.ended_at and iso(line.ended_at),
        )
        for line in shown.lines
    ]
    return WholeChangeJson(**change_json(shown.row, actor, actor_name=shown.actor_name), prices=prices)
