"""Importing a sheet at once, as the published call does."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import Busy
from webapp.core.operation.registry import Work, operation
from webapp.core.sheets.columns import ColumnMap, map_columns
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
    columns = _columns_of(sheet.header)
    if not sheet.rows:
        raise UnreadableSheet("it has a header but no rows. Send one row for each variant.")
    outcome = replace(import_rows(work, rows_of(sheet, columns)), ignored=columns.ignored)
    work.tell(f"imported a sheet of products: {sentence(outcome)}")
    return outcome


def _columns_of(header: Sequence[str]) -> ColumnMap:
    """What the columns mean. Nobody looks at this first, so what could mean the same twice is refused."""
    columns = map_columns(PRODUCTS, header)
    if columns.complaint:
        raise UnreadableSheet(columns.complaint)
    for name in columns.ignored:
        most = PRODUCTS.most_of(name)
        if most is not None:
            raise UnreadableSheet(f"“{name[:100]}” names no contract length: those are 1 to {most} months.")
        key = PRODUCTS.recognise(name)
        if key is not None:
            other, what = header[columns.places[key]], PRODUCTS.name_of(key)
            raise UnreadableSheet(f"“{other[:100]}” and “{name[:100]}” both mean {what}. Keep one of them.")
    return columns
