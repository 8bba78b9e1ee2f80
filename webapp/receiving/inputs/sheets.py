"""What a list of goods takes that people look at first."""

from typing import Annotated, Literal

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line
from webapp.core.inputs.uploads import File
from webapp.receiving.inputs.intakes import OneIntake

_LONGEST = 10_000_000


class StartSheet(OneIntake):
    """A list of goods: a file, or cells copied from a spreadsheet."""

    purpose: Literal["receive", "announce"] = Field(
        "receive",
        title="The goods",
        json_schema_extra={"labels": {"receive": "are here: receive them", "announce": "are to come: announce them"}},
    )
    csv_file: File | None = Field(None, title="File", description="XLSX or CSV; at most 2,000 rows and 10 MB.")
    pasted: Annotated[str, Field(max_length=_LONGEST)] | None = Field(
        None,
        title="Or paste the cells",
        description="With their header, as you copied them from a spreadsheet.",
        json_schema_extra={"widget": "note"},
    )


class OneSheet(Input):
    """One list on its way in."""

    sheet_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class MeaningIn(Input):
    """What one column of a list means."""

    key: Annotated[str, Line(40, least=0)] | None = Field(None, title="Means", json_schema_extra={"widget": "select"})


class ChooseMeanings(OneSheet):
    """What the columns of a list mean, in their order; one without a meaning is left out."""

    columns: Annotated[list[MeaningIn], Field(max_length=100)] = Field(title="Column")
