"""What becomes of each row: judged beside what stands there, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from webapp.bulk.inputs import Row, RowChange
from webapp.catalog.errors import InvalidPricing, VariantNotFound
from webapp.catalog.inputs.product import TierInput
from webapp.catalog.queries.variants import PricedVariant
from webapp.catalog.wire.products import variant_facts
from webapp.catalog.writing.gtins import gtins_after
from webapp.catalog.writing.merging import merged_variant
from webapp.catalog.writing.tiers import tiers_after
from webapp.catalog.writing.variants import variant_values
from webapp.core.operation.errors import Detail, InputRefused, Problem, StaleEdit

Kind = Literal["saved", "unchanged", "refused", "stale"]


@dataclass(frozen=True)
class Verdict:
    """One row, what became of it, and the variant as it is now; paths of a problem's details are the row's own."""

    row: Row
    kind: Kind
    variant: PricedVariant | None = None
    problem: Problem | None = None
    change: RowChange | None = None

    def refused(self, problem: Problem, place: str = "") -> "Verdict":
        """The same row, not taken; ``place`` is what the paths of the problem's details begin with."""
        mine = [one for one in problem.details if not one.path or one.path.startswith(place)]
        problem.details = tuple(replace(one, path=one.path.removeprefix(place)) for one in mine)
        return replace(self, kind="refused", problem=problem)


def judge(row: Row, variant: PricedVariant | None, exponent: int, *, seen: bool) -> Verdict:
    """What can be said of a row before it is written; ``seen`` says that another row was of the same variant."""
    if row.change is None:
        return Verdict(row, "refused", variant, row.problem)
    verdict = Verdict(row, "saved", variant)
    if variant is None:
        return verdict.refused(VariantNotFound(at="variantId" if row.variant_id else "variantSku"))
    if seen:
        return verdict.refused(InputRefused([Detail("", "This variant stands in another row already.")]))
    change = _with_tiers(row.change, variant)
    if change.pricing == []:
        words = "A variant keeps at least one price. Leave one, or make the variant inactive."
        cleared = [months for months, price in (row.change.prices or {}).items() if price is None]
        return verdict.refused(InvalidPricing(details=[Detail(f"prices.{months}", words) for months in cleared]))
    if is_same(change, variant, exponent, typed=row.typed):
        return replace(verdict, kind="unchanged")
    if change.version not in (None, variant.values["version"]):
        problem = StaleEdit(what=variant.values["variant_sku"], version=variant.values["version"])
        return replace(verdict, kind="stale", problem=problem)
    return replace(verdict, change=change)


def _with_tiers(change: RowChange, variant: PricedVariant) -> RowChange:
    """The change with the prices that were sent by months laid over the tiers."""
    if change.prices is None:
        return change
    standing = [
        TierInput.model_construct(contract_length=tier["contract_length"], monthly_price=tier["monthly_price"])
        for tier in variant.tiers
    ]
    tiers = {tier.contract_length: tier for tier in (standing if change.pricing is None else change.pricing)}
    for months, price in change.prices.items():
        length = int(months)
        if price is None:
            tiers.pop(length, None)
        elif length in tiers:
            tiers[length] = tiers[length].model_copy(update={"monthly_price": price})
        else:
            tiers[length] = TierInput.model_construct(contract_length=length, monthly_price=price)
    return change.model_copy(update={"pricing": list(tiers.values())})


def is_same(change: RowChange, variant: PricedVariant, exponent: int, *, typed: bool) -> bool:
    """Whether a change leaves everything as it is."""
    if change.position is not None or change.status not in (None, variant.values["status"]):
        return False
    whole = merged_variant(change, variant)
    values = {**variant.values, **variant_values(whole)}
    tiers = tiers_after(whole, variant.tiers, typed=typed)
    after = PricedVariant(values, tiers, gtins_after(whole, variant.gtins))
    return variant_facts(after, exponent) == variant_facts(variant, exponent)


def counted(verdicts: Sequence[Verdict], *kinds: Kind) -> int:
    """How many rows ended so."""
    return sum(one.kind in kinds for one in verdicts)
