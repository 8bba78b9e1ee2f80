"""Manifests: intakes that a program announced, with what came of each article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.core.data.parts import in_parts
from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.listing import Filter, Listing, contains
from webapp.core.operation.errors import Detail, InputRefused
from webapp.ledger.models import Movement
from webapp.locations.models import Warehouse
from webapp.receiving.errors import ManifestNotFound
from webapp.receiving.expected.balances import balances
from webapp.receiving.models import ExpectedLine, Intake, Manifest
from webapp.receiving.queries.intakes import net_received

STATUSES = ("requested", "accepted", "processing", "completed", "void")
_PREFIX, _INTAKE = "mfst_", "int_"


def manifest_id(intake_id: str) -> str:
    """What PackageX calls the manifest of an intake."""
    return _PREFIX + intake_id.removeprefix(_INTAKE)


def intake_of(manifest: str) -> str:
    """The intake that a manifest is, by either id."""
    return _INTAKE + manifest.removeprefix(_PREFIX) if manifest.startswith(_PREFIX) else manifest


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one article: pieces here in order, pieces held, and the serial numbers that are here."""

    sku: str
    received: int = 0
    defective: int = 0
    serials: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestShown:
    """A manifest's row, and what came of its articles, in their order."""

    id: str
    row: Any
    came: tuple[Came, ...]


def _received(tenant_id: int) -> ColumnElement[int]:
    mine = (
        Movement.tenant_id == tenant_id,
        Movement.tenant_id == Manifest.tenant_id,
        Movement.reference == Manifest.intake_id,
    )
    return cast("ColumnElement[int]", select(net_received()).where(*mine).scalar_subquery())


def _status(tenant_id: int) -> ColumnElement[str]:
    """How far it is: what was said, but a closed intake is completed, and goods that are here are being processed."""
    received = _received(tenant_id)
    return case(
        ((Intake.status == "closed") & (Manifest.stage == "void") & (received == 0), "void"),
        (Intake.status == "closed", "completed"),
        (received > 0, "processing"),
        (Manifest.stage == "void", "accepted"),
        else_=Manifest.stage,
    )


def _rows(tenant_id: int) -> Select[Any]:
    names = ("intake_id", "warehouse_id", "told", "articles", "containers", "arrived_at", "processed_at", "created_at")
    rows = (
        select(
            *(getattr(Manifest, name) for name in names),
            Manifest.intake_id.label("id"),
            Warehouse.name.label("warehouse_name"),
            _status(tenant_id).label("status"),
            _received(tenant_id).label("received"),
            Intake.updated_at,
            Intake.version,
        )
        .join(Intake, (Intake.tenant_id == Manifest.tenant_id) & (Intake.id == Manifest.intake_id))
        .join(Warehouse, (Warehouse.tenant_id == Manifest.tenant_id) & (Warehouse.id == Manifest.warehouse_id))
        .where(Manifest.tenant_id == tenant_id)
    )
    return cast("Select[Any]", rows)


def _one_of_statuses(text: str) -> ColumnElement[bool]:
    wanted = [word.strip() for word in text.split(",") if word.strip()]
    if not set(wanted) <= set(STATUSES):
        words = f"These are some of {', '.join(STATUSES)}, with commas between."
        raise InputRefused([Detail("statuses", words, "invalid_enum_value")])
    return _status(current_tenant() or 0).in_(wanted)


def shown(session: Session, tenant_id: int, rows: Sequence[Any]) -> list[ManifestShown]:
    """What came of the articles of these manifests: three statements for all of them."""
    ids = [row.intake_id for row in rows]
    lines: dict[tuple[str, int], Any] = {}
    names = (ExpectedLine.id, ExpectedLine.intake_id, ExpectedLine.position, ExpectedLine.serial)
    mine = (ExpectedLine.tenant_id == tenant_id, ExpectedLine.intake_id.in_(ids))
    for line in session.execute(select(*names).where(*mine)):
        lines[line.intake_id, line.position] = line
    sums: dict[str, list[int]] = {}
    for one in balances(session, tenant_id, ExpectedLine.intake_id.in_(ids)) if lines else ():
        told = sums.setdefault(one.line_id, [0, 0])
        told[0] += one.verified - one.held
        told[1] += one.held
    skus = _skus(session, tenant_id, {article["item_id"] for row in rows for article in row.articles})
    return [
        ManifestShown(
            manifest_id(row.intake_id), row, tuple(_came(row, one, lines, sums, skus) for one in row.articles)
        )
        for row in rows
    ]


def _skus(session: Session, tenant_id: int, variant_ids: set[str]) -> dict[str, str]:
    """Their SKUs as they are called now."""
    found: dict[str, str] = {}
    for part in in_parts(sorted(variant_ids)):
        named = select(Variant.id, Variant.variant_sku).where(Variant.tenant_id == tenant_id, Variant.id.in_(part))
        found.update((row.id, row.variant_sku) for row in session.execute(named))
    return found


def _came(row: Any, article: Any, lines: Any, sums: dict[str, list[int]], skus: dict[str, str]) -> Came:
    mine = [lines[row.intake_id, at] for at in range(article["first"], article["first"] + article["count"])]
    told = [sums.get(line.id, [0, 0]) for line in mine]
    return Came(
        skus[article["item_id"]],
        sum(one[0] for one in told),
        sum(one[1] for one in told),
        tuple((line.serial, sum(one) > 0) for line, one in zip(mine, told, strict=True) if line.serial),
    )


MANIFESTS = Listing(
    name="manifests",
    rows=_rows,
    columns=(),
    sorts={"createdAt": Manifest.created_at},
    tie=Manifest.intake_id,
    filters=(
        Filter("location_id", "Location", lambda text: Manifest.warehouse_id == text),
        Filter("statuses", f"Some of {', '.join(STATUSES)}, with commas between", _one_of_statuses),
    ),
    search=lambda text: contains(Intake.name, text) | contains(func.coalesce(Intake.reference, ""), text),
    search_label="Part of its name or reference",
    usual=25,
    steady=True,
    complete=lambda session, tenant_id, rows, filters: shown(session, tenant_id, rows),
)


def find_manifest(session: Session, tenant_id: int, manifest: str) -> ManifestShown:
    """One manifest, by its own id or its intake's; raises ManifestNotFound."""
    found = session.execute(_rows(tenant_id).where(Manifest.intake_id == intake_of(manifest))).one_or_none()
    if found is None:
        raise ManifestNotFound
    return shown(session, tenant_id, [found])[0]


def manifest_facts(session: Session, tenant_id: int, intake_id: str) -> Any:
    """What a page tells of an intake's manifest, or none: ``status told arrived_at processed_at warehouse_name``."""
    return session.execute(_rows(tenant_id).where(Manifest.intake_id == intake_id)).one_or_none()
