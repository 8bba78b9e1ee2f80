"""What a statement's shape promises about tenants: which tables it touches, and which of them its criteria bind.

Every Select, Update and Delete is judged by itself: each tenanted table in it must carry
``table.tenant_id == <tenant>``, AND-ed at the top of its WHERE or of a join's ON, or be joined by ``tenant_id`` to one
that does. An outer join's ON binds what it joins, never what it is joined to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy.sql import ClauseElement, operators, visitors
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    ColumnClause,
    Grouping,
    Label,
    TextClause,
)
from sqlalchemy.sql.schema import Column, Table
from sqlalchemy.sql.selectable import (
    AliasedReturnsRows,
    FromClause,
    FromGrouping,
    Join,
    Select,
    TableClause,
    TextualSelect,
)


class TenancyError(RuntimeError):
    """A statement could have crossed from one tenant to another: a bug of ours, never a user's mistake."""


@dataclass(frozen=True)
class Verdict:
    """What a statement's shape promises: which bind parameters must equal the tenant, and whether its values must."""

    tables: tuple[str, ...]
    loose: tuple[str, ...]
    binds: tuple[int, ...]
    inserts: bool


def bind_list(statement: ClauseElement) -> list[BindParameter[Any]]:
    """Every bind parameter, in the order they are met."""
    return [e for e in visitors.iterate(statement) if isinstance(e, BindParameter)]


def analyse(statement: ClauseElement, binds: Sequence[BindParameter[Any]]) -> Verdict:
    """Judge a shape; raises TenancyError at one that hides what it touches."""
    position = {id(bind): i for i, bind in enumerate(binds)}
    by_key = {bind.key: i for i, bind in enumerate(binds)}
    tables: set[str] = set()
    loose: set[str] = set()
    needed: set[int] = set()
    inserts = False
    for element in _everything(statement):
        _refuse_opaque(element)
        if isinstance(element, Insert):
            if element is not statement:
                raise TenancyError("an INSERT inside another statement is refused")
            if _is_tenanted(cast("Table", element.table)):
                tables.add(cast("Table", element.table).name)
                named = _judge_insert(element)
                inserts = inserts or element.select is None
                needed |= set() if named is None else {position.get(id(named), by_key.get(named.key, -1))}
        if not isinstance(element, (Select, Update, Delete)):
            continue
        scope = _Scope(element)
        tables |= scope.names
        loose |= scope.loose
        for bind in scope.binds:
            needed.add(position[id(bind)] if id(bind) in position else by_key[bind.key])
    return Verdict(tuple(sorted(tables)), tuple(sorted(loose)), tuple(sorted(needed)), inserts)


def _everything(statement: ClauseElement) -> Iterator[Any]:
    """Every element; visitors pass by the values of a many-row INSERT."""
    yield from visitors.iterate(statement)
    for group in getattr(statement, "_multi_values", None) or ():
        for row in group:
            for value in row.values():
                if isinstance(value, ClauseElement):
                    yield from visitors.iterate(value)


def _refuse_opaque(element: Any) -> None:
    is_text = isinstance(element, (TextClause, TextualSelect))
    if isinstance(element, ColumnClause) and element.is_literal:
        is_text = element.name != "*" and not element.name.isdigit()
    if is_text or (isinstance(element, TableClause) and not isinstance(element, Table)):
        raise TenancyError("text inside a statement hides its tables; use models")


def _judge_insert(element: Insert) -> BindParameter[Any] | None:
    """Refuse an INSERT that could meet another tenant's row; answers the tenant that its SELECT names, if it does."""
    _judge_conflict(element)
    if element.select is None:
        return None
    names = [getattr(name, "name", name) for name in element._select_names or ()]
    taken = dict(zip(names, element.select.selected_columns, strict=False))
    source = taken.get("tenant_id")
    while isinstance(source, Label):
        source = source.element
    if isinstance(source, BindParameter):
        return source
    if not (isinstance(source, Column) and source.name == "tenant_id" and isinstance(source.table, Table)):
        raise TenancyError("INSERT FROM SELECT takes tenant_id from a table's own tenant_id")
    return None


def _judge_conflict(element: Insert) -> None:
    clause: Any = element._post_values_clause
    target = getattr(clause, "inferred_target_elements", None)
    if target and "tenant_id" not in [getattr(t, "name", t) for t in target]:
        raise TenancyError("ON CONFLICT on an index without tenant_id could meet another tenant's row")
    changed = getattr(clause, "update_values_to_set", None) or ()
    if "tenant_id" in [getattr(name, "name", name) for name in changed]:
        raise TenancyError("ON CONFLICT does not move a row to another tenant")


