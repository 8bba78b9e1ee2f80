"""What may stand in custom fields: each defined one is judged by its kind, others are kept as they came."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from webapp.core.data.columns import same
from webapp.core.inputs.keyed import Known
from webapp.core.inputs.types import Email, Line, Note
from webapp.core.operation.errors import Detail, InputRefused
from webapp.customfields.inputs import Typed
from webapp.customfields.queries import fields_of

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9})?")


def judged(
    session: Session, tenant_id: int, section: str, told: Mapping[str, Any] | None, before: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """What is kept of custom fields that were sent, on top of those that stand there (None: nothing stands yet).

    A null takes a field away from what stands. Raises InputRefused with each field that cannot be taken.
    """
    fields = fields_of(session, tenant_id, section)
    if told is None and before is None and not any(field.required for field in fields):
        return None
    values, wrong = dict(told or {}), []
    for field in fields:
        try:
            if values.get(field.key) is not None:
                values[field.key] = _KINDS[field.kind](field, values[field.key])
        except ValueError as error:
            wrong.append(Detail(f"customFields.{field.key}", _words(error), "custom"))
    after = {**(before or {}), **values}
    wrong += [
        Detail(f"customFields.{field.key}", "Fill this in.", _wanting(after.get(field.key)))
        for field in fields
        if field.required and after.get(field.key) in (None, "")
    ]
    if wrong:
        raise InputRefused(wrong)
    kept = after if before is None else {key: value for key, value in after.items() if value is not None}
    return {key: str(value) if isinstance(value, Typed) else value for key, value in kept.items()}


def _wanting(value: Any) -> str:
    """Nothing was sent, or a text that says nothing: as any field that is required tells them apart."""
    return "invalid_type" if value is None else "too_small"


def judged_change(
    session: Session,
    tenant_id: int,
    section: str,
    told: Mapping[str, Any] | None,
    before: Mapping[str, Any] | None,
    *,
    digits: bool = True,
) -> dict[str, Any] | None:
    """What stands there once these were sent, or None where they say nothing new; what comes back is not judged again.

    Many clients know one kind of number and read 1.0 as 1: without ``digits`` that is nothing new.
    """
    stands = before or {}
    news = {key: value for key, value in (told or {}).items() if not _is_as(stands.get(key), value, digits=digits)}
    return judged(session, tenant_id, section, news, stands) if news else None


def _is_as(standing: Any, told: Any, *, digits: bool) -> bool:
    return (isinstance(told, Typed) and told == str(standing)) or same(standing, told, digits=digits)


def _words(error: ValueError) -> str:
    """What pydantic says of a text, in the words of the house."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    if first["type"] == "string_too_long":
        return f"This is too long: at most {first['ctx']['max_length']} characters."
    return str(first.get("ctx", {}).get("error", "Fill this in."))


def _text(kind: Any) -> Callable[[Known, Any], str]:
    adapter: TypeAdapter[str] = TypeAdapter(kind)

    def judge(field: Known, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("This must be text.")  # it is told as a field's error
        return adapter.validate_python(str(value))

    return judge


def _number(field: Known, value: Any) -> int | Decimal:
    if isinstance(value, Typed):
        if not _NUMBER.fullmatch(value.strip()):
            raise ValueError("Type a number such as 12 or 12.5.")
        value = Decimal(value.strip().replace(",", "."))
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise ValueError("This must be a number.")
    return value


def _choice(field: Known, value: Any) -> str:
    if not isinstance(value, str) or value not in field.options:
        raise ValueError(f"This is one of {', '.join(field.options)}.")
    return str(value)


_KINDS: Mapping[str, Callable[[Known, Any], Any]] = {
    "text": _text(Annotated[str, Line(500, 0)]),
    "email": _text(Email),
    "phone": _text(Annotated[str, Line(50, 0)]),
    "number": _number,
    "text_area": _text(Annotated[str, Note(5000)]),
    "select": _choice,
}


def number_text(value: int | Decimal) -> str:
    """A number as it is found: 3.50 is 3.5."""
    text = format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def known_numbers(fields: Sequence[Known]) -> frozenset[str]:
    """The names of those that are numbers."""
    return frozenset(field.key for field in fields if field.kind == "number")
