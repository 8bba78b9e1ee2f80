"""The published answer to an import: both of its published shapes in one."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from webapp.core.operation.actor import Actor
from webapp.imports.sheet.verdicts import CREATED, UNCHANGED, UPDATED, Outcome, out_of_use


class RowErrorJson(TypedDict):
    """A row that was not taken; ``row`` is its number in the sheet, the header being 1."""

    row: int
    sku: str
    error: str


class SummaryJson(TypedDict):
    """What became of the sheet."""

    totalRows: int
    productsCreated: int
    productsUpdated: int
    variantsCreated: int
    variantsUpdated: int
    errors: list[RowErrorJson]


class ImportedJson(TypedDict):
    """docs/contract.md, CSV import; ``ignoredColumns`` only where there are some."""

    success: Literal[True]
    message: str
    created: int
    updated: int
    errors: list[RowErrorJson]
    ignoredColumns: NotRequired[list[str]]
    summary: SummaryJson


def imported_json(outcome: Outcome, actor: Actor) -> ImportedJson:
    """The counts and every row that was not taken; a row that changes nothing counts as updated."""
    errors = [RowErrorJson(row=one.row.number, sku=one.row.sku, error=one.words) for one in outcome.refused]
    told = ImportedJson(
        success=True,
        message=_message(outcome),
        created=outcome.products_created,
        updated=outcome.products_updated,
        errors=errors,
        summary=SummaryJson(
            totalRows=len(outcome.verdicts),
            productsCreated=outcome.products_created,
            productsUpdated=outcome.products_updated,
            variantsCreated=outcome.count(CREATED),
            variantsUpdated=outcome.count(UPDATED, UNCHANGED) - outcome.repeated,
            errors=errors,
        ),
    )
    if outcome.ignored:
        told["ignoredColumns"] = list(outcome.ignored)
    return told


def _message(outcome: Outcome) -> str:
    """The published words, and behind them what a client would not see in the counts."""
    said = ["Import completed with errors" if outcome.refused else "Import completed"]
    if outcome.repeated:
        said.append(f"{outcome.repeated} {'row repeats' if outcome.repeated == 1 else 'rows repeat'} another")
    if outcome.resting:
        said.append(out_of_use(outcome))
    if outcome.ignored:
        said.append(f"Ignored columns: {', '.join(name[:100] for name in outcome.ignored)}")
    return said[0] if len(said) == 1 else f"{'. '.join(said)}."
