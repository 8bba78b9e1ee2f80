"""What changes a product or a variant in part: what is not sent stays as it is (docs/contract.md, FlexPortal products).

The short names and the map of prices that the published samples use are taken beside the names of the schema.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from webapp.catalog.errors import InvalidPricing
from webapp.catalog.inputs.product import (
    MAX_IMAGES,
    MAX_PACKS,
    MAX_TIERS,
    MAX_VARIANTS,
    Grade,
    Pack,
    SerialRule,
    Specification,
    TierInput,
)
from webapp.catalog.models import MAX_PACK
from webapp.core.inputs.gtin import Gtin
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Kept, Line, Link, Money, Note, Whole
from webapp.core.operation.errors import Problem

SHORT_NAMES = {"sku": "variantSku", "specification": "variantName", "color": "colorName"}

_MONTHS = re.compile(r"[1-9][0-9]{0,3}")


def _tiers_of_map(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """``{"12": 189}`` as tiers; what is wrong with one stands at its months, as in the client's body."""
    if not isinstance(value, Mapping):
        return handler(value)
    tiers = [
        {"contractLength": int(months) if _MONTHS.fullmatch(months) else months, "monthlyPrice": price}
        for months, price in value.items()
    ]
    try:
        return handler(tiers)
    except ValidationError as error:
        names = [*value]
        raise ValidationError.from_exception_data(
            error.title, [_moved(one, names) for one in error.errors(include_url=False)]
        ) from None


def _moved(error: ErrorDetails, names: Sequence[str]) -> InitErrorDetails:
    place = tuple(names[part] for part in error["loc"][:1] if isinstance(part, int))
    same = PydanticCustomError(error["type"], "{msg}", {**error.get("ctx", {}), "msg": error["msg"]})
    return InitErrorDetails(type=same, loc=place, input=error["input"])


Tiers = Annotated[list[TierInput], Field(min_length=1, max_length=MAX_TIERS), WrapValidator(_tiers_of_map)]
"""Tiers as in a new product, or an object of monthly prices by months."""


class VariantFields(Input):
    """What can be changed of a variant; what is not sent stays, in the tiers too."""

    problems: ClassVar[Mapping[str, type[Problem]]] = {"pricing": InvalidPricing}

    variant_sku: Annotated[Annotated[str, Line(200)] | None, Kept()] = Field(None, title="SKU")
    variant_name: Annotated[Annotated[str, Line(300)] | None, Kept()] = Field(None, title="Name", examples=["M3 Pro"])
    grade: Annotated[Grade | None, Kept()] = Field(None, title="Grade", examples=["A"])
    condition: Annotated[Annotated[str, Line(200)] | None, Blank] = Field(
        None, title="Condition", examples=["Like new"]
    )
    color_name: Annotated[Annotated[str, Line(100)] | None, Blank] = Field(None, title="Colour", examples=["Silver"])
    list_price: Money | None = Field(None, title="List price", examples=[2499])
    acquisition_cost: Money | None = Field(None, title="Cost to us", examples=[1800])
    images: Annotated[list[Link], Field(max_length=MAX_IMAGES)] | None = Field(None, title="Pictures")
    tracking: Annotated[Literal["serial", "lot", "count"] | None, Kept()] = Field(
        None, title="Tracked by", examples=["serial"]
    )
    gtin: Annotated[Gtin | None, Blank] = Field(None, title="GTIN", examples=["4006381333931"])
    packs: Annotated[Annotated[list[Pack], Field(max_length=MAX_PACKS)] | None, Blank] = Field(None, title="Packs")
    pricing: Annotated[Tiers | None, Kept()] = Field(
        None,
        title="Price",
        description='Tiers, or an object of monthly prices by months: {"12": 189}.',
        examples=[[{"contractLength": 12, "monthlyPrice": 159}]],
    )

    @model_validator(mode="before")
    @classmethod
    def _long_names(cls, value: Any) -> Any:
        """Take the short names of the published samples (``sku``, ``specification``, ``color``)."""
        if not isinstance(value, Mapping):
            return value
        short = {SHORT_NAMES[name]: value[name] for name in SHORT_NAMES if name in value}
        return {**short, **value}


class ChangedVariant(VariantFields):
    """A variant of a product that is changed: known by its id or its SKU; an unknown SKU makes a new one."""

    variant_id: Annotated[str, Line(64, least=0)] | None = Field(None)


class VariantChange(VariantFields):
    """A change of a variant by itself, with what a change of its product leaves alone."""

    status: Annotated[Literal["active", "inactive"] | None, Kept()] = Field(None, title="Status", examples=["active"])
    position: Annotated[Annotated[int, Whole(0, MAX_VARIANTS)] | None, Kept()] = Field(
        None, title="Place", description="Among the product's variants, counted from 0.", examples=[0]
    )
    version: Annotated[int, Whole(1)] | None = Field(None, description="The version that was read, if it matters.")


class ChangeVariant(VariantChange):
    """A change of one variant."""

    variant_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class LinkGtin(Input):
    """A bar code that nobody knew, and the variant it stands on."""

    gtin: Gtin = Field(title="GTIN", description="As it stands under the bar code.", examples=["4006381333931"])
    sku: Annotated[str, Line(200)] = Field(title="SKU", description="Of the variant that it stands on.")
    quantity: Annotated[int, Whole(1, MAX_PACK)] = Field(
        1, title="Pieces in it", description="More than one for a carton.", examples=[1]
    )


class UpdateProduct(Input):
    """A change of a product: what is sent replaces, what is not sent stays, variants too."""

    problems: ClassVar[Mapping[str, type[Problem]]] = {"pricing": InvalidPricing}

    product_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    version: Annotated[int, Whole(1)] | None = Field(None, description="The version that was read, if it matters.")
    status: Annotated[Literal["active", "discontinued"] | None, Kept()] = Field(None, examples=["active"])
    product_sku: Annotated[Annotated[str, Line(200)] | None, Kept()] = Field(None, description="As it is; it stays.")
    name: Annotated[Annotated[str, Line(300)] | None, Kept()] = Field(None, examples=["MacBook Pro 16"])
    specification: Annotated[Specification | None, Kept()] = Field(None, examples=["Apple Silicon laptop"])
    category: Annotated[Annotated[str, Line(200)] | None, Kept()] = Field(None, examples=["Laptops"])
    brand: Annotated[Annotated[str, Line(200)] | None, Kept()] = Field(None, examples=["Apple"])
    description: Annotated[str, Note(10000)] | None = Field(None, examples=["For creative work"])
    images: Annotated[list[Link], Field(max_length=MAX_IMAGES)] | None = Field(None)
    serial_rule: SerialRule = Field(None, examples=["imei"])
    variants: Annotated[list[ChangedVariant], Field(max_length=MAX_VARIANTS)] | None = Field(None)


class DiscontinueProduct(Input):
    """A product that is not offered any more."""

    product_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ReactivateProduct(Input):
    """A product that is offered again, alone or with all its variants."""

    product_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    variants: Literal["none", "all"] = Field("none", title="Its variants")
