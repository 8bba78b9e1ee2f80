"""How many of one item an order may ask for: the tenant decides."""

from collections.abc import Sequence

from webapp.accounts.models import Tenant
from webapp.core.operation.errors import Detail, InputRefused
from webapp.orders.inputs import OrderItem


def judge_quantities(tenant: Tenant, items: Sequence[OrderItem]) -> None:
    """Refuse lines that ask for fewer or more than the tenant's settings allow, each at its field."""
    least, most = tenant.min_order_quantity, tenant.max_order_quantity
    wrong = [
        Detail(f"items.{at}.quantity", _words(item.quantity, least, most), "quantity_limit")
        for at, item in enumerate(items)
        if not least <= item.quantity <= most
    ]
    if wrong:
        raise InputRefused(wrong)


def _words(quantity: int, least: int, most: int) -> str:
    if quantity < least:
        return f"An order takes at least {least:,} of an item."
    return f"An order takes at most {most:,} of an item."
