"""The ledger's rules once more, in plain Python: what a movement may do, and what it leaves behind."""

from collections import Counter
from dataclasses import dataclass, field, replace

from webapp.ledger.triggers import rules
from webapp.ledger.words import BUCKETS

EDGES = {(start, end) for start, end, _ in rules._edges()}
STEPS = set(rules._steps())
STILLS = {(old, place, new): to for old, place, new, to in rules._stills()}
IN_STOCK = ("available", "reserved", "held")


@dataclass(frozen=True)
class Pool:
    record: str
    kind: str
    lot: str | None = None


POOLS = {
    "pool_loose": Pool("rec_1", "loose"),
    "pool_bin": Pool("rec_1", "loose"),
    "pool_lot": Pool("rec_1", "lot", "lot_1"),
    "pool_units": Pool("rec_1", "units"),
    "pool_loose_2": Pool("rec_2", "loose"),
    "pool_units_2": Pool("rec_2", "units"),
}
RESERVATIONS = {f"res_{pool}": pool for pool in POOLS}
TRANSFERS = ("tr_1", "tr_2")
# Two units share a serial: only one of them may be alive.
SERIALS = {"u1": "same", "u2": "same", "u3": "other", "u4": "fourth"}


@dataclass(frozen=True)
class Step:
    """A movement (``pool`` set) or a unit's event, as a test proposes it."""

    pool: str = ""
    start: str = ""
    end: str = ""
    qty: int = 1
    unit: str | None = None
    old: str | None = None
    new: str | None = None
    transfer: str | None = None
    reverses: int | None = None

    @property
    def reservation(self) -> str | None:
        return f"res_{self.pool}" if "reserved" in (self.start, self.end) else None

    def reversed(self, number: int) -> "Step":
        return replace(self, start=self.end, end=self.start, old=self.new, new=self.old, reverses=number)


@dataclass
class UnitModel:
    status: str | None = None
    place: str = "none"
    record: str | None = None


@dataclass
class Model:
    """Balances as dictionaries; ``log`` holds what was accepted."""

    pools: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in POOLS})
    open: Counter[str] = field(default_factory=Counter)
    away: Counter[str] = field(default_factory=Counter)
    units: dict[str, UnitModel] = field(default_factory=lambda: {name: UnitModel() for name in SERIALS})
    lot_active: bool = True
    log: list[Step] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def accepts(self, step: Step) -> bool:
        if step.reverses is not None and step.reverses in self.undone:
            return False
        if not step.pool:
            return self._accepts_event(step)
        return (
            self._may_go(step)
            and (step.start not in BUCKETS or self.pools[step.pool][step.start] >= step.qty)
            and (step.start != "reserved" or self.open[f"res_{step.pool}"] >= step.qty)
            and (step.start != "transit" or self.away[str(step.transfer)] >= step.qty)
            and (step.unit is None or self._unit_may(step))
        )

    def _may_go(self, step: Step) -> bool:
        kind = POOLS[step.pool].kind
        if (step.unit is not None) != (kind == "units") and not (kind == "units" and _by_number(step)):
            return False
        if step.reverses is not None:
            return True
        if (step.start, step.end) not in EDGES:
            return False
        picked = step.start in ("available", "reserved") and step.end in ("reserved", "customer")
        if kind == "lot" and picked and not self.lot_active:
            return False
        return step.unit is None or (step.old or "", step.start, step.end, step.new) in STEPS

    def _unit_may(self, step: Step) -> bool:
        assert step.unit is not None
        unit = self.units[step.unit]
        here = unit.record == POOLS[step.pool].record or step.start not in IN_STOCK
        stands = unit.status == step.old and unit.place == place(step.start, step.old) and here
        return stands and self._serial_free(step)

    def _serial_free(self, step: Step) -> bool:
        assert step.unit is not None
        rivals = [name for name, serial in SERIALS.items() if serial == SERIALS[step.unit] and name != step.unit]
        return step.old is not None or all(self.units[name].status is None for name in rivals)

    def _accepts_event(self, step: Step) -> bool:
        assert step.unit is not None
        unit = self.units[step.unit]
        forth = (step.old or "", unit.place, step.new or "") in STILLS
        back = STILLS.get((step.new or "", _place_before(step), step.old or "")) == unit.place
        listed = forth or (back and step.reverses is not None)
        return listed and unit.status == step.old and self._serial_free(step)

    def apply(self, step: Step) -> None:
        self.log.append(step)
        if step.reverses is not None:
            self.undone.add(step.reverses)
        if not step.pool:
            self._apply_event(step)
            return
        for node, sign in ((step.start, -step.qty), (step.end, step.qty)):
            if node in BUCKETS:
                self.pools[step.pool][node] += sign
            if node == "reserved":
                self.open[f"res_{step.pool}"] += sign
            if node == "transit":
                self.away[str(step.transfer)] += sign
        if step.unit is not None:
            record = POOLS[step.pool].record if step.end in IN_STOCK else None
            self.units[step.unit] = UnitModel(step.new, place(step.end, step.new), record)

    def _apply_event(self, step: Step) -> None:
        assert step.unit is not None
        unit = self.units[step.unit]
        unit.status = step.new
        unit.place = "none" if step.new is None else "customer" if step.old is None else unit.place


def place(node: str, status: str | None) -> str:
    """Where a unit at a node stands."""
    if node in ("available", "reserved"):
        return "good"
    if node == "found":
        return "none" if status is None else "loss"
    return "none" if node in ("supplier", "opening", "expected") else node


def _by_number(step: Step) -> bool:
    ends = {step.start, step.end}
    return step.unit is None and ends in (
        {"available", "reserved"},
        {"expected", "supplier"},
        {"expected", "opening"},
    )


def _place_before(step: Step) -> str:
    if step.new is None:
        return "none"
    return "held" if {step.new, step.old} == {"returned", "unavailable"} else "customer"
