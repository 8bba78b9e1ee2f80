"""What changing many variants takes: rows, each judged by itself, so that a bad one leaves the others good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, cast

from pydantic import BeforeValidator, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core.core_schema import ValidationInfo

from webapp.catalog.errors import InvalidPricing
from webapp.catalog.inputs.changes import VariantChange
from webapp.catalog.inputs.product import MAX_MONTHS
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Money, Switch, is_lax
from webapp.core.operation.errors import Problem

MAX_ROWS = 500
_MONTHS = re.compile(r"[1-9][0-9]{0,3}")


def _judge_months(value: Any) -> Any:
    if not isinstance(value, str) or not _MONTHS.fullmatch(value) or int(value) > MAX_MONTHS:
        raise ValueError(f"A price stands for whole months, 1 to {MAX_MONTHS}.")
    return value


Months = Annotated[str, BeforeValidator(_judge_months)]


@dataclass(frozen=True)
class Row:
    """One row as it came: a change, or why it is none; ``typed`` by a person who saw the prices in effect."""

    change: "RowChange | None"
    problem: Problem | None
    typed: bool
    variant_id: str | None
    variant_sku: str | None


class RowChange(VariantChange):
    """One row: whose it is, and what changes; what is not sent stays."""

    problems: ClassVar[Mapping[str, type[Problem]]] = {"pricing": InvalidPricing, "prices": InvalidPricing}

    variant_id: Annotated[str, Line(64)] | None = Field(None)
    prices: dict[Months, Money | None] | None = Field(
        None,
        title="Monthly prices",
        description='By months: {"12": 159}. Lengths that are not named stay, null takes one away.',
    )

    @classmethod
    def judged(cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Row:
        """The row, whatever it is: what is wrong with it is its own affair."""
        told: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        who = _word(told.get("variantId")), _word(told.get("variantSku", told.get("sku")))
        try:
            return Row(handler(value), None, is_lax(info), *who)
        except ValidationError as error:
            return Row(None, cls._refusal(error), is_lax(info), *who)


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _judge_row(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Row:
    return RowChange.judged(value, handler, info)


class ChangeVariants(Input):
    """Rows of many variants; each is saved or refused by itself, unless all or nothing is asked for."""

    variants: Annotated[
        list[Annotated[RowChange, WrapValidator(_judge_row)]], Field(min_length=1, max_length=MAX_ROWS)
    ] = Field(title="Variants", examples=[[{"variantSku": "MBP16-A", "listPrice": 2499, "prices": {"12": 159}}]])
    atomic: Switch = Field(False, title="All or nothing", description="One row that cannot be taken refuses all.")

    @property
    def rows(self) -> list[Row]:
        """What came, row by row."""
        return cast("list[Row]", self.variants)
