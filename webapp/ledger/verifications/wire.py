"""Verifications as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class DriftJson(TypedDict):
    """One disagreement: what is kept, and what the ledger tells."""

    table: str
    key: str
    about: str
    kept: str
    told: str


class VerificationJson(TypedDict):
    """docs/contract.md, Our own resources: verifications."""

    verificationId: str
    tenantId: str
    actorName: str
    source: str
    movements: int
    tookMs: int
    drifts: int
    drift: list[DriftJson]
    createdAt: str


def verification_json(row: Any, actor: Actor) -> VerificationJson:
    """One run."""
    return VerificationJson(
        verificationId=row.id,
        tenantId=actor.tenant.slug,
        actorName=row.actor_name,
        source=row.source,
        movements=row.movements,
        tookMs=row.took_ms,
        drifts=row.drifts,
        drift=row.drift,
        createdAt=iso(row.at),
    )
