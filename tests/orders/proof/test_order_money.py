"""Amounts of an order: whole minor units throughout, lines sum to totals, and tax is the same from either side."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house import House, new_house
from tests.orders.seed import CURL, catalogue, changed
from webapp.accounts.operations.settings import update_settings
from webapp.core.data.money import to_major, to_minor
from webapp.orders.selling.pricing import Tax, price_of, sums_of

LINES = st.lists(
    st.tuples(st.integers(0, 10**9), st.integers(1, 10**4), st.integers(0, 10**4), st.integers(0, 10_000)),
    min_size=1,
    max_size=8,
)
RATES = st.integers(0, 10_000)


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def line(price: int, quantity: int, closed: int, discount: int, tax: Tax) -> dict[str, Any]:
    tier = {"monthly_price": price, "discount_type": "percentage", "discount_value": discount}
    closed = min(closed, quantity)
    monthly = price_of(tier)
    coming = monthly * (quantity - closed)
    return {"unit_price": monthly, "quantity": quantity, "closed": closed, "tax_amount": tax.of(coming)}


@given(LINES, RATES, st.booleans(), st.sampled_from((0, 2, 3)))
def test_lines_sum_to_totals_in_whole_units(
    told: list[tuple[int, int, int, int]], rate: int, included: bool, exponent: int
) -> None:
    tax = Tax(rate, included)
    lines = [line(*one, tax) for one in told]
    sums = sums_of(lines, tax)
    assert all(type(value) is int for one in lines for value in one.values())
    assert sums.subtotal == sum(one["unit_price"] * (one["quantity"] - one["closed"]) for one in lines)
    assert sums.tax_amount == sum(one["tax_amount"] for one in lines)
    assert sums.total == (sums.subtotal if included else sums.subtotal + sums.tax_amount)
    assert 0 <= sums.tax_amount <= sums.total
    for amount in (sums.subtotal, sums.tax_amount, sums.total):
        shown = to_major(amount, exponent)
        assert -int(shown.as_tuple().exponent) == exponent
        assert to_minor(shown, exponent) == amount


@given(st.integers(0, 10**12), RATES)
def test_tax_is_half_up_and_the_same_from_either_side(net: int, rate: int) -> None:
    on_top = Tax(rate, included=False).of(net)
    assert on_top == rounded(Decimal(net) * rate / 10_000)
    gross = net + on_top
    within = Tax(rate, included=True).of(gross)
    assert within == rounded(Decimal(gross) * rate / (10_000 + rate))
    assert abs(within - on_top) <= 1  # what was rounded once may be rounded the other way


@given(st.integers(0, 10**9), st.integers(0, 10**10), st.integers(0, 10_000))
def test_a_discount_is_half_up_and_never_below_nothing(price: int, off: int, percent: int) -> None:
    fixed = price_of({"monthly_price": price, "discount_type": "fixed", "discount_value": off})
    assert fixed == max(0, price - off)
    share = price_of({"monthly_price": price, "discount_type": "percentage", "discount_value": percent})
    assert share == rounded(Decimal(price) * (10_000 - percent) / 10_000)


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("EUR", 2), ("KWD", 3)])
@pytest.mark.parametrize("included", [False, True])
def test_an_order_in_each_kind_of_currency(lite: House, currency: str, digits: int, included: bool) -> None:
    house = new_house(lite.app, currency)
    house.do(update_settings, vatPercent=21, pricesIncludeVat=included)
    catalogue(house) if digits else _in_whole(house)
    items = [{**item, "quantity": 3} for item in CURL["items"]]
    answer = house.api().post("/v1/orders", changed(CURL, items=items))
    assert answer.status_code == 201, answer.text
    made, unit = answer.json["order"], Decimal(1).scaleb(-digits)
    prices = [Decimal(str(item["unitPrice"])) for item in made["items"]]
    parts = [price * 3 for price in prices]
    rate = Decimal(21) / (121 if included else 100)
    taxes = [(part * rate).quantize(unit, rounding=ROUND_HALF_UP) for part in parts]
    told = {name: Decimal(str(made["totals"][name])) for name in ("subtotal", "taxAmount", "total")}
    assert told["subtotal"] == sum(parts)
    assert told["taxAmount"] == sum(taxes)
    assert told["total"] == told["subtotal"] + (0 if included else told["taxAmount"])
    assert made["totals"]["currency"] == currency


def _in_whole(house: House) -> None:
    """The catalogue at prices without digits after the point."""
    for name, sku, price in (("MACBOOK-PRO-16", "MACBOOK-PRO-16-M3", 12951), ("DELL", "DELL-U2722D-MONITOR", 1907)):
        pricing = [{"contractLength": 24, "monthlyPrice": price}]
        made = {"variantSku": sku, "variantName": sku, "grade": "A", "pricing": pricing}
        told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": [made]}
        answer = house.api().post("/v1/products", {"productSku": name, "name": name, **told})
        assert answer.status_code == 201, answer.text
