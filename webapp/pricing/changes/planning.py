"""What a price change would do: old and new price of each tier, with the advisor's warnings."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from webapp.catalog.queries.variants import PricedVariant, variants_of
from webapp.core.data import clock
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.pricing.advisor.advice import Offer, Priced, Target, VariantAdvice, advise
from webapp.pricing.advisor.cautions import Warned
from webapp.pricing.changes.inputs import PreviewPriceChange, moment_of
from webapp.pricing.changes.rules import Rule, why_not
from webapp.pricing.changes.selection import Selected, select_variants


@dataclass(frozen=True)
class Period:
    """From when and until when; ``start`` is None for a change that begins at once."""

    at: dt.datetime
    start: dt.datetime | None
    end: dt.datetime | None

    @property
    def begins(self) -> dt.datetime:
        """When it begins."""
        return self.start or self.at


@dataclass(frozen=True)
class PlannedLine:
    """One tier: ``new`` is None where the price stays, and ``why`` says so."""

    contract_length: int
    old: int
    new: int | None
    why: str | None
    note: str | None
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class PlannedVariant:
    """The tiers of one variant that were meant."""

    id: str
    sku: str
    name: str
    grade: str
    product_name: str
    lines: tuple[PlannedLine, ...]


@dataclass(frozen=True)
class Plan:
    """All of it; ``version`` changes when any price does."""

    period: Period
    variants: tuple[PlannedVariant, ...]

    @cached_property
    def changing(self) -> tuple[tuple[str, PlannedLine], ...]:
        """The lines that change, each with its variant's id."""
        return tuple((one.id, line) for one in self.variants for line in one.lines if line.new is not None)

    @property
    def staying(self) -> int:
        """How many prices stay as they are."""
        return sum(len(one.lines) for one in self.variants) - len(self.changing)

    @property
    def warned(self) -> int:
        """How many prices the advisor warns of."""
        return sum(1 for _, line in self.changing if line.warnings)

    @property
    def sums(self) -> tuple[int, int]:
        """What all that change cost a month together, before and after."""
        return sum(line.old for _, line in self.changing), sum(line.new or 0 for _, line in self.changing)

    @cached_property
    def version(self) -> str:
        """A digest of every price that was seen, old and new."""
        seen = sorted((id, line.contract_length, line.old, line.new) for id, line in self.changing)
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:32]


def plan_change(work: Work, data: PreviewPriceChange, chosen: Selected | None = None) -> Plan:
    """Work out a change as it would be now; nothing is written."""
    period = period_of(work, data)
    chosen = chosen or select_variants(work.session, work.tenant_id, data)
    siblings = variants_of(work.session, work.tenant_id, list(chosen.products), period.begins)
    rule = Rule(data.change, data.value, data.rounding)
    planner = _Planner(rule, period, set(data.contract_lengths or ()), work.actor.tenant.exponent)
    planned = [
        one
        for product_id, name in chosen.products.items()
        for one in planner.product(name, siblings[product_id], chosen.variant_ids)
    ]
    return Plan(period, tuple(planned))


def period_of(work: Work, data: PreviewPriceChange) -> Period:
    """When the change holds; earlier today is now. Raises InputRefused.

    Now is asked anew: whoever waited for the products' locks began before the one who held them, and must see theirs.
    """
    at = clock.now()
    zone = work.actor.tenant.time_zone
    start = None if data.valid_from is None else moment_of(data.valid_from, zone)
    end = None if data.valid_until is None else moment_of(data.valid_until, zone, ends=True)
    if start is not None and start <= at:
        if start < moment_of(clock.today(zone), zone):
            raise InputRefused([Detail("validFrom", "Prices change from now or later. Leave this blank for now.")])
        start = None
    if end is not None and end <= (start or at):
        raise InputRefused([Detail("validUntil", "The end is not after the beginning. Choose a later one.")])
    return Period(at, start, end)


@dataclass(frozen=True)
class _Planner:
    rule: Rule
    period: Period
    lengths: set[int]
    exponent: int

    def product(self, name: str, siblings: list[PricedVariant], meant: frozenset[str]) -> Iterator[PlannedVariant]:
        """The meant variants of one product; the others stand beside them when the advisor judges."""
        drafts = [self._drafts(one) if one.values["id"] in meant else {} for one in siblings]
        priced = [_priced(one, drafted) for one, drafted in zip(siblings, drafts, strict=True)]
        advised = advise(priced, Target(0), self.exponent)
        for one, drafted, advice in zip(siblings, drafts, advised, strict=True):
            lines = tuple(self._line(tier, drafted, advice) for tier in one.tiers if tier["contract_length"] in drafted)
            if lines:
                values = one.values
                yield PlannedVariant(
                    values["id"], values["variant_sku"], values["variant_name"], values["grade"], name, lines
                )

    def _drafts(self, variant: PricedVariant) -> dict[int, int]:
        """By contract length what the rule makes of each price."""
        return {
            tier["contract_length"]: self.rule.applied(self._old(tier), self.exponent)
            for tier in variant.tiers
            if not self.lengths or tier["contract_length"] in self.lengths
        }

    def _old(self, tier: Mapping[str, Any]) -> int:
        """What has no end goes over the standing price: a sale that is on goes over both."""
        return int(tier["standing_price"] if self.period.end is None else tier["monthly_price"])

    def _line(self, tier: Mapping[str, Any], drafted: Mapping[int, int], advice: VariantAdvice) -> PlannedLine:
        months, old = tier["contract_length"], self._old(tier)
        why = why_not(old, drafted[months])
        warnings = next(one.warnings for one in advice.tiers if one.offer.months == months)
        waits = self.period.end is None and tier["change_until"] is not None
        return PlannedLine(
            contract_length=months,
            old=old,
            new=None if why else drafted[months],
            why=why,
            note=f"Once {tier['change_name']} is over." if waits else None,
            warnings=() if why else warnings,
        )


def _priced(variant: PricedVariant, drafted: Mapping[int, int]) -> Priced:
    """A variant as the advisor takes it, with the new prices that can be."""
    values = variant.values
    offers = tuple(
        Offer(
            months=tier["contract_length"],
            monthly=_sound(tier["monthly_price"], drafted.get(tier["contract_length"])),
            setup_fee=tier["setup_fee"] or 0,
            discount_type=tier["discount_type"],
            discount_value=tier["discount_value"] or 0,
        )
        for tier in variant.tiers
    )
    return Priced(values["grade"], values["variant_name"], values["acquisition_cost"], offers)


def _sound(old: int, new: int | None) -> int:
    return old if new is None or why_not(old, new) else new
