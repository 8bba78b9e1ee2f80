"""Column types that mean the same on SQLite STRICT tables and on PostgreSQL, and the mixins every table starts from."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import simplejson
from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Integer, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

# INTEGER on SQLite is 64 bits wide already; PostgreSQL needs BIGINT, or three buckets of 10^9 overflow.
Whole = BigInteger().with_variant(Integer(), "sqlite")

MAX_QUANTITY = 1_000_000_000
MAX_MONEY = 10**13


class Instant(TypeDecorator[dt.datetime]):
    """A point in time, stored as whole microseconds since 1970 in UTC."""

    impl = Whole
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:
        """Aware datetimes only: a naive one is a bug, not a time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime reached the database")
        return (value - EPOCH) // dt.timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:
        """Read back in UTC."""
        return None if value is None else EPOCH + dt.timedelta(microseconds=value)


class Day(TypeDecorator[dt.date]):
    """A calendar date, stored as ISO text (it sorts as it reads)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | None:
        """ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.date | None:
        """A date again."""
        return None if value is None else dt.date.fromisoformat(value)


_NUMBERS = (int, float, Decimal)
_LISTS = (list, tuple)
_DECODER = simplejson.JSONDecoder(parse_float=Decimal)  # made once: lists read many


class Json(TypeDecorator[Any]):
    """A JSON value, stored as compact text; Decimals keep all their digits, both ways."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Compact JSON text; None is NULL."""
        if value is None:
            return None
        return simplejson.dumps(
            value, use_decimal=True, allow_nan=False, ensure_ascii=False, separators=(",", ":"), default=_plain
        )

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value again."""
        return None if value is None else _DECODER.decode(value)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether there is nothing to write."""
        return same(x, y)


def _plain(value: object) -> object:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept as JSON")


def same(one: Any, other: Any, *, digits: bool = True) -> bool:
    """Whether both are kept as the same JSON, though to Python true is 1, and 1 is 1.0.

    Without ``digits``, a number is the same however it is written.
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key], digits=digits) for key, value in one.items())
    if isinstance(one, _LISTS) and isinstance(other, _LISTS):
        return len(one) == len(other) and all(same(*pair, digits=digits) for pair in zip(one, other, strict=True))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if digits and isinstance(one, _NUMBERS) and isinstance(other, _NUMBERS):
        return str(one) == str(other)
    return bool(one == other)


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names under which two pictures of a thing say something else; what is not there is nothing."""
    return [name for name in {**before, **after} if not same(before.get(name), after.get(name))]


class Flag(TypeDecorator[bool]):
    """True or false, stored as 1 or 0."""

    impl = Whole
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """True or False."""
        return None if value is None else bool(value)


def flag(default: bool = False) -> Mapped[bool]:
    """A NOT NULL flag column with a Python-side default."""
    return mapped_column(Flag, nullable=False, default=default)


class TenantRow:
    """Every tenanted table begins with its tenant: in its primary key, its unique keys and its foreign keys."""

    tenant_id: Mapped[int] = mapped_column(Whole, primary_key=True, sort_order=-20)


class PublicRow(TenantRow):
    """A tenanted row that the outside knows by a random, prefixed id."""

    id: Mapped[str] = mapped_column(Text, primary_key=True, sort_order=-10)


def reference(column: str, target: str, *, name: str) -> ForeignKeyConstraint:
    """A composite foreign key ``(tenant_id, column)`` to ``target(tenant_id, id)``: none crosses tenants."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{target}.tenant_id", f"{target}.id"], name=name)


def in_batch(name: str) -> ForeignKeyConstraint:
    """A row's foreign key to its batch, judged at commit: the batch is written last, when it knows what happened."""
    return ForeignKeyConstraint(
        ["tenant_id", "batch_id"],
        ["batch.tenant_id", "batch.id"],
        name=name,
        deferrable=True,
        initially="DEFERRED",
    )


def one_of(column: str, values: tuple[str, ...], *, name: str) -> CheckConstraint:
    """A CHECK that a text column holds one of a fixed set of words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=name)


def text_size(column: str, limit: int, *, name: str) -> CheckConstraint:
    """The database's backstop behind an input's length limit."""
    return CheckConstraint(f"length({column}) <= {limit}", name=name)
