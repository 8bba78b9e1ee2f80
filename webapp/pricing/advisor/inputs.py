"""What the advisor is asked."""

from typing import Annotated

from annotated_types import MaxLen
from pydantic import Field

from webapp.catalog.inputs.product import MAX_MONTHS, MAX_TIERS, MAX_VARIANTS, DiscountInput, Grade
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Money, Whole


class AdviceTier(Input):
    """One contract length; without a monthly price it gets a suggestion alone."""

    contract_length: Annotated[int, Whole(1, MAX_MONTHS)] = Field(title="Months", examples=[24])
    monthly_price: Money | None = Field(None, title="Monthly price", examples=[129])
    setup_fee: Money | None = Field(None, title="Set-up fee", examples=[0])
    discount: DiscountInput | None = Field(None, title="Discount")


class AdviceVariant(Input):
    """One variant of the product, as far as its prices go."""

    variant_name: Annotated[str, Line(300, least=0)] = Field("", title="Name", examples=["M3 Pro, 18GB RAM, 512GB SSD"])
    grade: Grade = Field(title="Grade", examples=["A"])
    acquisition_cost: Money | None = Field(None, title="Cost to us", examples=[1800])
    pricing: Annotated[list[AdviceTier], MaxLen(MAX_TIERS)] = Field(title="Price")


class AdvisePrices(Input):
    """The variants of one product, saved or not; nothing of them is kept."""

    variants: Annotated[list[AdviceVariant], MaxLen(MAX_VARIANTS)] = Field(title="Variant")
    preset: Annotated[str, Line(100)] | None = Field(
        None, title="Margin preset", description="Its id or name; left out, the default one.", examples=["Standard"]
    )
