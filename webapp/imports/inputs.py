"""What importing takes (docs/contract.md, CSV import)."""

from typing import Annotated

from pydantic import Field

from webapp.catalog.inputs.product import MAX_MONTHS
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Note, Whole
from webapp.core.inputs.uploads import File

_ID = Annotated[str, Line(64)]
_LONGEST = 10_000_000


_SHEET = (
    "Product Name,Product SKU,Category,Brand,Specification,Grade,Color,Variant SKU,List Price,Acquisition Cost,"
    '6mo_Price,12mo_Price\nMacBook Pro 16",MACBOOK-PRO-16,Laptops,Apple,M3 Pro,A,Silver,MBP-16-A,2499,1800,189,159\n'
)


class ImportProducts(Input):
    """A sheet of products, one row for each variant."""

    csv_file: File = Field(title="File", description="CSV with a header, one row for each variant.", examples=[_SHEET])


class StartImport(Input):
    """A sheet to look at before it is imported: a file, or cells copied from a spreadsheet."""

    csv_file: File | None = Field(None, title="CSV file", description="UTF-8, UTF-16 or Windows-1252; at most 10 MB.")
    pasted: Annotated[str, Field(max_length=_LONGEST)] | None = Field(
        None,
        title="Or paste the cells",
        description="With their header, as you copied them from a spreadsheet.",
        json_schema_extra={"widget": "note"},
    )


class ColumnInput(Input):
    """What one column of the sheet means."""

    key: Annotated[str, Line(40, least=0)] | None = Field(None, title="Means", json_schema_extra={"widget": "select"})
    months: Annotated[int, Whole(1, MAX_MONTHS)] | None = Field(None, title="Months")


class ChooseColumns(Input):
    """What the columns of a sheet mean, in their order; one without a meaning is left out."""

    run_id: _ID = Field(json_schema_extra={"widget": "none"})
    columns: Annotated[list[ColumnInput], Field(max_length=100)] = Field(title="Column")


class OneRun(Input):
    """One sheet on its way in."""

    run_id: _ID = Field(json_schema_extra={"widget": "none"})


class CellInput(Input):
    """One cell of a parked row."""

    key: Annotated[str, Line(40)] = Field(json_schema_extra={"widget": "hidden"})
    text: Annotated[str, Note(32_000)] | None = Field(None, title="Cell", json_schema_extra={"widget": "line"})


class CorrectRow(Input):
    """A parked row as a person corrected it."""

    run_id: _ID = Field(json_schema_extra={"widget": "none"})
    row_id: _ID = Field(json_schema_extra={"widget": "none"})
    cells: Annotated[list[CellInput], Field(max_length=200)] = Field(title="Cell")


class DropRow(Input):
    """A parked row that is not wanted; without its id, all of them."""

    run_id: _ID = Field(json_schema_extra={"widget": "none"})
    row_id: _ID | None = Field(None, json_schema_extra={"widget": "none"})
