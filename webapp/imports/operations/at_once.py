"""Importing a sheet at once, as the published call does."""

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import Busy
from webapp.core.operation.registry import Work, operation
from webapp.core.sheets.columns import map_columns
from webapp.core.sheets.decode import UnreadableSheet
from webapp.core.sheets.parse import read_sheet
from webapp.imports.inputs import ImportProducts
from webapp.imports.sheet.importing import import_rows
from webapp.imports.sheet.layout import LIMITS, PRODUCTS
from webapp.imports.sheet.rows import rows_of
from webapp.imports.sheet.verdicts import Outcome, sentence


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(UnreadableSheet, Busy),
    only={"json": "a person sees what a sheet would change before it is imported: start_import"},
)
def import_products(work: Work, data: ImportProducts) -> Outcome:
    """Import a sheet of products: good rows are written, the others are reported."""
    sheet = read_sheet(data.csv_file.data, LIMITS)
    columns = map_columns(PRODUCTS, sheet.header)
    if columns.complaint:
        raise UnreadableSheet(columns.complaint)
    outcome = import_rows(work, rows_of(sheet, columns))
    work.tell(f"imported a sheet of products: {sentence(outcome)}")
    return outcome
