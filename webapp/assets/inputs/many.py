"""What receiving many units takes: rows, each judged by itself, so that a bad one leaves the others good."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from webapp.assets.inputs.receiving import ReceiveAsset
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import Problem

MAX_ROWS = 500

Mode = Literal["all", "rows"]
"""One row that cannot be taken refuses all, or itself alone."""


@dataclass(frozen=True)
class Row:
    """One row as it came: a unit to receive, or why it is none."""

    data: ReceiveAsset | None
    problem: Problem | None
    serial: str | None


class AssetRow(ReceiveAsset):
    """One row of many."""

    @classmethod
    def judged(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Row:
        """The row, whatever it is: what is wrong with it is its own affair."""
        told: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        serial = told.get("serialNumber")
        serial = serial if isinstance(serial, str) else None
        try:
            return Row(handler(value), None, serial)
        except ValidationError as error:
            return Row(None, cls._refusal(error), serial)


def _judge_row(value: Any, handler: ValidatorFunctionWrapHandler) -> Row:
    return AssetRow.judged(value, handler)


class ReceiveAssets(Input):
    """Many units that arrived; each row is what one receipt takes."""

    assets: Annotated[
        list[Annotated[AssetRow, WrapValidator(_judge_row)]], Field(min_length=1, max_length=MAX_ROWS)
    ] = Field(title="Assets", examples=[[{"serialNumber": "C02ZX1Y2MD6T", "sku": "MACBOOK-PRO-16-M3-A"}]])
    mode: Mode = Field(
        title="Mode",
        description="`all`: one row that cannot be taken refuses all; `rows`: each for itself.",
        examples=["rows"],
    )

    @property
    def rows(self) -> list[Row]:
        """What came, row by row."""
        return cast("list[Row]", self.assets)
