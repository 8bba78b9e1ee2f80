"""The columns of a list of goods, and its rows as one judge takes them."""

from collections.abc import Mapping
from typing import Any

from webapp.core.inputs.days import read_day
from webapp.core.inputs.text import clean
from webapp.core.listing.sheet import plain_text
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail
from webapp.core.sheets.amounts import Amounts
from webapp.core.sheets.columns import ColumnMap, Layout, SheetColumn
from webapp.core.sheets.parse import Limits, Sheet, SheetRow
from webapp.receiving.inputs.rows import MOST_ROWS, RowIn
from webapp.receiving.rows.told import Told, named

LIMITS = Limits(size=10_000_000, rows=MOST_ROWS, cell=5_000)

GOODS = Layout(
    (
        SheetColumn("sku", "SKU", True, ("Variant SKU", "Item", "Item SKU", "Article", "Variant Code", "Product SKU")),
        SheetColumn("serialNumber", "Serial number", False, ("Serial", "Serials", "Serial no", "S/N", "SN", "IMEI")),
        SheetColumn("quantity", "Quantity", False, ("Qty", "Pieces", "Pcs", "Count", "Units", "Amount")),
        SheetColumn("acquisitionCost", "Cost", False, ("Acquisition Cost", "Cost Price", "Purchase Price", "Price")),
        SheetColumn("condition", "Condition"),
        SheetColumn("location", "Place", False, ("Bin", "Location", "Shelf", "Layout", "Warehouse")),
        SheetColumn("lotNumber", "Lot", False, ("Lot number", "Batch", "Batch number", "Charge")),
        SheetColumn("expiresOn", "Expires", False, ("Expiry", "Expiry date", "Best before", "Use by", "BBD")),
    )
)


def told_rows(sheet: Sheet, columns: ColumnMap, actor: Actor) -> list[Told]:
    """All rows of a sheet, as this map reads them."""
    at = columns.places.get("acquisitionCost")
    costs = [row.cells[at] for row in sheet.rows if at < len(row.cells)] if at is not None else []
    amounts = Amounts.learned(actor.tenant.currency, costs)
    return [_told(row, sheet, columns, amounts, actor) for row in sheet.rows]


def _told(row: SheetRow, sheet: Sheet, columns: ColumnMap, amounts: Amounts, actor: Actor) -> Told:
    cells = {key: row.cells[at] for key, at in columns.places.items() if at < len(row.cells)}
    values, faults = _values(cells, amounts)
    if row.fault:
        faults = [Detail("", row.fault)]
    elif any(cell.strip() for cell in row.cells[len(sheet.header) :]):
        faults = [Detail("", "This row has more cells than the header. Put quotes around a cell with a comma.")]
    if faults:
        return Told(row.number, None, *named(values), faults=faults)
    return RowIn.told(row.number, values, exponent=actor.tenant.exponent, currency=actor.tenant.currency)


def _values(cells: Mapping[str, str], amounts: Amounts) -> tuple[dict[str, Any], list[Detail]]:
    """What the cells say: what a spreadsheet does to text is undone, amounts and days are read as people write them."""
    values: dict[str, Any] = {}
    faults = []
    for key, text in cells.items():
        try:
            cleaned = clean(plain_text(text.strip()))
            if not cleaned:
                continue
            values[key] = cleaned
            if key == "acquisitionCost":
                values[key] = str(amounts.read(cleaned))
            elif key == "expiresOn":
                values[key] = read_day(cleaned).isoformat()
            elif key == "quantity" and cleaned.endswith((".0", ",0")):
                values[key] = cleaned[:-2]
        except ValueError as error:
            faults.append(Detail(key, str(error)))
    return values, faults
