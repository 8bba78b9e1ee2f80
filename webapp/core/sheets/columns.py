"""Which column of a file means which declared column: by its exact name, its folded name, or another word for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from webapp.core.inputs.text import fold

_INK = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class SheetColumn:
    """One column a sheet may have; ``key`` is what it is called inside."""

    key: str
    name: str
    required: bool = False
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnFamily:
    """Columns with a number in their names, such as ``9mo_Price``; ``{}`` stands for it in key and name."""

    key: str
    name: str
    pattern: re.Pattern[str]
    most: int


@dataclass(frozen=True)
class Layout:
    """All columns that one kind of sheet knows."""

    columns: tuple[SheetColumn, ...]
    families: tuple[ColumnFamily, ...] = ()

    def name_of(self, key: str) -> str:
        """The published name of a key."""
        named = next((one.name for one in self.columns if one.key == key), None)
        if named is not None:
            return named
        stem, _, number = key.rpartition(":")
        family = next(one for one in self.families if one.key == stem)
        return family.name.format(number)

    def recognise(self, header: str) -> str | None:
        """The key that a header's name means, or None."""
        exact = next((one.key for one in self.columns if one.name == header), None)
        if exact is not None:
            return exact
        bare = _bare(header)
        for one in self.columns:
            if bare == _bare(one.name):
                return one.key
        for family in self.families:
            found = family.pattern.fullmatch(bare)
            if found and 1 <= int(found[1]) <= family.most:
                return f"{family.key}:{int(found[1])}"
        return next((one.key for one in self.columns if bare in map(_bare, one.synonyms)), None)

    def most_of(self, header: str) -> int | None:
        """The largest number that a family has, where a name has one out of its range; else None."""
        bare = _bare(header)
        found = ((family, family.pattern.fullmatch(bare)) for family in self.families)
        return next((family.most for family, named in found if named and not 1 <= int(named[1]) <= family.most), None)

    def knows(self, key: str) -> bool:
        """Whether a key is one of this layout's."""
        stem, _, number = key.rpartition(":")
        if any(one.key == key for one in self.columns):
            return True
        of = next((one for one in self.families if one.key == stem), None)
        return of is not None and number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= of.most


def _bare(name: str) -> str:
    return _INK.sub("", fold(name))


@dataclass(frozen=True)
class ColumnMap:
    """Where each declared column stands in a file, and what is wrong with that."""

    places: Mapping[str, int]
    ignored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    repeated: tuple[str, ...] = field(default=())

    @property
    def complaint(self) -> str | None:
        """Why rows cannot be read with this map, in one sentence; None when they can."""
        if self.missing:
            return f"The header lacks {', '.join(self.missing)}."
        if self.repeated:
            return f"The header names {', '.join(self.repeated)} twice."
        return None


def map_columns(layout: Layout, header: Sequence[str], chosen: Mapping[int, str | None] | None = None) -> ColumnMap:
    """Match a header to a layout; ``chosen`` says by hand what the column at an index means (None: nothing).

    A column that is called exactly as published wins over one that is only recognised.
    """
    meant = {i: layout.recognise(name) for i, name in enumerate(header) if name}
    by_hand = {i: key for i, key in (chosen or {}).items() if i < len(header) and (key is None or layout.knows(key))}
    meant |= by_hand
    places: dict[str, int] = {}
    ignored, repeated = [], []
    for i, key in meant.items():
        if key is None:
            ignored.append(header[i])
        elif key not in places:
            places[key] = i
        elif _weight(layout, header, key, i, by_hand) == _weight(layout, header, key, places[key], by_hand):
            repeated.append(layout.name_of(key))
        else:
            better, worse = sorted(
                (i, places[key]), key=lambda at: _weight(layout, header, key, at, by_hand), reverse=True
            )
            places[key] = better
            ignored.append(header[worse])
    missing = tuple(one.name for one in layout.columns if one.required and one.key not in places)
    return ColumnMap(places, tuple(ignored), missing, tuple(dict.fromkeys(repeated)))


def _weight(layout: Layout, header: Sequence[str], key: str, at: int, by_hand: Mapping[int, str | None]) -> int:
    return 2 if at in by_hand else 1 if header[at] == layout.name_of(key) else 0
