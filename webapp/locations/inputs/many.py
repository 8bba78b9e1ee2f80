"""What the operations on many bins at once take."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo

from webapp.core.inputs.schema import SnakeInput
from webapp.core.inputs.types import Line, is_lax
from webapp.core.inputs.uploads import File
from webapp.locations.inputs.bins import PARENT_PATH, NewBin
from webapp.locations.patterns import MOST, expand

LONGEST = 50
_ID = Annotated[str, Line(64), Field(json_schema_extra={"widget": "none"})]


def _judge_pattern(pattern: str | None, info: ValidationInfo) -> str | None:
    """On a page a pattern is all that is asked for."""
    if pattern is not None:
        if max(map(len, expand(pattern))) > LONGEST:
            raise ValueError(f"A code has at most {LONGEST} characters; these have more.")
    elif is_lax(info):
        raise ValueError("Write the first and the last code with … between, such as A-01-01…A-04-12.")
    return pattern


class CreateBins(SnakeInput):
    """One bin, or an array of them, or all that a pattern names (docs/contract.md, PackageX layouts)."""

    location_id: _ID
    name: Annotated[str, Line(127)] | None = Field(None, examples=["Aisle A, rack 1, level 2"])
    code: Annotated[str, Line(50)] | None = Field(None, examples=["A-01-02"])
    parent_id: Annotated[str, Line(64)] | None = Field(None, json_schema_extra={"widget": "none"})
    parent_path: PARENT_PATH = None
    metadata: dict[str, Any] | None = Field(None, json_schema_extra={"widget": "none"})
    layouts: Annotated[list[NewBin], Field(min_length=1, max_length=MOST)] | None = Field(
        None,
        description="Many at once; a bare array of them is taken as well.",
        json_schema_extra={"widget": "none"},
    )
    pattern: Annotated[Annotated[str, Line(120)] | None, AfterValidator(_judge_pattern)] = Field(
        None,
        validate_default=True,
        title="First and last code",
        description="With … or three dots between: A-01-01…A-04-12 makes 48 bins, each part counted for itself.",
    )


class ImportBins(SnakeInput):
    """A sheet of bins: a file, or cells copied from a spreadsheet."""

    location_id: _ID
    file: File | None = Field(None, title="CSV file", description="UTF-8, UTF-16 or Windows-1252; at most 1 MB.")
    pasted: Annotated[str, Field(max_length=1_000_000)] | None = Field(
        None,
        title="Or paste the cells",
        description="With their header: Code, and if you like Name and Parent, the code of the bin around it.",
        json_schema_extra={"widget": "note"},
    )
