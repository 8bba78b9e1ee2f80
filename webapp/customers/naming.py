"""How a customer is called."""

from collections.abc import Mapping
from typing import Any


def full_name(customer: Mapping[str, Any]) -> str:
    """First and last name of a customer as an order has them."""
    return f"{customer['firstName']} {customer['lastName']}"
