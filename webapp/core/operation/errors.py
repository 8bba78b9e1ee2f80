"""Errors, declared once: status, code, words, the field they stand at and the constraint they explain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Detail:
    """One field that was refused: its dotted path, why in the user's words, and a short machine code."""

    path: str
    message: str
    code: str = "custom"


class Problem(Exception):
    """A refusal with everything a door needs to say it; subclasses are the catalogue."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = ""
    message: ClassVar[str] = ""
    field: ClassVar[str | None] = None
    constraints: ClassVar[tuple[str, ...]] = ()
    statuses: ClassVar[dict[str, int]] = {}
    leads_to: str | None = None
    """The id of the thing on whose page a person goes on, if there is one."""
    way_back: tuple[str, str] | None = None
    """Words and address of a button to the page where a person goes on, where this is said on a page of its own."""

    def __init__(self, *, details: Sequence[Detail] = (), retry_after: int | None = None, **facts: Any) -> None:
        self.facts = facts
        self.retry_after = retry_after
        super().__init__(self.words)
        self.details = tuple(details) or self._own_detail()

    @property
    def words(self) -> str:
        """The message with its facts filled in."""
        return self.message.format_map(_Facts(self.facts))

    def _own_detail(self) -> tuple[Detail, ...]:
        return (Detail(self.field, self.words, self.code.lower()),) if self.field else ()

    def status_in(self, dialect: str) -> int:
        """The HTTP status, which one dialect may number differently from the others."""
        return self.statuses.get(dialect, self.status)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for constraint in cls.constraints:
            _by_constraint[constraint] = cls


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


_by_constraint: dict[str, type[Problem]] = {}


def problem_for(constraint: str | None) -> type[Problem] | None:
    """The declared error that explains a constraint's refusal."""
    return _by_constraint.get(constraint or "")


def catalogue() -> Iterator[type[Problem]]:
    """Every declared error."""
    waiting: list[type[Problem]] = [Problem]
    while waiting:
        cls = waiting.pop()
        waiting.extend(cls.__subclasses__())
        if cls.code:
            yield cls


class InputRefused(Problem):
    """One or more fields cannot be taken; ``details`` says which."""

    code = "VALIDATION_ERROR"
    message = "Some fields need another look: {fields}."
    statuses: ClassVar[dict[str, int]] = {"shopsynch": 422, "html": 422}

    def __init__(self, details: Sequence[Detail]) -> None:
        super().__init__(
            details=details, fields=", ".join(dict.fromkeys(d.path for d in details if d.path)) or "the body"
        )


class NotFound(Problem):
    """An id that this tenant does not have: one that never was and one of another tenant look the same."""

    status = 404
    code = "NOT_FOUND"
    message = "{what} not found."
    what: ClassVar[str] = "That"

    def __init__(self, *, at: str | None = None, **facts: Any) -> None:
        """``at`` is the field that named it; without one it was the address itself."""
        told = {"what": self.what, **facts}
        details = [Detail(at, self.message.format_map(_Facts(told)), self.code.lower())] if at else []
        super().__init__(details=details, **told)


class NotAllowed(Problem):
    """The person or key may not do this."""

    status = 403
    code = "INSUFFICIENT_PERMISSIONS"
    message = "You may not do this. Ask an administrator for the right to {what}."


class ScopeMissing(NotAllowed):
    """The key's scopes, or the role of the person who uses it, do not cover this."""

    message = "This takes the right to {what}: a key with the scope {scope}{and_who}."


class Conflict(Problem):
    """The thing is not as it was, or already is."""

    status = 409


class StaleEdit(Conflict):
    """Somebody changed the thing since it was read."""

    code = "STALE_VERSION"
    message = "{what} changed since it was read. Look at the fresh values and save again."


class KeyReused(Conflict):
    """The same idempotency key came with another request."""

    code = "IDEMPOTENCY_KEY_REUSED"
    message = "This Idempotency-Key was already used for another request. Send a new key."


class AlreadyDone(Conflict):
    """A repeat of an operation whose answer is secret and was not kept."""

    code = "ALREADY_DONE"
    message = "This was already done. Its secret was shown once and is not kept; make a new one if it is lost."


class Busy(Problem):
    """The database could not take the write in time; nothing was changed."""

    status = 503
    code = "BUSY"
    message = "The desk is busy right now and nothing was saved. Try again in a moment."

    def __init__(self) -> None:
        super().__init__(retry_after=1)
