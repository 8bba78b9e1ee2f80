"""What taking scans answers."""

from dataclasses import dataclass

from webapp.receiving.desk import IntakeFacts


@dataclass(frozen=True, slots=True)
class TakenScan:
    """A scan that was sent, and what it came to, now or when it was sent before."""

    key: str
    code: str
    state: str
    kind: str
    say: str
    unit_id: str | None
    variant_id: str | None
    qty: int
    batch_id: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to a request: one result for each scan, in its order, and the earlier scans that changed."""

    intake: IntakeFacts
    holder: str
    scans: tuple[TakenScan, ...]
    changed: tuple[str, ...]
