"""Reading JSON once, strictly: exact numbers, no duplicate keys, no NaN, bounded depth and size."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from webapp.core.operation.errors import Detail, InputRefused, Problem

MAX_DEPTH = 32
MAX_NODES = 200_000
"""More than a body of the largest size holds of anything that one of our calls takes."""
MAX_DIGITS = 40
UNKEPT = "\uffff"
"""Stands for what no database holds in a row that is judged by itself; it is no character, so no field takes it."""


class MalformedBody(Problem):
    """The body is not one JSON object."""

    code = "VALIDATION_ERROR"
    message = "The body cannot be read: {why}."


def parse_object(body: bytes, *, array: str = "", rows: str = "") -> dict[str, Any]:
    """One JSON object from a request body; an empty body is ``{}``. Raises MalformedBody or InputRefused.

    With the name of a field in ``array``, a bare array is taken for that field alone. Text that no database holds
    refuses the whole; in the field ``rows`` it is the row's own affair, which UNKEPT shows it.
    """
    body = body.removeprefix(BOM_UTF8)  # some clients on Windows cannot leave it out
    if not body.strip():
        return {}
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except _Refused as refused:
        raise MalformedBody(why=str(refused)) from None
    except RecursionError:
        raise MalformedBody(why=f"it is nested deeper than {MAX_DEPTH} levels") from None
    except UnicodeDecodeError:
        raise MalformedBody(why="it is not UTF-8 text") from None
    except ValueError:
        raise MalformedBody(why="it is not valid JSON") from None
    if array and isinstance(value, list):
        value = {array: value}
    if not isinstance(value, dict):
        raise MalformedBody(why="it must be a JSON object")
    if _walk(value, rows):
        value[rows] = _shown(value[rows])
    return value


class _Refused(Exception):
    pass


def _decimal(text: str) -> Decimal:
    if len(text) > MAX_DIGITS:
        raise _Refused("a number has too many digits")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _Refused("a number is out of range") from None
    if abs(number.adjusted()) > MAX_DIGITS:
        raise _Refused("a number is out of range")
    return number


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _Refused("a number has too many digits")
    return int(text)


def _constant(text: str) -> Any:
    raise _Refused(f"{text} is not a number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _Refused("a name stands twice in one object")
    return value


def _walk(root: dict[str, Any], rows: str) -> bool:
    """Bound depth and size, and refuse text no database holds, naming the field; or say that there is some in rows."""
    waiting: list[tuple[str, Any, int]] = [("", root, 1)]
    nodes = 0
    are_odd = False
    while waiting:
        path, value, depth = waiting.pop()
        nodes += 1
        if depth > MAX_DEPTH:
            raise MalformedBody(why=f"it is nested deeper than {MAX_DEPTH} levels")
        if nodes > MAX_NODES:
            raise MalformedBody(why=f"it holds more than {MAX_NODES:,} values; send it in parts")
        if any(map(_is_odd, _texts(value))):
            _judge_place(path, rows)
            are_odd = True
        if isinstance(value, dict):
            waiting.extend((f"{path}.{name}" if path else name, item, depth + 1) for name, item in value.items())
        elif isinstance(value, list):
            waiting.extend((f"{path}.{i}", item, depth + 1) for i, item in enumerate(value))
    return are_odd


def _texts(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value if isinstance(value, dict) else ()


def _is_odd(text: str) -> bool:
    return "\0" in text or (not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text))


def _judge_place(path: str, rows: str) -> None:
    if not (rows and path.startswith(f"{rows}.")):
        safe = path.encode("utf-8", "replace").decode().replace("\0", "?")
        raise InputRefused([Detail(safe, "This text holds a character that cannot be kept.", "invalid_string")])


def _shown(value: Any) -> Any:
    """The same with UNKEPT for each character that no database holds."""
    if isinstance(value, str):
        return "".join(UNKEPT if _is_odd(sign) else sign for sign in value) if _is_odd(value) else value
    if isinstance(value, dict):
        return {_shown(name): _shown(item) for name, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list) else value
