"""What became of rows, and refusing all of them for one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.bulk.errors import RowsRefused
from webapp.receiving.rows.told import Told


@dataclass(frozen=True, slots=True)
class RowsTaken:
    """Every row as it was told; those without faults were taken. ``batch_id`` is none when nothing was written."""

    intake_id: str
    rows: Sequence[Told]
    ids: Sequence[str]
    batch_id: str | None

    @property
    def refused(self) -> list[Told]:
        """The rows that were not taken."""
        return [row for row in self.rows if row.faults]


@dataclass(frozen=True, slots=True)
class RestTaken:
    """What became of each line, and the list that a page shows it on."""

    taken: RowsTaken
    sheet_id: str
    pieces: int


def refuse_all(rows: Sequence[Told], name: str = "lines") -> None:
    """Refuse everything when one row is refused: each refusal stands at its row."""
    refused = [row for row in rows if row.faults]
    if refused:
        details = [
            replace(fault, path=f"{name}.{row.number - 1}.{fault.path}".rstrip("."))
            for row in refused
            for fault in row.faults
        ]
        raise RowsRefused(count=len(refused), details=details)
