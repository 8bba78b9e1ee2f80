"""The verbs once more, piece by piece: every pool is a heap of pieces, and each piece is moved alone."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field

from tests.ledger.quantities.shop import LOTS, PAST

FEFO = ("pool_loose", "pool_bin", "pool_lot_past", "pool_lot_soon", "pool_lot_late", "pool_lot_kept", "pool_units")
BARRED = {f"pool_{lot}" for lot, (_, status, end) in LOTS.items() if status != "active" or end == PAST}
BUCKETS = ("available", "reserved", "held", "expected")


class Refused(Exception):
    """The model would not do it."""


@dataclass
class Model:
    """What lies where, and who was promised what, in the order of the promises."""

    heaps: dict[str, Counter[str]] = field(default_factory=lambda: {pool: Counter() for pool in FEFO})
    promises: list[tuple[str | None, str]] = field(default_factory=list)

    def copy(self) -> "Model":
        return deepcopy(self)

    def pools(self) -> dict[str, tuple[int, ...]]:
        found = {pool: tuple(heap[bucket] for bucket in BUCKETS) for pool, heap in self.heaps.items()}
        return {pool: held for pool, held in found.items() if any(held)}

    def kept(self) -> Counter[tuple[str | None, str]]:
        return Counter(self.promises)

    def of(self, bucket: str, pools: tuple[str, ...]) -> int:
        return sum(self.heaps[pool][bucket] for pool in pools)

    def _first(self, bucket: str, pools: tuple[str, ...]) -> str:
        return next((pool for pool in pools if self.heaps[pool][bucket]), "") or self._none()

    @staticmethod
    def _none() -> str:
        raise Refused

    def _shift(self, pool: str, start: str, end: str) -> None:
        for bucket, sign in ((start, -1), (end, 1)):
            if bucket in BUCKETS:
                self.heaps[pool][bucket] += sign

    def bring(self, pool: str, bucket: str, qty: int) -> None:
        self.heaps[pool][bucket] += qty

    def reserve(self, pools: tuple[str, ...], qty: int, reference: str | None) -> None:
        fit = tuple(pool for pool in pools if pool not in BARRED)
        for _ in range(qty):
            pool = self._first("available", fit)
            self._shift(pool, "available", "reserved")
            self.promises.append((reference, pool))

    def release(self, pools: tuple[str, ...], qty: int, reference: str | None) -> None:
        for _ in range(qty):
            mine = [one for one in self.promises if one[0] == reference and one[1] in pools]
            self._keep_no_more(mine[0] if mine else None, "available")

    def _keep_no_more(self, promise: tuple[str | None, str] | None, to: str, *, newest: bool = False) -> None:
        if promise is None:
            raise Refused
        order = reversed(range(len(self.promises))) if newest else range(len(self.promises))
        del self.promises[next(at for at in order if self.promises[at] == promise)]
        self._shift(promise[1], "reserved", to)

    def take(self, pools: tuple[str, ...], qty: int, to: str) -> None:
        for _ in range(qty):
            self._shift(self._first("available", pools), "available", to)

    def sell(self, pools: tuple[str, ...], qty: int, reference: str | None) -> None:
        fit = tuple(pool for pool in pools if pool not in BARRED)
        for _ in range(qty):
            mine = [one for one in self.promises if one[0] == reference and one[1] in fit and reference]
            if mine:
                self._keep_no_more(mine[0], "customer")
            else:
                self._shift(self._first("available", fit), "available", "customer")

    def damage(self, pools: tuple[str, ...], qty: int, to: str = "held") -> None:
        for _ in range(qty):
            if self.of("available", pools):
                self._shift(self._first("available", pools), "available", to)
            else:
                newest = [one for one in self.promises if one[1] in pools]
                self._keep_no_more(newest[-1] if newest else None, to, newest=True)

    def from_held(self, pools: tuple[str, ...], qty: int, to: str) -> None:
        for _ in range(qty):
            self._shift(self._first("held", pools), "held", to)

    def count(self, pools: tuple[str, ...], counted: int) -> None:
        more = counted - self.of("available", pools) - self.of("reserved", pools)
        if more > 0:
            self.heaps[pools[0]]["available"] += more
        else:
            self.damage(pools, -more, "loss")

    def move(self, start: str, end: str, bucket: str, qty: int) -> None:
        if self.heaps[start][bucket] < qty:
            raise Refused
        self.heaps[start][bucket] -= qty
        self.heaps[end][bucket] += qty

    def merge(self, start: str, end: str) -> None:
        self.heaps[end] += self.heaps[start]
        self.heaps[start] = Counter()
        self.promises = [(reference, end if pool == start else pool) for reference, pool in self.promises]

    def set_to(self, pool: str, wanted: dict[str, int]) -> None:
        heap = self.heaps[pool]
        fewer = heap["reserved"] - wanted.get("reserved", heap["reserved"])
        free = [one for one in self.promises if one == (None, pool)]
        if fewer > len(free) or (fewer < 0 and pool in BARRED):
            raise Refused
        for _ in range(fewer):
            self.promises.remove((None, pool))
        self.promises += [(None, pool)] * -fewer
        heap.update({bucket: qty - heap[bucket] for bucket, qty in wanted.items()})
