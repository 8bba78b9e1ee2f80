"""Taking the words of a person out of the trail: that something was done stays, when and by whom too."""

from collections.abc import Sequence

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from webapp.audit.models import FORGOTTEN, AuditEntry, Batch, KeptAnswer
from webapp.core.data.parts import in_parts


def forget(session: Session, tenant_id: int, subject_ids: Sequence[str]) -> None:
    """Take out what batches, their before-and-after and kept answers say of these things."""
    for part in in_parts(subject_ids):
        session.execute(
            update(Batch).where(Batch.tenant_id == tenant_id, Batch.subject_id.in_(part)).values(summary=FORGOTTEN)
        )
        session.execute(
            update(AuditEntry)
            .where(AuditEntry.tenant_id == tenant_id, AuditEntry.subject_id.in_(part))
            .values(before=None, after=None)
        )
    for at in range(0, len(subject_ids), _AT_ONCE):
        named = or_(*(KeptAnswer.body.contains(one, autoescape=True) for one in subject_ids[at : at + _AT_ONCE]))
        kept = update(KeptAnswer).where(KeptAnswer.tenant_id == tenant_id, named).values(body=None)
        session.execute(kept, execution_options={"synchronize_session": False})


_AT_ONCE = 40
