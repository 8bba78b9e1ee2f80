"""Intakes and scans as JSON, in the style of FlexPortal."""

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.receiving.queries.intakes import IntakeRow, Tally, tally_of
from webapp.receiving.results import Taken, TakenScan


class TallyJson(TypedDict):
    """What was announced, in pieces: all of it, what of it is here, what nobody announced, what is still to come."""

    announced: int
    verified: int
    unexpected: int
    missing: int


class IntakeJson(TypedDict):
    """docs/contract.md, Intakes."""

    intakeId: str
    name: str
    supplier: str | None
    deliveryNote: str | None
    reference: str | None
    kind: str
    status: str
    openedBy: str
    received: int
    expected: TallyJson | None
    asking: int
    version: int
    createdAt: str
    updatedAt: str
    closedAt: str | None


class IntakeWritten(TypedDict):
    """The answer to a write."""

    success: bool
    message: str
    intake: IntakeJson


class ScanJson(TypedDict):
    """What one scan came to."""

    key: str
    code: str
    state: str
    kind: str
    message: str
    unitId: str | None
    variantId: str | None
    quantity: int
    batchId: str | None


class ScansTaken(TypedDict):
    """The answer to scans: one result for each, in their order."""

    success: bool
    intakeId: str
    results: list[ScanJson]
    changed: list[str]


def intake_json(row: IntakeRow, actor: Actor) -> IntakeJson:
    """One intake."""
    return IntakeJson(
        intakeId=row.id,
        name=row.name,
        supplier=row.supplier,
        deliveryNote=row.delivery_note,
        reference=row.reference,
        kind=row.kind,
        status=row.status,
        openedBy=row.opened_by_name,
        received=row.received,
        expected=tally_json(tally_of(row)),
        asking=row.asking,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
        closedAt=iso(row.closed_at) if row.closed_at else None,
    )


def tally_json(tally: Tally | None) -> TallyJson | None:
    """What was announced and what came of it."""
    if tally is None:
        return None
    return TallyJson(
        announced=tally.expected, verified=tally.verified, unexpected=tally.unexpected, missing=tally.missing
    )


def intake_written_json(row: IntakeRow, actor: Actor) -> IntakeWritten:
    """The answer to opening, changing or closing one."""
    return IntakeWritten(success=True, message="Intake saved", intake=intake_json(row, actor))


def scan_json(one: TakenScan) -> ScanJson:
    """One scan's result."""
    return ScanJson(
        key=one.key,
        code=one.code,
        state=one.state,
        kind=one.kind,
        message=one.say,
        unitId=one.unit_id,
        variantId=one.variant_id,
        quantity=one.qty,
        batchId=one.batch_id,
    )


def taken_json(taken: Taken, actor: Actor) -> ScansTaken:
    """The results of a request."""
    return ScansTaken(
        success=True,
        intakeId=taken.intake.id,
        results=[scan_json(one) for one in taken.scans],
        changed=list(taken.changed),
    )
