"""What an item says that has no column of its own: it is kept in the specification of its product."""

from collections.abc import Mapping
from typing import Any

from webapp.catalog.inputs.product import MAX_SPECIFICATION, specification_text
from webapp.core.inputs.text import clean
from webapp.core.operation.errors import Detail, InputRefused
from webapp.items.inputs import ItemFields

KEPT = (
    "attributes", "size", "harmonized_code", "origin_country", "external_id", "length", "width", "height", "weight",
    "packaged_length", "packaged_width", "packaged_height", "packaged_weight", "metadata",
)  # fmt: skip
NO_BRAND = "Unbranded"
"""The brand of a product whose item names no vendor."""
_TEXT = "specification"


def specification_of(standing: Any, name: str, data: ItemFields) -> Any:
    """The specification with what was sent of these; a text that stood there stays beside them.

    Without any of them it is the item's name: a product has a specification. Raises InputRefused.
    """
    kept: dict[str, Any] = dict(standing) if isinstance(standing, Mapping) else {}
    if isinstance(standing, str) and standing and standing != name:
        kept[_TEXT] = standing
    for field in KEPT:
        if field in data.model_fields_set:
            value = getattr(data, field)
            kept.pop(field, None)
            if value not in (None, "", [], {}):
                kept[field] = value
    if not kept:
        return name
    specification = kept[_TEXT] if kept.keys() == {_TEXT} else kept
    _judge(specification)
    return specification


def _judge(specification: Any) -> None:
    try:
        size = len(clean(specification_text(specification), lines=True))
    except ValueError as error:
        raise InputRefused([Detail("metadata", str(error), "invalid_string")]) from None
    if size > MAX_SPECIFICATION:
        words = f"All this is {size:,} characters as text; {MAX_SPECIFICATION:,} are kept. Shorten the metadata."
        raise InputRefused([Detail("metadata", words, "too_big")])
