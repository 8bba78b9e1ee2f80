"""When a subscription is paid for, and how much: months clamp, the set-up fee comes with the first payment."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.orders.selling.pricing import Tax


@dataclass(frozen=True, slots=True)
class Due:
    """One payment as it is planned; amounts in minor units."""

    number: int
    due_date: dt.date
    rent: int
    rent_tax: int
    setup_fee: int
    setup_fee_tax: int
    total: int

    @property
    def billing_period(self) -> str:
        """The month it is for."""
        return f"{self.due_date.year:04}-{self.due_date.month:02}"


def add_months(day: dt.date, months: int) -> dt.date:
    """So many months later; the 31st of January is followed by the last of February."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def schedule(start: dt.date, months: int, billing_start: str, monthly: int, setup_fee: int, tax: Tax) -> Iterator[Due]:
    """Each payment of a contract, the first one first."""
    begin, offset = start, int(billing_start == "same_day_next_month")
    if billing_start == "first_of_next_month":
        begin = add_months(start.replace(day=1), 1)
    rent_tax, fee_tax = tax.of(monthly), tax.of(setup_fee)
    for number in range(1, months + 1):
        fee, fees_tax = (setup_fee, fee_tax) if number == 1 else (0, 0)
        taxed = 0 if tax.included else rent_tax + fees_tax
        due = add_months(begin, offset + number - 1)
        yield Due(number, due, monthly, rent_tax, fee, fees_tax, monthly + fee + taxed)
