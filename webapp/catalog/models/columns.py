"""What the tables of the catalogue share."""

from sqlalchemy import CheckConstraint

from webapp.core.data.columns import MAX_MONEY


def money_range(column: str, name: str) -> CheckConstraint:
    """A CHECK that an amount in minor units is nothing, or between 0 and the largest."""
    return CheckConstraint(f"{column} BETWEEN 0 AND {MAX_MONEY}", name=name)
