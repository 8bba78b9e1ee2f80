"""The discrepancy report: what was announced and is not here, what is here and was not announced, and what is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.data.money import to_major
from webapp.core.listing.sheet import safe_text
from webapp.ledger.models import Lot, Movement, Record, Unit
from webapp.receiving.expected.balances import INSIDE, OUTSIDE
from webapp.receiving.queries.expected import LineRow, lines_of

HEADER = (
    "Result", "SKU", "Product", "Grade", "Serial number", "Lot", "Place", "Expected", "Received", "Missing",
    "Unexpected", "Cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Surplus:
    """Something that arrived and was not announced: a unit, or pieces."""

    sku: str
    product_name: str
    grade: str
    unit_id: str | None
    serial: str | None
    lot_number: str | None
    qty: int


@dataclass(frozen=True, slots=True)
class Report:
    """All of an intake that was announced or arrived unannounced."""

    lines: tuple[LineRow, ...]
    unexpected: tuple[Surplus, ...]

    @property
    def missing(self) -> list[LineRow]:
        """The lines of which something is still to come."""
        return [line for line in self.lines if line.missing]

    @property
    def verified(self) -> list[LineRow]:
        """The lines of which something is here."""
        return [line for line in self.lines if line.verified]


def report_of(session: Session, tenant_id: int, intake_id: str) -> Report:
    """The report of an intake, as the ledger has it now."""
    return Report(tuple(lines_of(session, tenant_id, intake_id)), tuple(_unexpected(session, tenant_id, intake_id)))


def _unexpected(session: Session, tenant_id: int, intake_id: str) -> list[Surplus]:
    came = Movement.from_node.in_(OUTSIDE) & Movement.to_node.in_(INSIDE)
    went = Movement.from_node.in_(INSIDE) & Movement.to_node.in_(OUTSIDE)
    qty = func.sum(case((came, Movement.qty), (went, -Movement.qty), else_=0))
    names: tuple[Any, ...] = (
        Variant.variant_sku.label("sku"),
        Product.name.label("product_name"),
        Variant.grade,
        Movement.unit_id,
        Unit.serial,
        Lot.number.label("lot_number"),
    )
    rows = session.execute(
        select(*names, qty.label("qty"))
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .join(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
        .outerjoin(Unit, (Unit.tenant_id == Movement.tenant_id) & (Unit.id == Movement.unit_id))
        .outerjoin(Lot, (Lot.tenant_id == Movement.tenant_id) & (Lot.id == Movement.lot_id))
        .where(Movement.tenant_id == tenant_id, Movement.reference == intake_id)
        .group_by(*(getattr(name, "element", name) for name in names))
        .having(qty > 0)
        .order_by(Variant.variant_sku, Unit.serial, Lot.number)
    ).mappings()
    return [Surplus(**row) for row in rows]


def report_cells(report: Report, exponent: int) -> Iterator[list[str]]:
    """The report as rows of a sheet: what is missing, what nobody announced, then what is right."""
    for line in report.missing:
        yield _line_cells("Missing", line, exponent)
    for one in report.unexpected:
        told = [one.sku, one.product_name, one.grade, one.serial or "", one.lot_number or "", ""]
        yield [*map(safe_text, ["Unexpected", *told]), "0", str(one.qty), "0", str(one.qty), ""]
    for line in report.verified:
        if not line.missing:
            yield _line_cells("Verified", line, exponent)


def _line_cells(result: str, line: LineRow, exponent: int) -> list[str]:
    told = [line.sku, line.product_name, line.grade, line.serial or "", line.lot_number or "", line.place]
    cost = "" if line.cost is None else str(to_major(line.cost, exponent))
    return [
        *map(safe_text, [result, *told]), str(line.announced), str(line.verified), str(line.missing), "0", cost,
    ]  # fmt: skip
