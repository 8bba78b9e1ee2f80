"""Fields of a form that are known only when it is shown: posted as ``name-key``, told as a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value


@dataclass(frozen=True)
class Known:
    """One of these fields: its name, its label, how it is asked for, the choices if it has some."""

    key: str
    label: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = False


@dataclass
class Part:
    """One of these fields in a form, with what was typed and what is wrong with it."""

    known: Known
    name: str
    data: str
    errors: list[str] = field(default_factory=list)
    type: str = "Part"

    @property
    def id(self) -> str:
        """Its id in the page."""
        return self.name

    @property
    def label(self) -> Any:
        """Its label, as other fields have one."""
        return SimpleNamespace(text=self.known.label)


class KeyedField(Field):
    """A group of such fields; the page ``offer``s them before it shows or judges the form."""

    def process(self, formdata: Any, data: Any = unset_value, **more: Any) -> None:
        """Take what was posted below this name, or what the form begins with."""
        self.errors: Sequence[str] = ()
        self.parts: list[Part] = []
        start = f"{self.name}-"
        names = [name for name in formdata or () if name.startswith(start)]
        self.is_posted = bool(names)
        begun = data if isinstance(data, Mapping) else {}
        self.data = {name.removeprefix(start): formdata[name] for name in names} if names else dict(begun)

    def offer(self, fields: Sequence[Known]) -> None:
        """Show these."""
        self.parts = [Part(known, f"{self.name}-{known.key}", _text(self.data.get(known.key))) for known in fields]

    def part(self, key: str) -> Part | None:
        """The field of this name."""
        return next((part for part in self.parts if part.known.key == key), None)

    def typed(self, *, editing: bool) -> dict[str, str | None] | None:
        """What was typed by name; a blank is left out when creating, and None when editing. None: nothing was asked."""
        told: dict[str, str | None] = {}
        for key, text in self.data.items() if self.is_posted else ():
            if str(text).strip():
                told[key] = text
            elif editing:
                told[key] = None
        return told if self.is_posted and (told or editing) else None


def _text(value: Any) -> str:
    return "" if value is None else str(value)
