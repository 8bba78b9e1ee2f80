"""What codes can name, as the desk needs to know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A variant: what is received under it.

    ``cost`` in minor units, ``rule`` what its serial numbers have to be, ``pack`` the pieces that its code stands for.
    """

    variant_id: str
    product_id: str
    sku: str
    product_name: str
    variant_name: str
    grade: str
    color: str | None
    tracking: str
    status: str
    cost: int | None
    rule: str | None
    pack: int = 1

    @property
    def is_active(self) -> bool:
        """Whether goods may be received under it."""
        return self.status == "active"

    @property
    def words(self) -> str:
        """As a clerk calls it."""
        return f"{self.product_name}, grade {self.grade}"


@dataclass(frozen=True, slots=True)
class Where:
    """A warehouse, perhaps a bin of it."""

    warehouse_id: str
    warehouse_name: str
    warehouse_code: str
    bin_id: str | None = None
    bin_code: str | None = None
    is_open: bool = True

    def __str__(self) -> str:
        return f"{self.warehouse_code}/{self.bin_code}" if self.bin_code else self.warehouse_name


@dataclass(frozen=True, slots=True)
class Known:
    """A live unit that has the code: its own serial number, or one it is also found by."""

    unit_id: str
    serial: str
    status: str
    sku: str
    variant_id: str
    product_name: str
    place: str
    stands: str | None
    created_by: str = ""
