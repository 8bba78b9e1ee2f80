"""One row as somebody told it, and what is wrong with it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.core.operation.errors import Detail, Problem


@dataclass(slots=True)
class Told:
    """A row by its number, which a spreadsheet shows beside it; ``data`` is a RowIn, or None if it cannot be read."""

    number: int
    data: Any
    sku: str = ""
    serial: str = ""
    faults: list[Detail] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What somebody should look at before the row is taken, which may be right all the same."""

    def refuse(self, path: str, why: str | Problem) -> None:
        """Find a fault with the row, at the field it stands at."""
        if isinstance(why, Problem):
            self.faults.append(Detail(path, why.words, why.code.lower()))
        else:
            self.faults.append(Detail(path, why))

    @property
    def why(self) -> str:
        """Why it cannot be taken, in one line."""
        return " ".join(dict.fromkeys(one.message for one in self.faults))


def named(value: Any) -> tuple[str, str]:
    """What a row calls itself, so that it is found again whatever is wrong with it."""
    told: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    sku, serial = (text[:256] if isinstance(text, str) else "" for text in (told.get("sku"), told.get("serialNumber")))
    return sku, serial
