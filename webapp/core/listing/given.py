"""What is reckoned of the rows of a list beforehand, for its statement: one parameter, however many rows."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from webapp.core.data.columns import EPOCH, Instant, Json

Key = ColumnElement[str] | InstrumentedAttribute[str]


def moments(given: Mapping[str, dt.datetime], key: Key) -> tuple[ColumnElement[bool], ColumnElement[dt.datetime]]:
    """Whether a row's key has one of these moments, and which."""
    told = {name: (at - EPOCH) // dt.timedelta(microseconds=1) for name, at in given.items()}
    keys = _Keys(bindparam(None, told, Json)).table_valued(column("key", Text)).alias("given")
    # Asked by IN: SQLite would rather read every order and hold each against the keys than join the orders to them.
    return key.in_(select(keys.c.key)), _Moment(bindparam(None, told, Json), key)


class _Keys(FunctionElement[Any]):
    """The keys of a JSON object, a row each."""

    inherit_cache = True


@compiles(_Keys, "postgresql")
def _keys_of_jsonb(element: _Keys, compiler: SQLCompiler, **more: Any) -> str:
    return f"jsonb_each(CAST({compiler.process(element.clauses, **more)} AS jsonb))"


@compiles(_Keys, "sqlite")
def _keys_of_json(element: _Keys, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **more)})"


class _Moment(FunctionElement[dt.datetime]):
    """What a JSON object holds at a key."""

    type = Instant()
    inherit_cache = True


@compiles(_Moment, "postgresql")
def _held_by_jsonb(element: _Moment, compiler: SQLCompiler, **more: Any) -> str:
    told, key = (compiler.process(part, **more) for part in element.clauses)
    return f"CAST(CAST({told} AS jsonb) ->> {key} AS bigint)"


@compiles(_Moment, "sqlite")
def _held_by_json(element: _Moment, compiler: SQLCompiler, **more: Any) -> str:
    told, key = (compiler.process(part, **more) for part in element.clauses)
    return f"({told} ->> {key})"
