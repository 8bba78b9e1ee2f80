"""A row of goods that can be taken, with what it names."""

from dataclasses import dataclass

from webapp.receiving.inputs.rows import RowIn
from webapp.receiving.reading.things import Item, Where
from webapp.receiving.rows.told import Told


@dataclass(frozen=True, slots=True)
class Good:
    """A row that can be taken."""

    told: Told
    data: RowIn
    item: Item
    where: Where
    held: bool = False
    """It is here, and not to be used before somebody has looked at it."""
    near: range = range(0)
    """The positions of the announced lines that it is meant for, if it says so."""

    @property
    def qty(self) -> int:
        """How many pieces."""
        return self.data.quantity or 1

    @property
    def key(self) -> tuple[str, str]:
        """The variant and the warehouse."""
        return self.item.variant_id, self.where.warehouse_id
