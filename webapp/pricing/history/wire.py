"""A variant's prices over time as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor
from webapp.pricing.history.queries import PriceSteps
from webapp.pricing.history.timeline import Step


class PriceJson(TypedDict):
    """One price in effect; ``standingPrice`` is what holds once changes with an end are over."""

    contractLength: int
    monthlyPrice: Amount
    standingPrice: Amount
    priceChangeId: str | None
    until: str | None


class StepJson(TypedDict):
    """From a moment on another price was, or will be, in effect; null where there is none."""

    at: str
    contractLength: int
    oldPrice: Amount | None
    newPrice: Amount | None
    actorName: str
    reason: str
    priceChangeId: str | None


class PricesJson(TypedDict):
    """docs/contract.md, price changes: the prices of a variant over time."""

    variantId: str
    variantSku: str
    prices: list[PriceJson]
    planned: list[StepJson]
    history: list[StepJson]


def prices_json(variant: PricedVariant, steps: PriceSteps, actor: Actor) -> PricesJson:
    """The prices in effect, those planned, and those there were, newest first."""
    exponent = actor.tenant.exponent
    values = variant.values
    return PricesJson(
        variantId=values["id"],
        variantSku=values["variant_sku"],
        prices=[
            PriceJson(
                contractLength=tier["contract_length"],
                monthlyPrice=to_major(tier["monthly_price"], exponent),
                standingPrice=to_major(tier["standing_price"], exponent),
                priceChangeId=tier["change_id"],
                until=tier["change_until"] and iso(tier["change_until"]),
            )
            for tier in variant.tiers
        ],
        planned=[_step(step, exponent) for step in steps.planned],
        history=[_step(step, exponent) for step in steps.past],
    )


def _step(step: Step, exponent: int) -> StepJson:
    return StepJson(
        at=iso(step.at),
        contractLength=step.contract_length,
        oldPrice=_amount(step.old, exponent),
        newPrice=_amount(step.new, exponent),
        actorName=step.who,
        reason=step.what,
        priceChangeId=step.change_id,
    )


def _amount(minor: int | None, exponent: int) -> Any:
    return None if minor is None else to_major(minor, exponent)
