"""The list of custom fields, one of them, and those of a section as a form has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, case, select
from sqlalchemy.orm import Session

from webapp.core.inputs.keyed import Known
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.customfields.errors import CustomFieldNotFound
from webapp.customfields.models import KINDS, OFFERED, CustomField

SECTION_WORDS = {"customer": "Customers", "order": "Orders", "subscription": "Subscriptions"}
KIND_WORDS = dict(zip(KINDS, ("Text", "E-mail", "Phone", "Number", "Text area", "One of a list"), strict=True))


def _rows(tenant_id: int) -> Select[Any]:
    shown = [column for column in CustomField.__table__.c if column.name != "tenant_id"]
    of = case(SECTION_WORDS, value=CustomField.section).label("of")
    words = case(KIND_WORDS, value=CustomField.kind).label("kind_words")
    needed = case((CustomField.required == True, "Yes"), else_="").label("needed")
    return select(*shown, of, words, needed).where(CustomField.tenant_id == tenant_id)


FIELDS = Listing(
    name="custom fields",
    rows=_rows,
    columns=(
        Column("label", "Field", sort="label", priority=1),
        Column("of", "Stands with", sort="section", priority=1),
        Column("kind_words", "Kind", priority=2),
        Column("needed", "Must be filled in", priority=2),
        Column("position", "Place", "number", sort="position", priority=3),
        Column("key", "Name for programs", "code", priority=3),
        Column("created_at", "Since", "time", sort="createdAt", page=False),
    ),
    sorts={
        "position": CustomField.position,
        "label": CustomField.label,
        "section": CustomField.section,
        "createdAt": CustomField.created_at,
    },
    tie=CustomField.id,
    filters=(
        Filter(
            "section",
            "Stands with",
            lambda text: CustomField.section == text,
            tuple((one, SECTION_WORDS[one]) for one in OFFERED),
        ),
    ),
    search=lambda text: contains(CustomField.label, text) | contains(CustomField.key, text),
    search_label="Label or name",
    default_sort="position",
    default_direction=ASCENDING,
)


def find_field(session: Session, tenant_id: int, field_id: str) -> Row[Any]:
    """One field as the list has it; raises CustomFieldNotFound."""
    found = session.execute(_rows(tenant_id).where(CustomField.id == field_id)).one_or_none()
    if found is None:
        raise CustomFieldNotFound
    return found


def fields_of(session: Session, tenant_id: int, section: str) -> list[Known]:
    """The fields of a section, in their order."""
    rows = session.execute(
        select(CustomField.key, CustomField.label, CustomField.kind, CustomField.options, CustomField.required)
        .where(CustomField.tenant_id == tenant_id, CustomField.section == section)
        .order_by(CustomField.position, CustomField.label, CustomField.id)
    )
    return [Known(row.key, row.label, row.kind, tuple(row.options), row.required) for row in rows]


def shown_fields(fields: Sequence[Known], told: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    """Label and value of all that stands in custom fields: the defined ones in their order, then the others."""
    told = told or {}
    known = [(field.label, told[field.key]) for field in fields if told.get(field.key) not in (None, "")]
    return known + [(key, value) for key, value in told.items() if key not in {field.key for field in fields}]
