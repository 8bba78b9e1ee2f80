"""A variant's prices over time, ready to be told."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from webapp.catalog.errors import VariantNotFound
from webapp.catalog.queries.variants import PricedVariant, variants_by_id
from webapp.core.data import clock
from webapp.core.operation.actor import Actor
from webapp.pricing.history.facts import overs_of, written_of
from webapp.pricing.history.timeline import Step, steps


@dataclass(frozen=True)
class PriceSteps:
    """Every step that the prices of a variant took or will take, oldest first."""

    every: list[Step]
    now: dt.datetime

    @property
    def past(self) -> list[Step]:
        """What happened, newest first."""
        return [step for step in reversed(self.every) if step.at <= self.now]

    @property
    def planned(self) -> list[Step]:
        """What will happen if nobody does anything, next first."""
        return [step for step in self.every if step.at > self.now]

    @property
    def lengths(self) -> list[int]:
        """The contract lengths that had, have or will have a price."""
        return sorted({step.contract_length for step in self.every})

    def together(self, steps: list[Step]) -> list[tuple[Step, dict[int, Step]]]:
        """Steps that were taken at once, for one reason: the first of them, and each by its contract length."""
        groups = groupby(steps, key=lambda step: (step.at, step.what, step.who))
        listed = (list(taken) for _, taken in groups)
        return [(taken[0], {step.contract_length: step for step in taken}) for taken in listed]


def price_steps(session: Session, actor: Actor, variant_id: str) -> PriceSteps:
    """What is on record of a variant's prices; nothing of one that is unknown."""
    tenant = actor.tenant
    written = written_of(session, tenant.id, variant_id, tenant.exponent)
    return PriceSteps(steps(written, overs_of(session, tenant.id, variant_id)), clock.now())


def priced_variant(session: Session, actor: Actor, variant_id: str) -> PricedVariant:
    """The variant with its prices in effect; raises VariantNotFound."""
    found = variants_by_id(session, actor.tenant.id, [variant_id]).get(variant_id)
    if found is None:
        raise VariantNotFound
    return found
