"""How far a subscription has earned back what its unit cost: paid payments alone count."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Recovery:
    """Sums in minor units, a percentage and months with two digits; nothing without a cost."""

    percent: Decimal | None
    profit: int | None
    breakeven_months: Decimal | None
    has_reached_breakeven: bool
    status: str


def recovery_of(row: Any, today: dt.date) -> Recovery:
    """What was collected against what the unit cost, and whether it goes as it should."""
    cost = row.acquisition_cost
    if not cost:
        return Recovery(None, None, None, False, "no_data")
    percent = Decimal(row.collected) * 100 / cost
    half = row.start_date + (row.end_date - row.start_date) / 2
    status = "recovering"
    if percent > 100:
        status = "profitable"
    elif percent <= 50 and today > half:
        status = "at_risk"
    return Recovery(
        percent=_rounded(percent),
        profit=row.collected - cost,
        breakeven_months=_rounded(Decimal(cost) / row.monthly_amount) if row.monthly_amount else None,
        has_reached_breakeven=percent >= 100,
        status=status,
    )


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, rounding=ROUND_HALF_UP)
