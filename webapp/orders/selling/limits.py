"""How many of one item an order may ask for: the tenant decides."""

from collections.abc import Mapping

from webapp.core.operation.errors import Detail, InputRefused
from webapp.orders.inputs import OrderItem
from webapp.orders.selling.pricing import Terms


def judge_quantities(terms: Terms, items: Mapping[int, OrderItem]) -> None:
    """Refuse lines that ask for fewer or more than the tenant's settings allow, each at its field."""
    wrong = [
        Detail(f"items.{at}.quantity", _words(item.quantity, terms.least, terms.most), "quantity_limit")
        for at, item in items.items()
        if not terms.least <= item.quantity <= terms.most
    ]
    if wrong:
        raise InputRefused(wrong)


def _words(quantity: int, least: int, most: int) -> str:
    if quantity < least:
        return f"An order takes at least {least:,} of an item."
    return f"An order takes at most {most:,} of an item."
