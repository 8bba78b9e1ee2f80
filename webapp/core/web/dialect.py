"""What a dialect is to the JSON door: the shapes around a payload, a list and an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from webapp.core.operation.errors import Detail, InputRefused, Problem


@dataclass(frozen=True)
class Slice:
    """The part of a list that is asked for; cursor dialects use ``after``, numbered ones ``page`` (from zero)."""

    limit: int
    after: str | None = None
    page: int = 0


@dataclass(frozen=True)
class Rows:
    """One part of a list, ready to be wrapped."""

    items: list[dict[str, Any]]
    limit: int
    has_more: bool
    next_cursor: str | None
    page: int
    total: int | None


class Dialect(Protocol):
    """Envelope, error shape, paging and their JSON Schemas; one object per published API."""

    name: str
    paging: tuple[str, ...]
    wants_total: bool
    order: tuple[str, str]
    """What its clients call a list's order and direction; our own words for them are known everywhere."""

    def success(self, payload: Any, status: int, message: str) -> Any:
        """The body around one result."""

    def rows(self, key: str, rows: Rows) -> Any:
        """The body around a list."""

    def slice(self, query: Mapping[str, str], most: int, usual: int | None = None) -> Slice:
        """Read the paging parameters; ``usual`` is a list's own default limit. Raises InputRefused."""

    def problem(self, problem: Problem, status: int, path: str) -> dict[str, Any]:
        """The body of an error."""

    def success_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """JSON Schema of ``success``."""

    def rows_schema(self, key: str, schema: dict[str, Any]) -> dict[str, Any]:
        """JSON Schema of ``rows``."""

    def problem_schema(self) -> dict[str, Any]:
        """JSON Schema of ``problem``."""

    def paging_schema(self) -> dict[str, dict[str, Any]]:
        """JSON Schemas of the paging parameters, by name."""


def ordered(dialect: Dialect, query: Mapping[str, str]) -> dict[str, str]:
    """A list's query, with the dialect's words for order and direction as ours."""
    told = dict(query.items())
    for ours, theirs in zip(("sortBy", "sortDir"), dialect.order, strict=True):
        if told.get(theirs):
            told[ours] = told[theirs]
    return told


LAST_PAGE = 1_000_000_000


def paging_number(query: Mapping[str, str], name: str, default: int, least: int, most: int | None = None) -> int:
    """A paging number from the query: refused below ``least``, clamped to ``most``. Raises InputRefused."""
    text = query.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise InputRefused([Detail(name, f"This must be a whole number of at least {least}.", "invalid_type")])
    number = int(text[-4000:]) if text[:-4000].strip("0") == "" else LAST_PAGE + 1
    if number < least:
        raise InputRefused([Detail(name, f"This must be at least {least}.", "too_small")])
    if most is not None:
        return min(number, most)
    if number > LAST_PAGE:
        raise InputRefused([Detail(name, f"This must be at most {LAST_PAGE}.", "too_big")])
    return number
