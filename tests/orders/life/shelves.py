"""The stock of an order's SKUs in two warehouses: what is free, kept for the order, and promised to others."""

from collections import Counter
from dataclasses import dataclass, field

Place = tuple[str, int]
"""A SKU in the first or the second warehouse."""


@dataclass
class Shelves:
    """What lies where; ``places`` are those of a SKU in the order in which their records came to be."""

    places: dict[str, list[Place]]
    free: Counter[Place]
    kept: Counter[Place] = field(default_factory=Counter)
    others: Counter[Place] = field(default_factory=Counter)

    def kept_of(self, sku: str) -> int:
        """How many are kept for the order, wherever they lie."""
        return sum(self.kept[place] for place in self.places[sku])

    def keep(self, sku: str, count: int) -> None:
        """Keep up to so many more, most from where most are."""
        for place in sorted(self.places[sku], key=lambda one: -self.free[one]):
            part = min(count, self.free[place])
            count -= part
            self._move(place, part)

    def give_back(self, sku: str, count: int, but: Place | None = None) -> None:
        """Keep so many less, those of the oldest record first."""
        for place in self.places[sku]:
            part = min(count, self.kept[place]) if place != but else 0
            if part > 0:
                count -= part
                self._move(place, -part)

    def shop(self, place: Place, count: int) -> bool:
        """Somebody else reserves; whether there is enough."""
        if self.free[place] < count:
            return False
        self.free[place] -= count
        self.others[place] += count
        return True

    def send(self, place: Place) -> bool:
        """One goes out, of what is kept there, else of what is free; whether there is any."""
        if not self.kept[place] and not self.free[place]:
            return False
        (self.kept if self.kept[place] else self.free)[place] -= 1
        return True

    def back(self, was: "Shelves", now: "Shelves") -> bool:
        """Take back what led from ``was`` to ``now``; whether nobody else has it."""
        every = [place for places in self.places.values() for place in places]
        if any(self.free[place] + was.free[place] - now.free[place] < 0 for place in every):
            return False
        for place in every:
            self.free[place] += was.free[place] - now.free[place]
            self.kept[place] += was.kept[place] - now.kept[place]
        return True

    def _move(self, place: Place, count: int) -> None:
        self.kept[place] += count
        self.free[place] -= count
