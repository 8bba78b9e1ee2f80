"""The published answer to an import: both of its published shapes in one."""

from typing import Literal

from typing_extensions import TypedDict

from webapp.core.operation.actor import Actor
from webapp.imports.sheet.verdicts import CREATED, UNCHANGED, UPDATED, Outcome


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
    """docs/contract.md, CSV import."""

    success: Literal[True]
    message: str
    created: int
    updated: int
    errors: list[RowErrorJson]
    summary: SummaryJson


def imported_json(outcome: Outcome, actor: Actor) -> ImportedJson:
    """The counts and every row that was not taken; a row that changes nothing counts as updated."""
    errors = [RowErrorJson(row=one.row.number, sku=one.row.sku, error=one.words) for one in outcome.refused]
    return ImportedJson(
        success=True,
        message="Import completed with errors" if errors else "Import completed",
        created=outcome.products_created,
        updated=outcome.products_updated,
        errors=errors,
        summary=SummaryJson(
            totalRows=len(outcome.verdicts),
            productsCreated=outcome.products_created,
            productsUpdated=outcome.products_updated,
            variantsCreated=outcome.count(CREATED),
            variantsUpdated=outcome.count(UPDATED, UNCHANGED),
            errors=errors,
        ),
    )
