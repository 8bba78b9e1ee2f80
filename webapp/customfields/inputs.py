"""What the operations on custom fields take."""

import re
from typing import Annotated, Any, Literal, Self

from annotated_types import MaxLen
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core.core_schema import ValidationInfo

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Kept, Line, Switch, Whole, is_lax, null_is

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
SECTION_WORDS: JsonDict = {"order": "Orders", "customer": "Customers"}
KIND_WORDS: JsonDict = {
    "text": "Text",
    "email": "E-mail",
    "phone": "Phone",
    "number": "Number",
    "text_area": "Text of several lines",
    "select": "One of a list",
}
_OPTIONS = "Only for one of a list. Each on a line of its own."


class Typed(str):
    """A text that a person typed into a form, where a number is text at first."""

    __slots__ = ()


def _mark(told: Any, info: ValidationInfo) -> Any:
    if is_lax(info) and isinstance(told, dict):
        return {key: Typed(value) if isinstance(value, str) else value for key, value in told.items()}
    return told


CustomFields = Annotated[dict[str, Any], BeforeValidator(_mark)]
"""Any keys, as published; ``judged`` says what of it can be kept."""


def _judge_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("A name is a letter and then letters, digits, - and _, without spaces.")
    return key


def _judge_options(options: list[str]) -> list[str]:
    if len({option.casefold() for option in options}) != len(options):
        raise ValueError("Each choice stands here once.")
    return options


def _none(value: Any) -> Any:
    return [] if value is None else value


Options = Annotated[
    list[Annotated[str, Line(200)]], MaxLen(200), AfterValidator(_judge_options), BeforeValidator(_none)
]
Kind = Literal["text", "email", "phone", "number", "text_area", "select"]


class CreateCustomField(Input):
    """A field of the tenant's own."""

    section: Literal["order", "customer"] = Field(
        title="Stands with",
        description="A subscription shows the fields of its order.",
        examples=["order"],
        json_schema_extra={"words": SECTION_WORDS},
    )
    label: Annotated[str, Line(100)] = Field(title="Label", examples=["Purchase order number"])
    key: Annotated[Annotated[str, Line(60), AfterValidator(_judge_key)] | None, Blank] = Field(
        None,
        title="Name for programs",
        description="What the field is called in customFields. It stays. Left blank, it is made of the label.",
        examples=["purchaseOrderNumber"],
    )
    kind: Annotated[Kind, null_is("text")] = Field(
        "text", title="Kind", examples=["text"], json_schema_extra={"words": KIND_WORDS}
    )
    options: Options = Field([], title="Choices", description=_OPTIONS, examples=[[]])
    required: Annotated[Switch, null_is(False)] = Field(False, title="It must be filled in", examples=[False])
    position: Annotated[Annotated[int, Whole(0, 1000)], null_is(0)] = Field(
        0, title="Place", description="Lower numbers stand first.", examples=[10]
    )

    @model_validator(mode="after")
    def _has_choices(self) -> Self:
        """One of a list needs the list; other kinds have none."""
        if (self.kind == "select") != bool(self.options):
            raise ValueError(choices_words(self.kind))
        return self


def choices_words(kind: str) -> str:
    """Why a kind and its choices do not fit."""
    return "Write the choices, each on a line." if kind == "select" else "Only one of a list has choices."


class OneCustomField(Input):
    """One of the fields here."""

    field_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ChangeCustomField(OneCustomField):
    """What changes; what is not sent stays. Values that are there stay as they are."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    label: Annotated[Annotated[str, Line(100)] | None, Kept()] = Field(None, title="Label", examples=["PO number"])
    kind: Annotated[Kind | None, Kept()] = Field(
        None, title="Kind", examples=["text"], json_schema_extra={"words": KIND_WORDS}
    )
    options: Options | None = Field(None, title="Choices", description=_OPTIONS)
    required: Annotated[Switch | None, Kept()] = Field(None, title="It must be filled in", examples=[True])
    position: Annotated[Annotated[int, Whole(0, 1000)] | None, Kept()] = Field(
        None, title="Place", description="Lower numbers stand first.", examples=[20]
    )
