"""Filtering by the free keys and values that clients keep with a thing."""

from typing import Any

import simplejson
from sqlalchemy import ColumnElement, Text, and_, func, or_, type_coerce

from webapp.core.inputs.strictjson import parse_object
from webapp.core.operation.errors import Detail, InputRefused, Problem

_HOW = 'Write key:value, or a JSON object such as {"batch":"7"}.'


def has_metadata(column: Any, text: str) -> ColumnElement[bool]:
    """That metadata, which is kept as compact JSON, has these values under these keys."""
    if text.startswith("{"):
        try:
            told = parse_object(text.encode())
        except Problem:
            told = {}
        pairs: list[tuple[str, tuple[str, ...]]] = [(key, (_compact(value),)) for key, value in told.items()]
    else:
        key, colon, value = text.partition(":")
        pairs = [(key.strip(), _readings(value.strip()))] if colon and key.strip() else []
    if not pairs:
        raise InputRefused([Detail("metadata", _HOW, "invalid_string")])
    return and_(
        *(
            or_(*(_holds(column, f"{_compact(key)}:{value}{close}") for value in values for close in ",}"))
            for key, values in pairs
        )
    )


def _readings(value: str) -> tuple[str, ...]:
    """A value that was typed is a text, or the number or truth that it looks like."""
    plain = value in ("true", "false", "null") or value.replace(".", "", 1).removeprefix("-").isdecimal()
    return (_compact(value), value) if plain else (_compact(value),)


def _compact(value: Any) -> str:
    return simplejson.dumps(value, use_decimal=True, ensure_ascii=False, separators=(",", ":"))


def _holds(column: Any, piece: str) -> ColumnElement[bool]:
    """A piece of the text in a column, with the case of its letters, on either engine."""
    kept = type_coerce(column, Text)
    return func.replace(kept, piece, "") != kept
