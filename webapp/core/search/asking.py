"""Asking for a part of a text: by the index where few rows have it, row by row where many do.

The database knows best which it is. PostgreSQL keeps statistics; SQLite is asked first, and counts no further than it
takes to know. A text shorter than a trigram finds what begins with it, for any part that short is nearly everywhere.
"""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, and_, bindparam, func, select
from sqlalchemy.orm import Session

from webapp.core.data.tenancy import across_tenants
from webapp.core.inputs.text import fold
from webapp.core.search.definition import GRAM, PartIndex

FEW = 3_000
"""Up to so many rows an index is asked; of more, a list meets enough of them as it reads its own order."""
_LOOKED_AT = (FEW, 10 * FEW)
"""So many rows that have all trigrams are looked at, and then more when few of those have the text itself."""
_MOST_GRAMS = 12
"""A long text is asked for by so many of its trigrams."""
_LAST = chr(0x10FFFF)


def is_lite(session: Session) -> bool:
    """Whether the session works on SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def row_holds(index: PartIndex, text: str) -> ColumnElement[bool]:
    """That a row by itself holds a text in the index's column, or begins with it where the text is short."""
    key = fold(text)
    tells = index.column.startswith if len(key) < GRAM else index.column.contains
    return tells(key, autoescape=True)


def index_holds(index: PartIndex, text: str) -> ColumnElement[bool]:
    """The same for PostgreSQL, which weighs by itself whether it asks the index."""
    key = fold(text)
    grams = bindparam(None, [key] if len(key) < GRAM else grams_of(key), type_=ARRAY(Text))
    held: ColumnElement[bool] = index.grams().op("@>", is_comparison=True)(grams)
    # Not LIKE: it would be taken for much rarer than it is, and the index asked for what nearly all rows have.
    return held if len(key) <= GRAM else and_(held, func.strpos(index.column, key) > 0)


def are_few(session: Session, index: PartIndex, tenant_id: int, text: str) -> bool:
    """Whether so few rows have a text that SQLite's index is the way to them."""
    key = fold(text)
    if len(key) < GRAM:
        return few_rows(session, _beginning(index, key, tenant_id))
    for most in _LOOKED_AT:
        looked = _matching(index, key, index.words.c.text).limit(most + 1).subquery()
        counts = select(func.count(), func.count().filter(func.instr(looked.c.text, key) > 0)).select_from(looked)
        # The index is all tenants' together: what it costs to ask is what it finds of all of them.
        with across_tenants("counting, no further than needed, what the search index would find"):
            alike, exact = session.execute(counts).one()
        if alike <= most or exact > FEW // 2:
            return bool(alike <= most and exact <= FEW)
    return False


def few_rows(session: Session, rows: Select[Any]) -> bool:
    """Whether a query finds few rows; it is read no further than it takes to know."""
    counted = select(func.count()).select_from(rows.limit(FEW + 1).subquery())
    return bool(session.execute(counted).scalar_one() <= FEW)


def found_ids(index: PartIndex, tenant_id: int, text: str) -> Select[Any]:
    """The ids of the rows that have a text, out of SQLite's index."""
    key, words = fold(text), index.words.c
    if len(key) < GRAM:
        return _beginning(index, key, tenant_id)
    return _matching(index, key, words.id).where(words.tenant_id == tenant_id, func.instr(words.text, key) > 0)


def grams_of(key: str) -> list[str]:
    """Trigrams that cover a text end to end: each more costs a look-up, and the text itself is compared in the end."""
    ends = [*range(0, len(key) - GRAM, GRAM), len(key) - GRAM]
    return list(dict.fromkeys(key[at : at + GRAM] for at in ends[:_MOST_GRAMS]))


def _matching(index: PartIndex, key: str, shown: ColumnElement[Any]) -> Select[Any]:
    asked = " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams_of(key))
    return select(shown).select_from(index.words).where(index.match.op("MATCH", is_comparison=True)(asked))


def _beginning(index: PartIndex, key: str, tenant_id: int) -> Select[Any]:
    column, among = index.column, () if index.among is None else (index.among,)
    between = and_(column >= key, column < key + _LAST)
    return select(index.table.c.id).where(index.table.c.tenant_id == tenant_id, between, *among)
