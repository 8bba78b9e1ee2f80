"""What somebody wants corrected: the rows that they named, and the item and place that are right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.assets.errors import VariantInactive, VariantNotFound
from webapp.assets.operations.wishes import place_wanted
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.ledger.models import Record
from webapp.receiving.correcting.following import followed
from webapp.receiving.correcting.receipts import Receipt, receipts_any, receipts_named, receipts_of
from webapp.receiving.inputs.correcting import MOST_CORRECTED, CorrectScans
from webapp.receiving.models import Scan
from webapp.receiving.reading.look_up import items_as_typed, where_is
from webapp.receiving.reading.things import Item, Where

NO_ROW = "This intake has no such row, or what it received was taken back."


@dataclass(slots=True)
class Asked:
    """A row as it was named, and what stands for it now; ``why`` it cannot be corrected, once that is known."""

    name: str
    receipts: list[Receipt] = field(default_factory=list)
    why: str = ""
    unit_id: str | None = None
    changed: bool = False

    def refuse(self, why: str) -> None:
        """It stays as it is."""
        self.why, self.changed, self.unit_id = why, False, None

    @property
    def what(self) -> str:
        """As a clerk calls it."""
        return self.receipts[0].what if self.receipts else self.name


@dataclass(frozen=True, slots=True)
class Right:
    """What is right for all rows: an item and a place, where they are said."""

    item: Item | None
    where: Where | None


def rows_asked(session: Session, tenant_id: int, intake_id: str, data: CorrectScans) -> list[Asked]:
    """The rows that were named, in their order, each receipt once."""
    if data.received_as:
        return _as_one_sku(session, tenant_id, intake_id, data.received_as)
    named = list(dict.fromkeys(data.rows))
    ids = [one for one in named if one.startswith(("mov_", "unit_"))]
    known: dict[str, list[Receipt]] = {}
    for one in receipts_named(session, tenant_id, intake_id, ids):
        known.setdefault(one.id, []).append(one)
        known.setdefault(one.unit_id or "", []).append(one)
    known |= receipts_by_scan(session, tenant_id, intake_id, [one for one in named if one not in known])
    seen: set[str] = set()
    asked = []
    for name in named:
        mine = [one for one in known.get(name, ()) if one.id not in seen]
        seen.update(one.id for one in mine)
        asked.append(Asked(name, mine, "" if mine else NO_ROW))
    return asked


def _as_one_sku(session: Session, tenant_id: int, intake_id: str, sku: str) -> list[Asked]:
    items = items_as_typed(session, tenant_id, sku)
    which = Record.variant_id.in_([one.variant_id for one in items])
    found = receipts_of(session, tenant_id, intake_id, which, most=MOST_CORRECTED + 1)
    if not found:
        why = f"Nothing of this intake stands under {sku}."
        raise InputRefused([Detail("receivedAs", why, "nothing_received")])
    if len(found) > MOST_CORRECTED:
        why = f"More than {MOST_CORRECTED:,} rows stand under {sku}. Tick some of them, then the next."
        raise InputRefused([Detail("receivedAs", why, "too_many")])
    return [Asked(one.id, [one]) for one in found]


def receipts_by_scan(session: Session, tenant_id: int, intake_id: str, keys: Sequence[str]) -> dict[str, list[Receipt]]:
    """What stands for scans of an intake, by their keys."""
    scans = session.execute(
        select(Scan.key, Scan.batch_id).where(
            Scan.tenant_id == tenant_id, Scan.intake_id == intake_id, Scan.key.in_(keys), Scan.batch_id.is_not(None)
        )
    ).all()
    now = followed(session, tenant_id, {scan.batch_id for scan in scans}) if scans else {}
    receipts = receipts_any(session, tenant_id, [one for ids in now.values() for one in ids])
    return {scan.key: [receipts[one] for one in now[scan.batch_id] if one in receipts] for scan in scans}


def what_is_right(work: Work, data: CorrectScans) -> Right:
    """The item and the place that are named; raises what is wrong with them."""
    if not data.says:
        raise InputRefused([Detail("sku", "Say what is right: a SKU, a grade, a place, a cost.", "nothing_said")])
    if data.sku and data.grade:
        raise InputRefused([Detail("grade", "Say a SKU or a grade, not both.", "both_said")])
    if not data.rows and not data.received_as:
        raise InputRefused([Detail("rows", "Tick the rows that were received wrongly.", "nothing_ticked")])
    if data.rows and data.received_as:
        why = "Name rows, or all that was received as one SKU, not both."
        raise InputRefused([Detail("receivedAs", why, "both_said")])
    return Right(_item(work, data.sku) if data.sku else None, _where(work, data.location))


def _item(work: Work, sku: str) -> Item:
    found = items_as_typed(work.session, work.tenant_id, sku)
    if len(found) != 1:
        raise VariantNotFound(sku=sku)
    if not found[0].is_active:
        raise VariantInactive(sku=found[0].sku)
    return found[0]


def _where(work: Work, words: str | None) -> Where | None:
    place = place_wanted(work, words)
    if place is None:
        return None
    where = where_is(work.session, work.tenant_id, place.warehouse_id, place.bin_id)
    if not where.is_open:
        why = f"{where} is closed. Choose another place, or open it again."
        raise InputRefused([Detail("location", why, "closed")])
    return where
