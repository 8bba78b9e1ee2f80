"""The page of a thing, from its id alone: what names a thing can lead to it without knowing its feature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from webapp.core.operation.actor import Actor


@dataclass(frozen=True)
class Subject:
    """Where things of one kind are shown, and who may see them."""

    address: Callable[[str], str]
    needs: str


_subjects: dict[str, Subject] = {}


def use_subjects(subjects: Mapping[str, Subject]) -> None:
    """Say which page shows the ids of each prefix; called once by ``features.py``."""
    _subjects.clear()
    _subjects.update(subjects)


def address_of(thing_id: str | None, actor: Actor) -> str:
    """The address of a thing's page, or nothing when there is none, or none for this actor."""
    subject = _subjects.get(actor.tenant.kind_of((thing_id or "").partition("_")[0]))
    return subject.address(thing_id) if thing_id and subject and actor.may(subject.needs) else ""
