"""What was announced for an intake, line by line, and what came of it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.locations.models import Bin, Warehouse
from webapp.receiving.expected.balances import balances, by_line
from webapp.receiving.models import ExpectedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One announced line with what became of it; ``announced`` is less than at first where some was given up."""

    id: str
    position: int
    variant_id: str
    sku: str
    product_name: str
    grade: str
    serial: str | None
    lot_number: str | None
    lot_expires_on: dt.date | None
    warehouse_code: str
    bin_code: str | None
    cost: int | None
    condition: str | None
    announced: int
    verified: int

    @property
    def missing(self) -> int:
        """Pieces still to come."""
        return self.announced - self.verified

    @property
    def place(self) -> str:
        """Where it is expected."""
        return f"{self.warehouse_code}/{self.bin_code}" if self.bin_code else self.warehouse_code

    @property
    def state(self) -> str:
        """All here, some of it, or nothing yet."""
        return "verified" if not self.missing else "partly" if self.verified else "missing"


_LINE = (
    ExpectedLine.id,
    ExpectedLine.position,
    ExpectedLine.variant_id,
    Variant.variant_sku.label("sku"),
    Product.name.label("product_name"),
    Variant.grade,
    ExpectedLine.serial,
    ExpectedLine.lot_number,
    ExpectedLine.lot_expires_on,
    Warehouse.code.label("warehouse_code"),
    Bin.code.label("bin_code"),
    ExpectedLine.cost,
    ExpectedLine.condition,
)


def lines_of(session: Session, tenant_id: int, intake_id: str) -> list[LineRow]:
    """The lines that still count, in their order."""
    mine = ExpectedLine.intake_id == intake_id
    sums = by_line(balances(session, tenant_id, mine))
    rows = session.execute(
        select(*_LINE)
        .join(Variant, (Variant.tenant_id == ExpectedLine.tenant_id) & (Variant.id == ExpectedLine.variant_id))
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .join(Warehouse, (Warehouse.tenant_id == ExpectedLine.tenant_id) & (Warehouse.id == ExpectedLine.warehouse_id))
        .outerjoin(Bin, (Bin.tenant_id == ExpectedLine.tenant_id) & (Bin.id == ExpectedLine.bin_id))
        .where(ExpectedLine.tenant_id == tenant_id, mine)
        .order_by(ExpectedLine.position)
    ).mappings()
    found = (LineRow(**row, announced=sums[row["id"]][0], verified=sums[row["id"]][1]) for row in rows)
    return [line for line in found if line.announced]


def count_lines(session: Session, tenant_id: int, intake_id: str) -> int:
    """How many lines were ever announced for an intake."""
    counted = select(func.count(ExpectedLine.id)).where(
        ExpectedLine.tenant_id == tenant_id, ExpectedLine.intake_id == intake_id
    )
    return session.execute(counted).scalar_one()


def waiting_serials(session: Session, tenant_id: int, intake_id: str) -> set[str]:
    """The serial numbers, folded, that an intake still waits for."""
    mine = (ExpectedLine.intake_id == intake_id, ExpectedLine.serial_norm.is_not(None))
    lines = select(ExpectedLine.id, ExpectedLine.serial_norm).where(ExpectedLine.tenant_id == tenant_id, *mine)
    names = {row.id: row.serial_norm for row in session.execute(lines)}
    sums = by_line(balances(session, tenant_id, *mine)) if names else {}
    return {str(names[key]) for key, (announced, verified) in sums.items() if announced > verified}
