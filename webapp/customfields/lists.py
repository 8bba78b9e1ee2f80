"""Lists that are narrowed and exported by custom fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, false, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.core.inputs.keyed import Known
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.customfields.judging import known_numbers
from webapp.customfields.models import CustomValue
from webapp.customfields.queries import fields_of
from webapp.customfields.values import asked_key, can_be_found

ASKED = "customField_"


def with_fields(
    listing: Listing,
    session: Session,
    tenant_id: int,
    *,
    section: str,
    owner: InstrumentedAttribute[str],
    asked: Iterable[str],
) -> Listing:
    """The list with a filter and a column of its export for each field, and for any other name that is ``asked``."""
    fields = fields_of(session, tenant_id, section)
    named = {field.key for field in fields}
    others = [name.removeprefix(ASKED) for name in asked if name.startswith(ASKED)]
    more = [Known(key, key, "text") for key in dict.fromkeys(others) if key not in named]
    mine = select(CustomValue.owner_id).where(CustomValue.tenant_id == tenant_id, CustomValue.section == section)
    numbers = known_numbers(fields)
    return replace(
        listing,
        filters=(*listing.filters, *(_filter(field, mine, owner, numbers) for field in (*fields, *more))),
        columns=(*listing.columns, *(Column(f"{ASKED}{field.key}", field.label, page=False) for field in fields)),
        complete=_complete(listing, fields),
        steady=False,
    )


def _filter(field: Known, mine: Select[Any], owner: InstrumentedAttribute[str], numbers: frozenset[str]) -> Filter:
    def clause(text: str) -> ColumnElement[bool]:
        if not can_be_found(field.key):
            return false()  # nothing is kept under such a name, and PostgreSQL cannot be asked for some
        key = asked_key(text, is_number=field.key in numbers)
        return owner.in_(mine.where(CustomValue.key == field.key, CustomValue.value_key == key))

    choices = tuple((option, option) for option in field.options)
    return Filter(f"{ASKED}{field.key}", field.label, clause, choices, kind="text", folded=not choices)


def _complete(
    listing: Listing, fields: Sequence[Known]
) -> Callable[[Session, int, list[Row[Any]], Mapping[str, str]], list[Any]]:
    def complete(session: Session, tenant_id: int, rows: list[Row[Any]], asked: Mapping[str, str]) -> list[Any]:
        told = listing.complete(session, tenant_id, rows, asked) if listing.complete else list(rows)
        for row in told:
            for field in fields:
                setattr(row, f"{ASKED}{field.key}", (row.custom_fields or {}).get(field.key))
        return told

    return complete
