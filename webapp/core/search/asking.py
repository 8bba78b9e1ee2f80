"""Asking for a part of a text: by the index where few rows have it, row by row where many do.

The database knows best which it is. PostgreSQL keeps statistics; SQLite is asked first, and counts no further than it
takes to know. What a trigram costs there is the length of its list of rows, so a text is looked for by its rare ones.
A text shorter than a trigram finds what begins with it, for any part that short is nearly everywhere; where a column
holds several texts, what has a word that begins with it.
"""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, and_, bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from webapp.core.data.columns import Whole
from webapp.core.data.tenancy import across_tenants
from webapp.core.search.definition import GRAM, PartIndex

FEW = 3_000
"""Up to so many rows an index is asked; of more, a list meets enough of them as it reads its own order."""
_MOST_GRAMS = 12
"""A long text is asked for by so many of its trigrams."""
_NTH, _ALIKE = 200, 8
"""A trigram is as common as its 200th row comes soon; one eight times as common as the rarest is not worth its list."""
_LAST = chr(0x10FFFF)


def is_lite(session: Session) -> bool:
    """Whether the session works on SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def row_holds(index: PartIndex, text: str) -> ColumnElement[bool]:
    """That a row by itself holds a text in the index's column, or begins with it where the text is short."""
    key = index.asked(text)
    tells = index.column.startswith if len(key) < GRAM else index.column.contains
    return tells(key, autoescape=True)


def index_holds(index: PartIndex, text: str) -> ColumnElement[bool]:
    """The same for PostgreSQL, which weighs by itself whether it asks the index."""
    key = index.asked(text)
    grams = bindparam(None, [key] if len(key) < GRAM else grams_of(key), type_=ARRAY(Text))
    held: ColumnElement[bool] = index.grams().op("@>", is_comparison=True)(grams)
    # Not LIKE: it would be taken for much rarer than it is, and the index asked for what nearly all rows have.
    return held if len(key) <= GRAM and not index.lines else and_(held, func.strpos(index.column, key) > 0)


def rare_grams(session: Session, index: PartIndex, tenant_id: int, text: str) -> tuple[str, ...] | None:
    """What SQLite's index is asked for to find a text, or None where so many rows have it that it is no way to them."""
    key = index.asked(text)
    if len(key) < GRAM:
        return () if few_rows(session, _beginning(index, key, tenant_id)) else None
    every = _grams_within(key)
    # The index is all tenants' together: what it costs to ask is what it finds of all of them.
    with across_tenants("counting, no further than needed, what the search index would find"):
        rare = _rarest(session, index, every)
        for grams, most in dict.fromkeys(((rare, FEW), (every, FEW), (every, 10 * FEW))):
            looked = _matching(index, grams, index.words.c.text).limit(most + 1).subquery()
            counts = select(func.count(), func.count().filter(func.instr(looked.c.text, key) > 0)).select_from(looked)
            alike, exact = session.execute(counts).one()
            if exact > FEW:
                return None
            if alike <= most:
                return grams
            if most == FEW < exact * 2:
                return None
    return None


def _grams_within(key: str) -> tuple[str, ...]:
    """All trigrams of a text; of a long one, those that cover it."""
    every = [key[at : at + GRAM] for at in range(len(key) - GRAM + 1)]
    return tuple(dict.fromkeys(every)) if len(every) <= _MOST_GRAMS else tuple(grams_of(key))


def _rarest(session: Session, index: PartIndex, grams: tuple[str, ...]) -> tuple[str, ...]:
    """Those trigrams that are about as rare as the rarest, or the first that hardly any row has."""
    phrases = json.dumps([_phrase(gram) for gram in grams])
    soon: dict[str, int] = {}
    for gram, found in zip(grams, session.execute(_nth_rows(index), {"phrases": phrases}), strict=True):
        if found.first is None:
            return (gram,)
        soon[gram] = min(found.first, found.newest - found.last)
    most = max(soon.values())
    return tuple(gram for gram, far in soon.items() if far * _ALIKE >= most)


@lru_cache
def _nth_rows(index: PartIndex) -> Select[Any]:
    """Where the 200th row of each phrase stands, from either end of the index, and the index's last row."""
    words, row = index.words, literal_column(f"{index.words.name}.rowid", type_=Whole)
    phrase = func.json_each(bindparam("phrases")).table_valued("value")
    rows = select(row).select_from(words)
    held = rows.where(index.match.op("MATCH", is_comparison=True)(phrase.c.value)).limit(1).offset(_NTH - 1)
    ends = {
        "first": held.order_by(row),
        "last": held.order_by(row.desc()),
        "newest": rows.order_by(row.desc()).limit(1),
    }
    return select(*(end.scalar_subquery().label(name) for name, end in ends.items())).select_from(phrase)


def few_rows(session: Session, rows: Select[Any]) -> bool:
    """Whether a query finds few rows; it is read no further than it takes to know."""
    counted = select(func.count()).select_from(rows.limit(FEW + 1).subquery())
    return bool(session.execute(counted).scalar_one() <= FEW)


def found_ids(index: PartIndex, tenant_id: int, text: str, grams: tuple[str, ...]) -> Select[Any]:
    """The ids of the rows that have a text, out of SQLite's index by these of its trigrams."""
    key, words = index.asked(text), index.words.c
    if len(key) < GRAM:
        return _beginning(index, key, tenant_id)
    return _matching(index, grams, words.id).where(words.tenant_id == tenant_id, func.instr(words.text, key) > 0)


def grams_of(key: str) -> list[str]:
    """Trigrams that cover a text end to end: each more costs a look-up, and the text itself is compared in the end."""
    ends = [*range(0, len(key) - GRAM, GRAM), len(key) - GRAM]
    return list(dict.fromkeys(key[at : at + GRAM] for at in ends[:_MOST_GRAMS]))


def _phrase(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'


def _matching(index: PartIndex, grams: tuple[str, ...], shown: ColumnElement[Any]) -> Select[Any]:
    asked = " AND ".join(map(_phrase, grams))
    return select(shown).select_from(index.words).where(index.match.op("MATCH", is_comparison=True)(asked))


def _beginning(index: PartIndex, key: str, tenant_id: int) -> Select[Any]:
    column, among = index.column, () if index.among is None else (index.among,)
    between = and_(column >= key, column < key + _LAST)
    return select(index.table.c.id).where(index.table.c.tenant_id == tenant_id, between, *among)
