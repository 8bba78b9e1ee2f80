"""What became of rows that were to be corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.receiving.correcting.asking import Asked


@dataclass(frozen=True, slots=True)
class Corrected:
    """Every row as it was named, with what became of it; ``batch_id`` is none when nothing was written."""

    intake_id: str
    rows: Sequence[Asked]
    batch_id: str | None

    @property
    def changed(self) -> int:
        """How many rows are different now."""
        return sum(row.changed for row in self.rows)

    @property
    def refused(self) -> list[Asked]:
        """The rows that stay as they were because something is against it."""
        return [row for row in self.rows if row.why]
