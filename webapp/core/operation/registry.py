"""The register of operations: each stands once here, and every door calls it from here."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, get_type_hints

from sqlalchemy.orm import Session

from webapp.core.data.columns import differing
from webapp.core.inputs.schema import Input
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem

InputT = TypeVar("InputT", bound=Input)
ResultT = TypeVar("ResultT")


@dataclass
class Work:
    """One run of one operation: its transaction, its batch, and what it says of itself for the timeline."""

    session: Session
    actor: Actor
    batch_id: str
    at: dt.datetime
    summary: str = ""
    subject_id: str | None = None
    undoes_id: str | None = None
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    in_parts: bool = False
    found: Any = None

    @property
    def tenant_id(self) -> int:
        """The tenant at work."""
        return self.actor.tenant.id

    def tell(self, summary: str, subject_id: str | None = None) -> None:
        """Say in one sentence what happened, and to what."""
        self.summary, self.subject_id = summary, subject_id

    def changed(self, subject_id: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Leave a before-and-after in the audit trail: only the fields that differ."""
        old, new = before or {}, after or {}
        names = differing(old, new)
        if names:
            self.changes.append(
                (
                    subject_id,
                    None if before is None else {name: old.get(name) for name in names},
                    None if after is None else {name: new.get(name) for name in names},
                )
            )


@dataclass(frozen=True)
class Operation(Generic[InputT, ResultT]):
    """A verb of the house: who may, what it takes, what it can refuse, and the one function that does it."""

    name: str
    needs: str
    input: type[InputT]
    body: Callable[[Work, InputT], ResultT]
    raises: tuple[type[Problem], ...]
    secret: bool
    summary: str
    exempt: Mapping[str, str]
    writes: bool = True
    first: Callable[[Session, Actor], Any] | None = None


operations: dict[str, Operation[Any, Any]] = {}


def operation(
    *,
    needs: str,
    raises: tuple[type[Problem], ...] = (),
    secret: bool = False,
    only: Mapping[str, str] | None = None,
    writes: bool = True,
    first: Callable[[Session, Actor], Any] | None = None,
) -> Callable[[Callable[[Work, InputT], ResultT]], Operation[InputT, ResultT]]:
    """Register a function as an operation.

    ``raises`` lists the declared errors beyond the common ones; ``secret`` keeps no answer for retries;
    ``only={"html": reason}`` exempts it from the other door, with the reason the parity test prints;
    one that only works something out says ``writes=False`` and leaves no trace. What takes long and only reads goes
    ``first``, before anything is locked, and the function finds it as ``work.found``.
    """

    def register(body: Callable[[Work, InputT], ResultT]) -> Operation[InputT, ResultT]:
        if body.__name__ in operations:
            raise RuntimeError(f"two operations are called {body.__name__}")
        taken = next(value for name, value in get_type_hints(body).items() if name not in ("work", "return"))
        entry = Operation(
            name=body.__name__,
            needs=needs,
            input=taken,
            body=body,
            raises=raises,
            secret=secret,
            summary=(body.__doc__ or "").strip().splitlines()[0],
            exempt=only or {},
            first=first,
            writes=writes,
        )
        operations[entry.name] = entry
        return entry

    return register
