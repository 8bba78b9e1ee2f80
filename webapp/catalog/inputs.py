"""What the operations of the catalogue take (docs/contract.md, FlexPortal products)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from webapp.catalog.errors import InvalidPricing
from webapp.core.inputs.schema import Input
from webapp.core.inputs.text import clean
from webapp.core.inputs.types import Hint, Line, Link, Money, Note, Whole, judge_money, judge_percentage
from webapp.core.operation.errors import Detail, InputRefused, Problem

GRADES = ("A", "B", "C", "D", "E")
MAX_VARIANTS, MAX_TIERS, MAX_MONTHS, MAX_IMAGES, MAX_SPECIFICATION = 500, 60, 1200, 50, 5000


def specification_text(value: Any) -> str:
    """A specification as one text: an object's entries as ``key: value; key: value`` (D-09)."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {specification_text(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(specification_text(inner) for inner in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _judge_specification(value: Any) -> Any:
    if not isinstance(value, (str, dict)):
        raise PydanticCustomError("string_type", "text or an object")
    text = clean(specification_text(value), lines=True)
    if not text:
        raise PydanticCustomError("string_too_short", "empty")
    if len(text) > MAX_SPECIFICATION:
        raise PydanticCustomError("string_too_long", "too long", {"max_length": MAX_SPECIFICATION})
    return value if isinstance(value, dict) else text


Specification = Annotated[
    Any,
    Hint("note"),
    BeforeValidator(_judge_specification),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1, "maxLength": 5000}, {"type": "object"}]}),
]
"""A text, or an object that is kept and also shown as text."""


def _known_grade(text: str) -> str:
    return text.upper() if text.upper() in GRADES else text


Grade = Annotated[str, Line(50), AfterValidator(_known_grade)]
"""A to E in upper case, or any other words, which clients may send (D-08)."""


def _judge_discount(value: Any, info: ValidationInfo) -> int:
    """Basis points for a percentage, minor units for a fixed amount."""
    judge = judge_percentage if info.data.get("type") == "percentage" else judge_money
    return judge(value, info)


class DiscountInput(Input):
    """What comes off the monthly price."""

    type: Literal["percentage", "fixed"] = Field(
        title="Discount in", json_schema_extra={"widget": "select"}, examples=["percentage"]
    )
    value: Annotated[
        int,
        Hint("money"),
        BeforeValidator(_judge_discount),
        WithJsonSchema({"type": "number", "minimum": 0, "multipleOf": 0.01}),
    ] = Field(title="Discount", examples=[5])
    description: Annotated[str, Note(300)] | None = Field(None, json_schema_extra={"widget": "hidden"})


class TierInput(Input):
    """The price of one contract length."""

    contract_length: Annotated[int, Whole(1, MAX_MONTHS)] = Field(title="Months", examples=[12])
    monthly_price: Money = Field(title="Monthly price", examples=[159])
    setup_fee: Money | None = Field(None, title="Set-up fee", examples=[0])
    discount: DiscountInput | None = Field(None, title="Discount")
    source: Literal["suggested", "manual"] | None = Field(None, json_schema_extra={"widget": "none"})
    calculated_at: Any = Field(None, json_schema_extra={"widget": "none"})
    preset_used: Annotated[str, Line(200)] | None = Field(None, json_schema_extra={"widget": "none"})


class VariantInput(Input):
    """One grade or configuration of the product: what is stocked, priced and ordered."""

    variant_id: Annotated[str, Line(64, least=0)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    variant_sku: Annotated[str, Line(200)] = Field(title="SKU", examples=["MACBOOK-PRO-16-M3-BASE"])
    variant_name: Annotated[str, Line(300)] = Field(title="Name", examples=["M3 Pro, 18GB RAM, 512GB SSD"])
    grade: Grade = Field(title="Grade", json_schema_extra={"widget": "select"}, examples=["A"])
    condition: Annotated[str, Line(200)] | None = Field(None, title="Condition", examples=["Like new"])
    color_name: Annotated[str, Line(100)] | None = Field(None, title="Colour", examples=["Silver"])
    list_price: Money | None = Field(None, title="List price", examples=[2499])
    acquisition_cost: Money | None = Field(None, title="Cost to us", examples=[1800])
    images: Annotated[list[Link], Field(max_length=MAX_IMAGES)] | None = Field(
        None, title="Pictures", description="Web links, one a line.", examples=[["https://example.com/a.jpg"]]
    )
    pricing: list[TierInput] = Field(title="Price", min_length=1, max_length=MAX_TIERS)

    @property
    def by_length(self) -> list[TierInput]:
        """The tiers, shortest first."""
        return sorted(self.pricing, key=lambda tier: tier.contract_length)


class UpsertProduct(Input):
    """A product with variants; what is sent replaces, what is not sent stays."""

    problems: ClassVar[Mapping[str, type[Problem]]] = {"pricing": InvalidPricing}

    product_sku: Annotated[str, Line(200)] = Field(
        title="SKU", description="What other systems call the product.", examples=["MACBOOK-PRO-16"]
    )
    name: Annotated[str, Line(300)] = Field(title="Name", examples=["MacBook Pro 16"])
    specification: Specification = Field(title="Specification", examples=["Apple Silicon laptop"])
    category: Annotated[str, Line(200)] = Field(title="Category", examples=["Laptops"])
    brand: Annotated[str, Line(200)] = Field(title="Brand", examples=["Apple"])
    description: Annotated[str, Note(10000)] | None = Field(None, title="Description")
    images: Annotated[list[Link], Field(max_length=MAX_IMAGES)] | None = Field(
        None, title="Pictures", description="Web links, one a line."
    )
    variants: list[VariantInput] = Field(title="Variant", min_length=1, max_length=MAX_VARIANTS)


class CreateProduct(UpsertProduct):
    """A new product; one that exists already is not touched."""


class SaveProduct(UpsertProduct):
    """An edit of a product by a person who saw ``version`` of it."""

    product_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    version: Annotated[int, Whole(1)] = Field(json_schema_extra={"widget": "hidden"})


class SetVariantStatus(Input):
    """Whether a variant can be received and ordered."""

    variant_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    status: Literal["active", "inactive"] = Field(title="Status", examples=["inactive"])


def judge_variants(variants: Sequence[VariantInput]) -> None:
    """What fields cannot judge alone: a SKU stands once, and so does a contract length in its variant.

    Raises InputRefused or InvalidPricing.
    """
    repeated = [
        Detail(f"variants.{i}.variantSku", "This SKU stands twice here. Each variant has its own.")
        for i in _repeats([variant.variant_sku for variant in variants])
    ]
    if repeated:
        raise InputRefused(repeated)
    wrong = [detail for i, one in enumerate(variants) for detail in _judge_tiers(one, f"variants.{i}.pricing")]
    if wrong:
        raise InvalidPricing(details=wrong)


def _judge_tiers(variant: VariantInput, path: str) -> list[Detail]:
    months = [tier.contract_length for tier in variant.pricing]
    return [
        Detail(f"{path}.{i}.contractLength", f"{months[i]} months stand twice. Keep one of them.")
        for i in _repeats(months)
    ]


def _repeats(values: Sequence[object]) -> list[int]:
    seen: set[object] = set()
    return [i for i, value in enumerate(values) if value in seen or seen.add(value)]  # type: ignore[func-returns-value]  # add() is None, so a first one is passed by
