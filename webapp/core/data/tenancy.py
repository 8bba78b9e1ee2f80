"""The wall between tenants: no statement touches a tenanted table unless it is bound to the tenant at work.

``shapes.py`` says what a statement's shape promises; that verdict is cached by the statement's own cache key. The
values behind it are compared every time, as are those that an INSERT or UPDATE carries.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from sqlalchemy import Connection, Engine, event
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.dml import Insert, Update
from sqlalchemy.sql.elements import BindParameter, TextClause

from webapp.core.data.shapes import TenancyError, Verdict, analyse, bind_list, pairs

__all__ = ["TenancyError", "across_tenants", "current_tenant", "enter_tenant", "guard", "tenant_scope"]

_tenant: ContextVar[int | None] = ContextVar("tenant", default=None)
_opened: ContextVar[str | None] = ContextVar("opened", default=None)


def current_tenant() -> int | None:
    """The tenant at work in this thread, if any."""
    return _tenant.get()


@contextmanager
def tenant_scope(tenant_id: int | None) -> Iterator[None]:
    """Work for one tenant (or, with None, for none)."""
    token = _tenant.set(tenant_id)
    try:
        yield
    finally:
        _tenant.reset(token)


def enter_tenant(tenant_id: int | None) -> None:
    """Work for this tenant until told otherwise; doors call it once per request."""
    _tenant.set(tenant_id)


@contextmanager
def across_tenants(reason: str) -> Iterator[None]:
    """Open the wall for a moment, loudly: the reason stands at every place that does it."""
    token = _opened.set(reason)
    try:
        yield
    finally:
        _opened.reset(token)


_verdicts: dict[Any, Verdict] = {}


def guard(engine: Engine) -> None:
    """Put the wall in front of an engine."""
    event.listen(engine, "before_execute", _judge)


def _judge(conn: Connection, statement: Any, multiparams: Any, params: Any, options: Mapping[str, Any]) -> None:
    if _opened.get() is not None or not isinstance(statement, ClauseElement):
        return
    if isinstance(statement, (TextClause, ExecutableDDLElement)):
        raise TenancyError("textual SQL is refused outside across_tenants()")
    key = statement._generate_cache_key()
    binds: Sequence[BindParameter[Any]]
    if key is None:
        binds = bind_list(statement)
        verdict = analyse(statement, binds)
    else:
        binds = key.bindparams
        found = _verdicts.get(key.key)
        verdict = found if found is not None else _verdicts.setdefault(key.key, analyse(statement, binds))
    if not verdict.tables:
        return
    _compare(statement, verdict, binds, _parameter_sets(multiparams, params))


def _parameter_sets(multiparams: Any, params: Any) -> list[Mapping[str, Any]]:
    sets: list[Mapping[str, Any]] = []
    for entry in multiparams or ():
        sets.extend(entry if isinstance(entry, (list, tuple)) else [entry])
    if params:
        sets.append(params)
    return sets or [{}]


def _compare(
    statement: ClauseElement,
    verdict: Verdict,
    binds: Sequence[BindParameter[Any]],
    sets: list[Mapping[str, Any]],
) -> None:
    tenant = _tenant.get()
    names = ", ".join(verdict.tables)
    if tenant is None:
        raise TenancyError(f"no tenant is at work, yet a statement touches {names}")
    if verdict.loose:
        raise TenancyError(f"{', '.join(verdict.loose)} is not bound to a tenant in: {statement}")
    for values in sets:
        for position in verdict.binds:
            bind = binds[position]
            _judge_value(values.get(bind.key, bind.effective_value), tenant, names)
    for value in _written(statement, verdict, sets, tenant):
        _judge_value(value, tenant, names)


def _written(
    statement: ClauseElement, verdict: Verdict, sets: list[Mapping[str, Any]], tenant: int
) -> Iterator[object]:
    if verdict.inserts:
        yield from _inserted_tenants(cast("Insert", statement), sets)
    if isinstance(statement, Update):
        yield from (values.get("tenant_id", tenant) for values in sets)
        yield from (value for name, value in pairs(statement) if name == "tenant_id")


def _judge_value(value: object, tenant: int, names: str) -> None:
    plain = value.effective_value if isinstance(value, BindParameter) else value
    if not isinstance(plain, int) or plain != tenant:
        raise TenancyError(f"tenant {plain!r} is named while tenant {tenant} is at work ({names})")


def _inserted_tenants(statement: Insert, sets: list[Mapping[str, Any]]) -> Iterator[object]:
    rows: list[Mapping[Any, Any]] = []
    for group in statement._multi_values or ():
        rows.extend(cast("Sequence[Mapping[Any, Any]]", group))
    if not rows:
        rows = [
            {**{getattr(k, "key", k): v for k, v in (statement._values or {}).items()}, **values} for values in sets
        ]
    for row in rows:
        plain = {getattr(k, "key", k): v for k, v in row.items()}
        value = plain.get("tenant_id")
        yield value.effective_value if isinstance(value, BindParameter) else value
