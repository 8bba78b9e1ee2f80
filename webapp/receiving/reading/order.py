"""The reading order: what one code means at a desk that has chosen an item and a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from webapp.core.codes.reading import Reading
from webapp.core.inputs.text import fold
from webapp.receiving.reading.cards import Card, read_card
from webapp.receiving.reading.things import Item, Known, Where


@dataclass(frozen=True, slots=True)
class Books:
    """What the codes of a request can name, looked up together."""

    units: Mapping[str, Known]
    places: Mapping[str, Sequence[Where]]
    skus: Mapping[str, Sequence[Item]]
    gtins: Mapping[str, Sequence[Item]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of a code; ``fresh`` is a code that nobody knows."""

    card: Card | None = None
    unit: Known | None = None
    place: Where | None = None
    items: Sequence[Item] = field(default=())
    lost_in: Where | None = None
    """The warehouse in front of a bin's code that it does not have."""
    trouble: str = ""
    fresh: str = ""
    gtin: str | None = None
    """A GTIN that nobody carries, or the one that was read."""


def meaning_of(read: Reading, books: Books, item: Item | None, where: Where | None) -> Meaning:
    """Card, unit, bin, SKU, GTIN, then new serial: the first that fits."""
    text = read.text
    try:
        card = read_card(text)
    except ValueError as error:
        return Meaning(trouble=str(error))
    if card is not None:
        return Meaning(card=card)
    if read.is_gs1 and read.gtin:
        return _gs1(read, books, item)
    known = books.units.get(fold(text))
    if known is not None:
        return Meaning(unit=known)
    place = _place(books.places.get(fold(text), ()), where)
    if place is not None:
        return Meaning(place=place)
    named = books.skus.get(text.lower(), ())
    exact = [one for one in named if one.sku == text] or list(named)
    if exact:
        return Meaning(items=exact)
    if read.gtin:
        carried = books.gtins.get(read.gtin, ())
        return (
            Meaning(items=_preferred(carried, item), gtin=read.gtin) if carried else Meaning(fresh=text, gtin=read.gtin)
        )
    return Meaning(fresh=text, lost_in=_lost_in(text, books))


def _lost_in(text: str, books: Books) -> Where | None:
    """The warehouse that a text names in front of a slash, when it is nothing else."""
    head, slash, tail = text.partition("/")
    named = [one for one in books.places.get(fold(head), ()) if one.bin_id is None] if slash and tail.strip() else []
    return named[0] if len(named) == 1 else None


def _gs1(read: Reading, books: Books, item: Item | None) -> Meaning:
    """A GS1 code says itself what its parts are; a serial in it that we have is the unit."""
    known = books.units.get(fold(read.serial)) if read.serial else None
    if known is not None:
        return Meaning(unit=known)
    carried = books.gtins.get(read.gtin or "", ())
    if not carried:
        return Meaning(fresh=read.serial or read.text, gtin=read.gtin)
    return Meaning(items=_preferred(carried, item), gtin=read.gtin)


def _preferred(carried: Sequence[Item], item: Item | None) -> Sequence[Item]:
    """Grades of one product may share a code: the chosen one stays; else the only active one, else all of them."""
    if item is not None and any(one.variant_id == item.variant_id for one in carried):
        return [one for one in carried if one.variant_id == item.variant_id]
    active = [one for one in carried if one.is_active]
    return active or list(carried)


def _place(named: Sequence[Where], where: Where | None) -> Where | None:
    """A bin's code may stand in several warehouses: the one at work is meant, or else the only one."""
    if where is not None:
        here = [one for one in named if one.warehouse_id == where.warehouse_id]
        if len(here) == 1:
            return here[0]
    return named[0] if len(named) == 1 else None
