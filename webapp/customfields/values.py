"""The values of custom fields as they are found: written with the thing they stand on, whatever its field is called."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import delete, insert

from webapp.core.inputs.text import clean, fold
from webapp.core.operation.registry import Work
from webapp.customfields.judging import number_text
from webapp.customfields.models import MAX_KEY, MAX_VALUE, CustomValue


def keep_values(
    work: Work, section: str, owner_id: str, told: Mapping[str, Any] | None, *, before: Mapping[str, Any] | None = None
) -> None:
    """Have a thing found by what stands in its custom fields now; ``before`` is what stood there."""
    old, new = dict(_found_by(before)), dict(_found_by(told))
    if old == new:
        return
    if old:
        work.session.execute(
            delete(CustomValue).where(
                CustomValue.tenant_id == work.tenant_id,
                CustomValue.section == section,
                CustomValue.owner_id == owner_id,
            )
        )
    if new:
        mine = {"tenant_id": work.tenant_id, "section": section, "owner_id": owner_id}
        rows = [{**mine, "key": key, "value_key": value} for key, value in new.items()]
        work.session.execute(insert(CustomValue), rows)


def _found_by(told: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    for key, value in (told or {}).items():
        text = value_key(value)
        if text and can_be_found(key):
            yield key, text


def found_texts(told: Mapping[str, Any] | None) -> list[str]:
    """What stands in custom fields, as a search finds it."""
    return [text for _, text in _found_by(told)]


def can_be_found(key: str) -> bool:
    """Whether what stands under a name is kept to be found."""
    try:
        clean(key)
    except ValueError:
        return False
    return 0 < len(key) <= MAX_KEY


def value_key(value: Any) -> str:
    """What a value is found by; nothing for what is no text, number or yes and no."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return number_text(value)[:MAX_VALUE]
    if not isinstance(value, str):
        return ""
    try:
        return fold(clean(value, lines=True))[:MAX_VALUE]
    except ValueError:
        return ""


def asked_key(text: str, *, is_number: bool) -> str:
    """What a value that is asked for is found by."""
    number = _number_asked(text) if is_number else None
    return value_key(text) if number is None else number_text(number)[:MAX_VALUE]


def _number_asked(text: str) -> Decimal | None:
    """A number that could stand in a field; written out, 1e999999999 would fill the memory."""
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= MAX_VALUE else None
