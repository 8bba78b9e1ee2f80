"""The list of verifications, and the newest of them."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.core.listing.listing import Column, Listing
from webapp.ledger.verifications.models import Verification


def _rows(tenant_id: int) -> Select[Any]:
    return select(*Verification.__table__.c).where(Verification.tenant_id == tenant_id)


VERIFICATIONS = Listing(
    name="verifications",
    rows=_rows,
    columns=(
        Column("at", "When", "time", sort="createdAt", priority=1),
        Column("actor_name", "Who", priority=2),
        Column("movements", "Movements", "number"),
        Column("took_ms", "Milliseconds", "number", priority=3),
        Column("drifts", "Disagree", "number", priority=1),
    ),
    sorts={"createdAt": Verification.at},
    tie=Verification.id,
)


def newest(session: Session, tenant_id: int) -> Any:
    """The last run, or none."""
    rows = _rows(tenant_id).order_by(Verification.at.desc(), Verification.id.desc()).limit(1)
    return session.execute(rows).one_or_none()
