"""A list, declared once: the page, the HTMX table, the JSON answer and the export all read it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Boolean, ColumnElement, Select, bindparam, func, or_, select, tuple_
from sqlalchemy.engine import Row
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from werkzeug.datastructures import MultiDict

from webapp.core.data.columns import Day
from webapp.core.inputs.text import clean
from webapp.core.listing.keyset import scope_of, seal, unseal
from webapp.core.operation.errors import Detail, InputRefused

ASCENDING, DESCENDING = "asc", "desc"
WALK = 1000
"""So many rows at once are read of a whole list."""


@dataclass(frozen=True)
class Column:
    """One column of a page or an export.

    ``kind`` is how a value is shown: text code number change money percent status time day.
    """

    key: str
    label: str
    kind: str = "text"
    sort: str | None = None
    priority: int = 2
    page: bool = True
    export: bool = True


@dataclass(frozen=True)
class Filter:
    """One query parameter; ``clause`` gets the checked text. ``choices`` pairs values with the words on screen.

    ``kind`` is how a page asks when there are no choices: nothing (links alone set it), day, days, amount or text.
    ``known`` are the values of a filter without choices, when there are only so many. ``folded`` filters stand behind
    "More filters"; what the clause of one that ``moves`` means depends on the time of day. One of ``many`` takes
    several of its values, with commas between (a page: or sent again and again): what has any of them is listed.
    """

    name: str
    label: str
    clause: Callable[[str], ColumnElement[bool]]
    choices: tuple[tuple[str, str], ...] = ()
    limit: int = 300
    kind: str = ""
    known: Callable[[], Collection[str]] | None = None
    folded: bool = False
    moves: bool = False
    many: bool = False

    def values(self) -> list[str]:
        """The only values there are, or none when any text may be asked for."""
        return [value for value, _ in self.choices] or sorted(self.known() if self.known else ())

    def told(self, query: Mapping[str, str]) -> str:
        """What a query says of this filter, as it was sent."""
        if self.many and isinstance(query, MultiDict):
            return ",".join(dict.fromkeys(query.getlist(self.name)))
        return query.get(self.name, "")

    def holds(self, text: str) -> ColumnElement[bool]:
        """The clause of a checked text."""
        return or_(*map(self.clause, text.split(","))) if self.many else self.clause(text)


class Narrowing(Protocol):
    """A way to the rows that a search finds. It can be hashed, and equal ones narrow alike."""

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these rows alone."""


@dataclass(frozen=True, eq=False)
class Listing:
    """Columns, filters, sort orders and the one SELECT behind them, whose rows carry the columns' keys and ``id``.

    ``steady`` promises that rows and clauses follow from their arguments alone (no clock), so statements are kept.
    ``search`` judges a row by itself; ``seek`` knows a shorter way to the rows with a text, if just now there is one.
    ``complete`` adds to the rows of one part what further queries say of them all; it is told the filters too.
    """

    name: str
    rows: Callable[[int], Select[Any]]
    columns: tuple[Column, ...]
    sorts: Mapping[str, ColumnElement[Any] | InstrumentedAttribute[Any]]
    tie: ColumnElement[str] | InstrumentedAttribute[str]
    filters: tuple[Filter, ...] = ()
    search: Callable[[str], ColumnElement[bool]] | None = None
    seek: Callable[[Session, int, str], Narrowing | None] | None = None
    search_label: str = "Search"
    default_sort: str = "createdAt"
    default_direction: str = DESCENDING
    most: int = 100
    steady: bool = False
    usual: int | None = None
    complete: Callable[[Session, int, list[Row[Any]], Mapping[str, str]], list[Any]] | None = None

    def __post_init__(self) -> None:
        """A row without a sort value would be on no page, and a cursor carries text, numbers and moments alone."""
        for name, key in self.sorts.items():
            if getattr(key, "nullable", False) or isinstance(key.type, Day):
                raise ValueError(f"the list {self.name} cannot be sorted by {name}")

    def filter_names(self) -> tuple[str, ...]:
        """The query parameters this list knows, besides paging and sorting."""
        return tuple(f.name for f in self.filters) + (("q",) if self.search else ())


@dataclass(frozen=True)
class Question:
    """What is asked of a list: its filters, its order, and which part."""

    filters: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    direction: str = ""
    limit: int = 50
    after: str | None = None
    page: int = 0
    total: bool = False


@dataclass(frozen=True)
class Found:
    """One part of a list; ``total`` is counted only where a dialect publishes it."""

    rows: list[Any]
    question: Question
    has_more: bool
    next_cursor: str | None
    total: int | None


def ask(listing: Listing, query: Mapping[str, str], **part: Any) -> Question:
    """Read filters and order from query parameters; raises InputRefused at what the list does not know."""
    sent = {one.name: one.told(query) for one in listing.filters} | (
        {"q": query.get("q", "")} if listing.search else {}
    )
    filters = {name: text for name, sent_text in sent.items() if (text := _text(name, sent_text))}
    sort = query.get("sortBy") or listing.default_sort
    direction = (query.get("sortDir") or listing.default_direction).lower()
    if sort not in listing.sorts:
        known = ", ".join(listing.sorts)
        raise InputRefused([Detail("sortBy", f"This list sorts by {known}.", "invalid_enum_value")])
    if direction not in (ASCENDING, DESCENDING):
        raise InputRefused([Detail("sortDir", "This is asc or desc.", "invalid_enum_value")])
    for one in listing.filters:
        _judge_choice(one, filters)
    return Question(filters=filters, sort=sort, direction=direction, **part)


