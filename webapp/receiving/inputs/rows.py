"""Rows of goods as a list has them: units by their serial numbers, pieces by their quantity, lots by their number."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, cast

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from webapp.assets.inputs import Serial
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Line, Money, Whole
from webapp.core.operation.errors import Problem
from webapp.receiving.inputs.intakes import OneIntake
from webapp.receiving.inputs.scans import AnyDay
from webapp.receiving.rows.told import Told, named

MOST_ROWS = 2000


class RowIn(Input):
    """One row: what it is, and how many; a blank leaves it as the catalogue, the intake or the desk have it."""

    sku: Annotated[str, Line(200)] = Field(title="SKU", examples=["MACBOOK-PRO-16-M3-A"])
    serial_number: Annotated[Serial | None, Blank] = Field(None, title="Serial number", examples=["C02ZX1Y2MD6T"])
    quantity: Annotated[Annotated[int, Whole(1)] | None, Blank] = Field(None, title="Quantity", examples=[1])
    acquisition_cost: Annotated[Money | None, Blank] = Field(None, title="Cost", examples=[1800])
    condition: Annotated[str, Line(500, 0)] | None = Field(None, title="Condition", examples=["like new"])
    location: Annotated[str, Line(500, 0)] | None = Field(
        None, title="Place", description="A warehouse, or CODE/BIN such as RTM/A-01-02.", examples=["WH-01"]
    )
    lot_number: Annotated[Annotated[str, Line(128)] | None, Blank] = Field(None, title="Lot", examples=["LOT-221X"])
    expires_on: AnyDay = Field(None, title="Expires", examples=["2027-03-31"])

    @classmethod
    def told(cls, number: int, values: Mapping[str, Any], **context: Any) -> Told:
        """A row of a sheet, from its cells."""
        try:
            return Told(number, cls.from_form(values, **context), *named(values))
        except Problem as problem:
            return Told(number, None, *named(values), faults=list(problem.details))

    @classmethod
    def judged(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Told:
        """A row of a request, whatever it is: what is wrong with it is its own affair."""
        try:
            return Told(0, handler(value), *named(value))
        except ValidationError as error:
            return Told(0, None, *named(value), faults=list(cls._refusal(error).details))


def _judge_row(value: Any, handler: ValidatorFunctionWrapHandler) -> Told:
    return RowIn.judged(value, handler)


_Rows = Annotated[
    list[Annotated[RowIn, WrapValidator(_judge_row)]],
    Field(min_length=1, max_length=MOST_ROWS),
]
Mode = Literal["all", "rows"]
"""One row that cannot be taken refuses all, or itself alone."""


class RowsIn(OneIntake):
    """Rows of one intake."""

    lines: _Rows = Field(
        title="Rows", examples=[[{"sku": "MACBOOK-PRO-16-M3-A", "serialNumber": "C02ZX1Y2MD6T", "location": "WH-01"}]]
    )
    mode: Mode = Field(
        title="Mode",
        description="`all`: one row that cannot be taken refuses all; `rows`: each for itself.",
        examples=["rows"],
    )

    @property
    def rows(self) -> list[Told]:
        """What came, row by row."""
        told = cast("list[Told]", self.lines)
        return [replace(one, number=n) for n, one in enumerate(told, start=1)]


class AnnounceGoods(RowsIn):
    """Goods that are to come."""


class ReceiveList(RowsIn):
    """Goods that are here, received in one go."""


class ReceiveRest(OneIntake):
    """What was announced and is not here yet, received without a scan."""

    location: Annotated[str, Line(500, 0)] | None = Field(
        None,
        title="Place",
        description="A warehouse, or CODE/BIN such as RTM/A-01-02. Left blank, each goes where it was announced.",
        examples=["WH-01"],
    )
    mode: Mode = Field(
        "rows",
        description="`all`: one line that cannot be taken refuses all; `rows`: each for itself.",
        json_schema_extra={"widget": "none"},
    )


class OneLine(OneIntake):
    """One announced line."""

    line_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
