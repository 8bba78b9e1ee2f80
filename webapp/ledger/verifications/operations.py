"""Verifying the stock: replayed before anything is locked, then kept."""

import time
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work, operation
from webapp.ledger.models import Movement
from webapp.ledger.verifications.inputs import VerifyStock
from webapp.ledger.verifications.models import Verification
from webapp.ledger.verifying import Drift, verify

MOST = 200
"""So many disagreements are kept of one run."""


@dataclass(frozen=True)
class Replayed:
    """What a run came to."""

    drifts: list[Drift]
    movements: int
    took_ms: int


def replay(session: Session, actor: Actor) -> Replayed:
    """Compare every balance with the ledger; it may take long, and only reads."""
    started = time.monotonic()
    drifts = verify(session, actor.tenant.id)
    lines = select(func.count()).select_from(Movement).where(Movement.tenant_id == actor.tenant.id)
    counted = session.execute(lines).scalar_one()
    return Replayed(drifts, counted, int((time.monotonic() - started) * 1000))


@operation(needs=Permission.EDIT_SETTINGS, first=replay)
def verify_stock(work: Work, data: VerifyStock) -> Verification:
    """Replay the ledger and keep what disagrees with it."""
    found: Replayed = work.found
    kept = Verification(
        tenant_id=work.tenant_id,
        id=new_id("ver"),
        actor_id=work.actor.id,
        actor_name=work.actor.name,
        source=work.actor.source,
        movements=found.movements,
        took_ms=found.took_ms,
        drifts=len(found.drifts),
        drift=[_told(drift) for drift in found.drifts[:MOST]],
        at=work.at,
    )
    work.session.add(kept)
    said = f"{kept.drifts:,} disagree with it" if kept.drifts else "all balances agree with it"
    work.tell(f"verified the stock: {kept.movements:,} movements, {said}", kept.id)
    return kept


def _told(drift: Drift) -> dict[str, str]:
    return {
        "table": drift.table,
        "key": drift.key,
        "about": drift.about,
        "kept": _words(drift.kept),
        "told": _words(drift.told),
    }


def _words(value: object) -> str:
    """A value as it is read: of several, those that are there."""
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(str(part) for part in parts if part is not None) or "nothing"