def fetch(session: Session, listing: Listing, tenant_id: int, question: Question, secret: str) -> Found:
    """Read one part of a list in one query (two where a total is published), and those that complete its rows."""
    filters = tuple(sorted(question.filters.items()))
    words, total = question.filters.get("q"), None
    way = listing.seek(session, tenant_id, words) if listing.seek and words else None
    if question.total:
        counted = _filtered(listing, tenant_id, (filters, way)).subquery()
        total = session.execute(select(func.count()).select_from(counted)).scalar_one()
    scope = scope_of(tenant_id, listing.name, question.sort, question.direction, question.filters)
    mark: dict[str, Any] = {}
    if question.after is not None:
        mark["mark_value"], mark["mark_id"] = unseal(secret, scope, question.after)
    moving = any(one.moves and one.name in question.filters for one in listing.filters)
    make = _statement if listing.steady and not moving else _statement.__wrapped__
    statement = make(
        listing, tenant_id, (filters, way), question.sort, question.direction, question.limit, question.page, bool(mark)
    )
    rows = list(session.execute(statement, mark))
    has_more = len(rows) > question.limit
    rows = rows[: question.limit]
    cursor = seal(secret, scope, rows[-1].sort_value, rows[-1].id) if has_more else None
    told = listing.complete(session, tenant_id, rows, question.filters) if listing.complete else rows
    return Found(rows=told, question=question, has_more=has_more, next_cursor=cursor, total=total)


def narrowed(listing: Listing, tenant_id: int, question: Question) -> Select[Any]:
    """All the rows that are asked for, each judged by itself; raises InputRefused at what a filter cannot take."""
    return _filtered(listing, tenant_id, (tuple(question.filters.items()), None))


def walk(session: Session, listing: Listing, tenant_id: int, question: Question, secret: str) -> Iterator[Any]:
    """Every row, part by part: an export never holds the whole list."""
    after: str | None = None
    while True:
        part = Question(question.filters, question.sort, question.direction, limit=WALK, after=after)
        found = fetch(session, listing, tenant_id, part, secret)
        yield from found.rows
        if found.next_cursor is None:
            return
        after = found.next_cursor


Asked = tuple[tuple[tuple[str, str], ...], Narrowing | None]
"""The filters with their values, and the way to what is searched for."""


@lru_cache(maxsize=500)
def _statement(
    listing: Listing,
    tenant_id: int,
    asked: Asked,
    sort: str,
    direction: str,
    limit: int,
    page: int,
    goes_on: bool,
) -> Select[Any]:
    """One part of a list and one row more; where it goes on is left to parameters."""
    statement = _filtered(listing, tenant_id, asked)
    key, descending = listing.sorts[sort], direction == DESCENDING
    if goes_on:
        mark = tuple_(bindparam("mark_value", type_=key.type), bindparam("mark_id", type_=listing.tie.type))
        place = tuple_(key, listing.tie)
        statement = statement.where(place < mark if descending else place > mark)
    order = (key.desc(), listing.tie.desc()) if descending else (key.asc(), listing.tie.asc())
    statement = statement.add_columns(key.label("sort_value")).order_by(*order).limit(limit + 1)
    return statement.offset(page * limit) if page else statement


def _filtered(listing: Listing, tenant_id: int, asked: Asked) -> Select[Any]:
    filters, way = asked
    statement, told = listing.rows(tenant_id), dict(filters)
    for one in listing.filters:
        if one.name in told:
            statement = statement.where(one.holds(told[one.name]))
    if way is not None:
        return way.narrow(statement)
    if listing.search is not None and "q" in told:
        statement = statement.where(listing.search(told["q"]))
    return statement


def _text(name: str, sent: str) -> str:
    try:
        text = clean(sent)
    except ValueError as error:
        raise InputRefused([Detail(name, str(error), "invalid_string")]) from None
    if len(text) > 300:
        raise InputRefused([Detail(name, "This is too long to search for.", "too_big")])
    return text


def _judge_choice(one: Filter, filters: dict[str, str]) -> None:
    values = one.values()
    if not values or one.name not in filters:
        return
    text = filters[one.name]
    asked = {part.strip() for part in text.split(",")} - {""} if one.many else {text}
    if not asked or not asked <= set(values):
        which = "one or several" if one.many else "one"
        raise InputRefused([Detail(one.name, f"This is {which} of {', '.join(values)}.", "invalid_enum_value")])
    filters[one.name] = ",".join(value for value in values if value in asked)


def contains(column: ColumnElement[str] | InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Whether a column holds a text anywhere, whatever its case; the text's own % and _ mean themselves."""
    if text.isascii():
        return _HoldsAscii(column, "%" + re.sub(r"([%_/])", r"/\1", text.lower()) + "%")
    return func.lower(column).contains(text.lower(), autoescape=True)


class _HoldsAscii(FunctionElement[bool]):
    """The same for ASCII text: SQLite's LIKE folds that by itself, ten times as fast as a function of ours per row."""

    type = Boolean()
    inherit_cache = True


@compiles(_HoldsAscii)
def _lowered(element: _HoldsAscii, compiler: SQLCompiler, **more: Any) -> str:
    column, pattern = (compiler.process(part, **more) for part in element.clauses)
    return f"(lower({column}) LIKE {pattern} ESCAPE '/')"


@compiles(_HoldsAscii, "sqlite")
def _as_it_is(element: _HoldsAscii, compiler: SQLCompiler, **more: Any) -> str:
    column, pattern = (compiler.process(part, **more) for part in element.clauses)
    return f"({column} LIKE {pattern} ESCAPE '/')"
