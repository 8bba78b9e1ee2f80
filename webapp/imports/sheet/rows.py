"""Rows of a sheet as their cells by what they mean; what a spreadsheet does to text is undone here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from webapp.core.inputs.text import clean
from webapp.core.listing.sheet import plain_text
from webapp.core.sheets.amounts import Amounts
from webapp.core.sheets.columns import ColumnMap
from webapp.core.sheets.parse import Sheet
from webapp.imports.sheet.layout import AMOUNTS, NONE, PRODUCTS

_LONG = ("specification", "description", "images", "variant_images", "packs")
_MONEY_FAMILIES = ("price", "setup")
_PERCENT = re.compile(r"(.+?)\s*%")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the key of the cell ("" for the row as a whole), and why."""

    key: str
    why: str

    @property
    def words(self) -> str:
        """One sentence as the published call words it."""
        return f"Invalid {PRODUCTS.name_of(self.key)}: {self.why}" if self.key else self.why

    @property
    def said(self) -> str:
        """The same for a person, as “Grade should be A or B” and “List Price: fill this in” are."""
        if not self.key:
            return self.why
        name, why = PRODUCTS.name_of(self.key), self.why.rstrip(".")
        return f"{name} {why.removeprefix('it ')}." if why.startswith("it should ") else f"{name}: {why}."

    @classmethod
    def at(cls, key: str, sentence: str) -> "Fault":
        """A fault at a cell, from a sentence that stands for itself."""
        return cls(key, sentence[:1].lower() + sentence[1:].rstrip(".")) if key else cls(key, sentence)


@dataclass(slots=True)
class Row:
    """One row: its cells by key, the blank ones left out, and what is wrong with it so far."""

    number: int
    cells: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    @property
    def sku(self) -> str:
        """The variant that the row is about, as far as it says."""
        return self.cells.get("variant_sku", "")


def rows_of(sheet: Sheet, columns: ColumnMap) -> list[Row]:
    """All rows of a sheet, as this map reads them."""
    width = len(sheet.header)
    rows = []
    for one in sheet.rows:
        named = {key: one.cells[at] for key, at in columns.places.items() if at < len(one.cells)}
        row = row_of(one.number, named)
        if one.fault:
            row.faults = [Fault("", one.fault)]
        elif any(cell.strip() for cell in one.cells[width:]):
            why = f"This row has more cells than the header, which has {width}. Put quotes around a cell with a comma."
            row.faults = [Fault("", why)]
        rows.append(row)
    return rows


def row_of(number: int, named: Mapping[str, str]) -> Row:
    """One row from its cells by key."""
    row = Row(number, {})
    for key, text in named.items():
        try:
            cleaned = clean(plain_text(text.strip()), lines=key in _LONG)
        except ValueError as error:
            row.faults.append(Fault.at(key, str(error)))
        else:
            if cleaned:
                row.cells[key] = cleaned
    return row


def learn(currency: str, rows: Iterable[Row]) -> Amounts:
    """How the amounts of these rows are written."""
    cells = (cell for row in rows for key, cell in row.cells.items() if is_money(key, cell))
    return Amounts.learned(currency, cells)


def is_money(key: str, cell: str) -> bool:
    """Whether a cell holds an amount."""
    stem = key.partition(":")[0]
    return key in AMOUNTS or stem in _MONEY_FAMILIES or (stem == "discount" and not _PERCENT.fullmatch(cell))


def amount(row: Row, key: str, amounts: Amounts) -> Decimal | None:
    """The amount in a cell, None where it is blank, says none, or cannot be read: then the row has the fault."""
    cell = row.cells.get(key, "")
    if not cell or cell.casefold() == NONE:
        return None
    try:
        return amounts.read(cell)
    except ValueError as error:
        row.faults.append(Fault.at(key, str(error)))
        return None


def percentage(cell: str) -> str | None:
    """What stands before a percent sign, None where there is no such sign."""
    found = _PERCENT.fullmatch(cell)
    return found[1] if found else None
