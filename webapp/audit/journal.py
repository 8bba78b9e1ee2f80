"""Writes batches, audit entries and kept answers, inside the transaction of what they describe."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.audit.models import AuditEntry, Batch, KeptAnswer
from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import AlreadyDone, KeyReused
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import Answer, Retry

KEPT_FOR = dt.timedelta(days=7)

_CLOSE = insert(cast("Table", Batch.__table__))
CLEAN_EVERY = 500


class AuditJournal:
    """The journal of ``core.operation.runner``, on our tables."""

    def claim(self, work: Work, operation: Operation[Any, Any], retry: Retry) -> Answer | None:
        """Insert the key, or count the repeat: on PostgreSQL a racing twin waits here, on SQLite at BEGIN."""
        make = insert_for(work.session)
        row = {
            "tenant_id": work.tenant_id,
            "principal": work.actor.id,
            "key": retry.key,
            "operation": operation.name,
            "fingerprint": retry.fingerprint,
            "seen": 1,
            "at": work.at,
        }
        claimed = work.session.execute(
            make(KeptAnswer)
            .values(row)
            .on_conflict_do_update(
                index_elements=[KeptAnswer.tenant_id, KeptAnswer.principal, KeptAnswer.key],
                set_={"seen": KeptAnswer.seen + 1},
            )
            .returning(
                KeptAnswer.seen,
                KeptAnswer.operation,
                KeptAnswer.fingerprint,
                KeptAnswer.status,
                KeptAnswer.body,
                KeptAnswer.at,
            )
        ).one()
        if claimed.seen == 1:
            return None
        if (claimed.operation, claimed.fingerprint) != (operation.name, retry.fingerprint):
            raise KeyReused(kept=claimed.body, given=claimed.status)
        if claimed.body is None:
            raise AlreadyDone
        return Answer(claimed.status, claimed.body, replayed=True, batch_id=_batch_of(work, operation, claimed.at))

    def keep(self, work: Work, operation: Operation[Any, Any], retry: Retry, answer: Answer) -> None:
        """Store the answer, or for a secret operation only that it was given; now and then drop the old ones."""
        if secrets.randbelow(CLEAN_EVERY) == 0:
            forget_old_answers(work.session, work.tenant_id, work.at)
        work.session.execute(
            update(KeptAnswer)
            .where(
                KeptAnswer.tenant_id == work.tenant_id,
                KeptAnswer.principal == work.actor.id,
                KeptAnswer.key == retry.key,
            )
            .values(status=answer.status, body=None if operation.secret else answer.body)
        )

    def close(self, works: Sequence[Work], operation: Operation[Any, Any]) -> None:
        """Write the batches last, when each knows what happened."""
        batches = [
            {
                "tenant_id": work.tenant_id,
                "id": work.batch_id,
                "operation": operation.name,
                "actor_id": work.actor.id,
                "actor_name": work.actor.name,
                "desk_id": work.actor.desk_id,
                "source": work.actor.source,
                "request_id": work.actor.request_id,
                "summary": work.summary or operation.name.replace("_", " "),
                "subject_id": work.subject_id,
                "undoes_id": work.undoes_id,
                "at": work.at,
            }
            for work in works
        ]
        if not batches:
            return
        session = works[0].session
        session.execute(_CLOSE, batches)
        entries = [
            {
                "tenant_id": work.tenant_id,
                "id": new_id("aud"),
                "batch_id": work.batch_id,
                "subject_id": subject_id,
                "before": before,
                "after": after,
                "at": work.at,
            }
            for work in works
            for subject_id, before, after in work.changes
        ]
        if entries:
            session.execute(insert(AuditEntry), entries)


def _batch_of(work: Work, operation: Operation[Any, Any], moment: dt.datetime) -> str | None:
    """The batch that a kept answer tells of: they were written in one transaction, and carry its moment."""
    found = work.session.execute(
        select(Batch.id).where(
            Batch.tenant_id == work.tenant_id,
            Batch.at == moment,
            Batch.actor_id == work.actor.id,
            Batch.operation == operation.name,
        )
    ).scalars()
    ids = list(found)
    return ids[0] if len(ids) == 1 else None


def forget_old_answers(session: Session, tenant_id: int, moment: dt.datetime) -> None:
    """Drop answers kept longer than a week: no client retries after that."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.tenant_id == tenant_id, KeptAnswer.at < moment - KEPT_FOR))
