"""A command as the operations run one: a tenant, a transaction that may write, a batch, a person."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope


@dataclass(frozen=True)
class Clerk:
    id: str = "usr_1"
    desk_id: str | None = None
    source: str = "html"


@dataclass
class Command:
    session: Session
    tenant_id: int
    batch_id: str = field(default_factory=lambda: new_id("bat"))
    at: dt.datetime = field(default_factory=clock.now)
    actor: Clerk = field(default_factory=Clerk)


@contextmanager
def command(engine: Engine, tenant: int) -> Iterator[Command]:
    """Commits at the end, batch last, unless something was refused."""
    with tenant_scope(tenant), Session(engine, autoflush=False) as session:
        session.connection(execution_options={"writes": True})
        work = Command(session, tenant)
        yield work
        session.execute(
            insert(Batch).values(
                tenant_id=tenant,
                id=work.batch_id,
                operation="test",
                actor_id=work.actor.id,
                actor_name="Test",
                desk_id=None,
                source=work.actor.source,
                request_id="-",
                summary="test",
                at=work.at,
            )
        )
        session.commit()
