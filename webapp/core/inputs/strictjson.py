"""Reading JSON once, strictly: exact numbers, no duplicate keys, no NaN, bounded depth and size."""

import json
from codecs import BOM_UTF8
from decimal import Decimal, InvalidOperation
from typing import Any

from webapp.core.operation.errors import Detail, InputRefused, Problem

MAX_DEPTH = 32
MAX_NODES = 200_000
"""More than a body of the largest size holds of anything that one of our calls takes."""
MAX_DIGITS = 40


class MalformedBody(Problem):
    """The body is not one JSON object."""

    code = "VALIDATION_ERROR"
    message = "The body cannot be read: {why}."


def parse_object(body: bytes, *, array: str = "") -> dict[str, Any]:
    """One JSON object from a request body; an empty body is ``{}``. Raises MalformedBody or InputRefused.

    With the name of a field in ``array``, a bare array is taken for that field alone.
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
    _walk(value)
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


def _walk(root: dict[str, Any]) -> None:
    """Bound depth and size, and refuse text no database holds, naming the field."""
    waiting: list[tuple[str, Any, int]] = [("", root, 1)]
    nodes = 0
    while waiting:
        path, value, depth = waiting.pop()
        nodes += 1
        if depth > MAX_DEPTH:
            raise MalformedBody(why=f"it is nested deeper than {MAX_DEPTH} levels")
        if nodes > MAX_NODES:
            raise MalformedBody(why=f"it holds more than {MAX_NODES:,} values; send it in parts")
        if isinstance(value, str):
            _judge_text(path, value)
        elif isinstance(value, dict):
            for name, item in value.items():
                _judge_text(path, name)
                waiting.append((f"{path}.{name}" if path else name, item, depth + 1))
        elif isinstance(value, list):
            waiting.extend((f"{path}.{i}", item, depth + 1) for i, item in enumerate(value))


def _judge_text(path: str, text: str) -> None:
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        safe = path.encode("utf-8", "replace").decode().replace("\0", "?")
        raise InputRefused([Detail(safe, "This text holds a character that cannot be kept.", "invalid_string")])
