"""What the operations of the catalogue take (docs/contract.md, FlexPortal products)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from webapp.catalog.errors import InvalidPricing
from webapp.catalog.models import MAX_PACK
from webapp.core.codes.serials import read_rule
from webapp.core.inputs.gtin import Gtin
from webapp.core.inputs.schema import Input
from webapp.core.inputs.text import clean
from webapp.core.inputs.types import Blank, Hint, Line, Link, Money, Note, Whole, judge_money, judge_percentage
from webapp.core.operation.errors import Detail, InputRefused, Problem

GRADES = ("A", "B", "C", "D", "E")
MAX_VARIANTS, MAX_TIERS, MAX_MONTHS, MAX_IMAGES, MAX_SPECIFICATION, MAX_PACKS = 500, 60, 1200, 50, 5000, 20


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


def known_grade(text: str) -> str:
    """A letter from A to E in upper case; any other words as they are."""
    return text.upper() if text.upper() in GRADES else text


Grade = Annotated[str, Line(50), AfterValidator(known_grade)]
"""A to E in upper case, or any other words, which clients may send (D-08)."""


SerialRule = Annotated[Annotated[str, Line(64), AfterValidator(read_rule)] | None, Blank]
"""How serial numbers of a product have to be; none where a desk learns it from those that are there."""


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
    source: Literal["suggested", "manual"] | None = Field(None, json_schema_extra={"widget": "hidden"})
    calculated_at: Any = Field(None, json_schema_extra={"widget": "hidden"})
    preset_used: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(
        None, json_schema_extra={"widget": "hidden"}
    )


class TypedTier(TierInput):
    """The same in a form, where a price may be typed over one that was suggested."""

    suggested_price: Money | None = Field(None, json_schema_extra={"widget": "hidden"})

    @model_validator(mode="before")
    @classmethod
    def _came_by_hand(cls, values: Any) -> Any:
        """Another price than the suggested one is the person's own."""
        if isinstance(values, dict) and values.get("source") == "suggested":
            price, suggested = (str(values.get(name) or "").strip() for name in ("monthlyPrice", "suggestedPrice"))
            if price != suggested:
                return {**values, "source": None, "calculatedAt": None, "presetUsed": None}
        return values


class PackInput(Input):
    """A further GTIN of a variant, and the pieces it stands for."""

    gtin: Gtin = Field(title="GTIN", examples=["14006381333938"])
    quantity: Annotated[int, Whole(1, MAX_PACK)] = Field(1, title="Pieces", examples=[10])


def _pack_line(value: Any) -> Any:
    """A typed line ``14006381333938 10`` as a pack."""
    if not isinstance(value, str):
        return value
    code, _, quantity = value.strip().rpartition(" ")
    if not code or len(quantity) > 7 or not quantity.isdigit():
        return {"gtin": value, "quantity": 1}
    return {"gtin": code, "quantity": int(quantity)}


Pack = Annotated[PackInput, BeforeValidator(_pack_line)]


class VariantInput(Input):
    """One grade or configuration of the product: what is stocked, priced and ordered."""

    variant_id: Annotated[str, Line(64, least=0)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    variant_sku: Annotated[str, Line(200)] = Field(title="SKU", examples=["MACBOOK-PRO-16-M3-BASE"])
    variant_name: Annotated[str, Line(300)] = Field(title="Name", examples=["M3 Pro, 18GB RAM, 512GB SSD"])
    grade: Grade = Field(title="Grade", json_schema_extra={"widget": "select"}, examples=["A"])
    condition: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(
        None, title="Condition", examples=["Like new"]
    )
    color_name: Annotated[Annotated[str, Line(100)] | None, Blank] = Field(None, title="Colour", examples=["Silver"])
    list_price: Money | None = Field(None, title="List price", examples=[2499])
    acquisition_cost: Money | None = Field(None, title="Cost to us", examples=[1800])
    images: Annotated[list[Link], Field(max_length=MAX_IMAGES)] | None = Field(
        None, title="Pictures", description="Web links, one a line.", examples=[["https://example.com/a.jpg"]]
    )
    tracking: Literal["serial", "lot", "count"] | None = Field(
        None,
        title="Tracked by",
        description="What a desk asks for after the SKU.",
        json_schema_extra={"widget": "select"},
        examples=["serial"],
    )
    gtin: Annotated[Gtin | None, Blank] = Field(
        None, title="GTIN", description="The bar code of one piece.", examples=["4006381333931"]
    )
    packs: Annotated[Annotated[list[Pack], Field(max_length=MAX_PACKS)] | None, Blank] = Field(
        None,
        title="Packs",
        description="Further GTINs, one a line, each with the pieces it stands for: 14006381333938 10",
        json_schema_extra={"widget": "lines"},
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
    serial_rule: SerialRule = Field(
        None,
        title="Serial numbers",
        description="imei, any, or a pattern such as C02AA999*: A a letter, 9 a digit, ? either, a last * whatever "
        "follows. Left blank, a desk learns it from 20 units.",
        examples=["imei"],
    )
    variants: list[VariantInput] = Field(title="Variant", min_length=1, max_length=MAX_VARIANTS)


class TypedVariant(VariantInput):
    """The same in a form."""

    pricing: list[TypedTier] = Field(title="Price", min_length=1, max_length=MAX_TIERS)  # type: ignore[assignment]  # frozen: nobody puts another kind in


class CreateProduct(UpsertProduct):
    """A new product; one that exists already is not touched."""

    variants: list[TypedVariant] = Field(title="Variant", min_length=1, max_length=MAX_VARIANTS)  # type: ignore[assignment]  # as above


class SaveProduct(UpsertProduct):
    """An edit of a product by a person who saw ``version`` of it."""

    product_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    version: Annotated[int, Whole(1)] = Field(json_schema_extra={"widget": "hidden"})
    seen: str | None = Field(None, json_schema_extra={"widget": "hidden"})
    """What the person saw, sealed by the page that showed it; for merging when somebody else saves first."""
    seen_at: str | None = Field(None, pattern=r"^[0-9]{1,16}$", json_schema_extra={"widget": "hidden"})
    """When they saw it, in microseconds since 1970: prices change by themselves when a price change begins or ends."""
    variants: list[TypedVariant] = Field(title="Variant", min_length=1, max_length=MAX_VARIANTS)  # type: ignore[assignment]  # as above


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
    wrong = [detail for i, one in enumerate(variants) for detail in judge_tiers(one, f"variants.{i}.pricing")]
    if wrong:
        raise InvalidPricing(details=wrong)


def judge_tiers(variant: VariantInput, path: str) -> list[Detail]:
    """What is wrong with the tiers of one variant together."""
    months = [tier.contract_length for tier in variant.pricing]
    return [
        Detail(f"{path}.{i}.contractLength", f"{months[i]} months stand twice. Keep one of them.")
        for i in _repeats(months)
    ]


def _repeats(values: Sequence[object]) -> list[int]:
    seen: set[object] = set()
    return [i for i, value in enumerate(values) if value in seen or seen.add(value)]  # type: ignore[func-returns-value]  # add() is None, so a first one is passed by