class _Scope:
    """One Select, Update or Delete: its tenanted tables, and which of them its own criteria bind."""

    def __init__(self, element: Select[Any] | Update | Delete) -> None:
        self._tables: dict[str, str] = {}
        self._bound: list[tuple[str, BindParameter[Any], frozenset[str] | None]] = []
        self._equal: list[tuple[str, str, frozenset[str] | None]] = []
        self._reached: set[str] = set()
        self._outer: list[tuple[ClauseElement, frozenset[str]]] = []
        criteria: list[ClauseElement] = list(element._where_criteria)
        for source in _sources(element):
            self._add_source(source, criteria)
        if isinstance(element, Select):
            for target, onclause, _left, flags in element._setup_joins:
                joined = target.__clause_element__() if hasattr(target, "__clause_element__") else target
                self._add_join(cast("FromClause", joined), onclause, flags["isouter"], flags["full"], criteria)
        for criterion in criteria:
            self._add_criterion(criterion, None)
        for criterion, only in self._outer:
            self._add_criterion(criterion, only)
        reached = self._reach()
        self.names = set(self._tables.values())
        self.loose = {name for key, name in self._tables.items() if key not in reached}
        self.binds = [bind for key, bind, _ in self._bound if key in self._tables]

    def _add_source(self, source: FromClause, criteria: list[ClauseElement]) -> frozenset[str]:
        """Take in one source; returns the tenanted names it brought."""
        if isinstance(source, FromGrouping):
            return self._add_source(source.element, criteria)
        if isinstance(source, Join):
            left = self._add_source(source.left, criteria)
            return left | self._add_join(source.right, source.onclause, source.isouter, source.full, criteria)
        table: Any = source
        while isinstance(table, AliasedReturnsRows):
            table = table.element
        if not (isinstance(table, Table) and _is_tenanted(table)):
            return frozenset()
        self._tables[_key(source)] = table.name
        return frozenset({_key(source)})

    def _add_join(
        self, right: FromClause, onclause: Any, isouter: bool, full: bool, criteria: list[ClauseElement]
    ) -> frozenset[str]:
        joined = self._add_source(right, criteria)
        if onclause is not None and not full:
            if isouter:  # its ON says nothing of the rows on its left
                self._outer.append((onclause, joined))
            else:
                criteria.append(onclause)
        return joined

    def _add_criterion(self, criterion: Any, only: frozenset[str] | None) -> None:
        if isinstance(criterion, Grouping):
            self._add_criterion(criterion.element, only)
        elif isinstance(criterion, BooleanClauseList) and criterion.operator is operators.and_:
            for part in criterion.clauses:
                self._add_criterion(part, only)
        elif isinstance(criterion, BinaryExpression) and criterion.operator is operators.eq:
            self._add_equality(criterion.left, criterion.right, only)

    def _add_equality(self, left: Any, right: Any, only: frozenset[str] | None) -> None:
        if isinstance(right, Column) and isinstance(left, BindParameter):
            left, right = right, left
        if not (isinstance(left, Column) and left.name == "tenant_id"):
            return
        if isinstance(right, BindParameter):
            self._bound.append((_key(left.table), right, only))
        elif isinstance(right, Column) and right.name == "tenant_id":
            self._equal.append((_key(left.table), _key(right.table), only))

    def _reach(self) -> set[str]:
        reached = {key for key, _, only in self._bound if key in self._tables and (only is None or key in only)}
        grew = True
        while grew:
            grew = False
            for one, other, only in self._equal:
                for a, b in ((one, other), (other, one)):
                    if a in reached and b in self._tables and b not in reached and (only is None or b in only):
                        reached.add(b)
                        grew = True
        return reached


def _sources(element: Select[Any] | Update | Delete) -> Iterator[FromClause]:
    if isinstance(element, (Update, Delete)):
        yield cast("FromClause", element.table)
        said: list[Any] = list(element._where_criteria)
        if isinstance(element, Update):
            said += [value for _, value in pairs(element) if isinstance(value, ClauseElement)]
        for part in said:
            yield from (source for source in part._from_objects if source is not element.table)
        return
    yield from element._iterate_from_elements()
    for _target, _onclause, left, _flags in element._setup_joins:
        if left is not None:
            yield left


def pairs(statement: Any) -> Iterator[tuple[str, Any]]:
    """The columns that an Insert or Update names itself, with their values."""
    for name, value in (statement._values or {}).items():
        yield getattr(name, "key", name), value
    for name, value in getattr(statement, "_ordered_values", None) or ():
        yield getattr(name, "key", name), value


def _is_tenanted(table: Table) -> bool:
    return "tenant_id" in getattr(table, "c", {})


def _key(source: Any) -> str:
    return str(source.name)
