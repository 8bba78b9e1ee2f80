"""What becomes of a row: created, updated, unchanged or refused, and cell by cell what it changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from webapp.catalog.inputs.product import UpsertProduct
from webapp.imports.sheet.layout import PRODUCTS
from webapp.imports.sheet.rows import Fault, Row

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that changes."""

    key: str
    old: str
    new: str

    @property
    def column(self) -> str:
        """The column as it is published."""
        return PRODUCTS.name_of(self.key)


@dataclass(slots=True)
class Verdict:
    """One row and what becomes of it; ``data`` is the product with this variant alone.

    ``reads`` says of a new one how its cells were read, by their keys. It ``repeats`` one before it, word by word;
    it ``rests`` if its variant is out of use and the row says nothing of that.
    """

    row: Row
    faults: list[Fault]
    data: UpsertProduct | None = None
    kind: str = REFUSED
    differences: list[Difference] = field(default_factory=list)
    repeats: bool = False
    rests: bool = False
    reads: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> UpsertProduct:
        """The product with this variant alone, of a row that is taken."""
        if self.data is None:
            raise LookupError(f"row {self.row.number} was refused")
        return self.data

    @property
    def is_good(self) -> bool:
        """Whether the row is taken."""
        return not self.faults

    @property
    def read_as(self) -> list[tuple[str, str]]:
        """The columns as they are published, and how the cells of a new one were read."""
        return [(PRODUCTS.name_of(key), text) for key, text in self.reads.items()]

    @property
    def words(self) -> str:
        """Why the row is refused, in one line."""
        return "; ".join(fault.words for fault in self.faults)

    def refuse(self, key: str, why: str) -> None:
        """Find a fault with the row."""
        self.faults.append(Fault.at(key, why))
        self.kind = REFUSED


@dataclass(frozen=True)
class Outcome:
    """What became of a whole sheet."""

    verdicts: tuple[Verdict, ...]
    products_created: int
    products_updated: int
    ignored: tuple[str, ...] = ()
    """The names of the columns that nobody read."""

    def count(self, *kinds: str) -> int:
        """How many rows became this."""
        return sum(verdict.kind in kinds for verdict in self.verdicts)

    @property
    def repeated(self) -> int:
        """How many rows say what one before them said."""
        return sum(verdict.repeats for verdict in self.verdicts)

    @property
    def resting(self) -> int:
        """How many variants of rows that are taken are out of use, and stay so."""
        return sum(verdict.rests and verdict.is_good for verdict in self.verdicts)

    @property
    def refused(self) -> list[Verdict]:
        """The rows that are not taken."""
        return [verdict for verdict in self.verdicts if verdict.kind == REFUSED]


def outcome_of(verdicts: Iterable[Verdict], known_products: Iterable[str]) -> Outcome:
    """Count; a product counts by its rows that are taken."""
    told = tuple(verdicts)
    taken = {one.row.cells["product_sku"] for one in told if one.is_good}
    known = taken & set(known_products)
    return Outcome(told, len(taken) - len(known), len(known))


def sentence(outcome: Outcome) -> str:
    """The counts in words: “198 of 200 rows, 150 new, 40 changed, 8 as they were”."""
    told = [
        f"{number} {word}"
        for number, word in (
            (outcome.count(CREATED), "new"),
            (outcome.count(UPDATED), "changed"),
            (outcome.count(UNCHANGED) - outcome.repeated, "as they were"),
            (outcome.repeated, "repeated"),
        )
        if number
    ]
    total = len(outcome.verdicts)
    taken = total - len(outcome.refused)
    rows = "1 row" if total == 1 else f"{total} rows"
    return ", ".join([rows if taken == total else f"{taken} of {rows}", *told]) + out_of_use(outcome, before="; ")


def out_of_use(outcome: Outcome, *, before: str = "") -> str:
    """How many variants stay out of use, in words; nothing where none does."""
    count = outcome.resting
    return f"{before}{count} {'variant is' if count == 1 else 'variants are'} out of use" if count else ""
