"""Texts that are nearly a text, as after a slip of the hand: at a cost that does not grow with the rows.

What is one slip away is looked up, every possible one of them. What is two slips away has parts that stayed as they
were: rows with two quarters of the text are asked of the index, no more of them than a glance takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations, pairwise
from typing import Any

from sqlalchemy import ARRAY, Select, String, Text, bindparam, func, or_, select
from sqlalchemy.orm import Session

from webapp.core.data.tenancy import across_tenants
from webapp.core.search.asking import grams_of, is_lite
from webapp.core.search.definition import GRAM, PartIndex

MOST_SIGNS = 32
"""A longer text has too many neighbours to look each of them up; it has long parts instead."""
LOOKED_AT = 1_000
"""So many rows that have two parts in common are looked at."""
_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz-"
_GRAMS_OF_PART = 3


def slips(text: str) -> set[str]:
    """Every text that one slip makes of this one: a sign too many, too few, another one, or two that changed places."""
    signs = sorted({*_SIGNS, *text})
    cuts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    made = {head + tail[1:] for head, tail in cuts if tail}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    made |= {head + sign + tail[1:] for head, tail in cuts if tail for sign in signs}
    made |= {head + sign + tail for head, tail in cuts for sign in signs}
    return made - {text}


def distance(one: str, other: str) -> int:
    """How many slips lie between two texts (Damerau's count, without slips within slips)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != its))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == its:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def alike(session: Session, index: PartIndex, tenant_id: int, text: str) -> list[str]:
    """Some texts of the index's column that share parts with this folded one, and are about as long."""
    asked = _parts(text)
    if not asked:
        return []
    if is_lite(session):
        with across_tenants("the search index is of all tenants together; theirs are left out of what it answers"):
            return list(session.scalars(_on_sqlite(index, tenant_id, text, asked)))
    with _a_glance(session):
        return list(session.scalars(_on_postgresql(index, tenant_id, text, asked)))


def _parts(text: str) -> list[list[str]]:
    """The trigrams of what two slips leave as it was: two of four quarters; of a shorter text one of three thirds."""
    count = 4 if len(text) >= 4 * GRAM else 3 if len(text) >= 3 * GRAM else 0
    edges = [len(text) * at // count for at in range(count + 1)] if count else []
    parts = [grams_of(text[start:end])[:_GRAMS_OF_PART] for start, end in pairwise(edges)]
    return [[*one, *other] for one, other in combinations(parts, 2)] if count == 4 else parts


def _on_sqlite(index: PartIndex, tenant_id: int, text: str, asked: list[list[str]]) -> Select[Any]:
    words = index.words.c
    terms = ["(" + " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams) + ")" for grams in asked]
    matching = select(words.text, words.tenant_id).where(
        index.match.op("MATCH", is_comparison=True)(" OR ".join(terms))
    )
    looked = matching.limit(LOOKED_AT).subquery()
    return select(looked.c.text).where(
        looked.c.tenant_id == tenant_id, func.length(looked.c.text).between(len(text) - 2, len(text) + 2)
    )


def _on_postgresql(index: PartIndex, tenant_id: int, text: str, asked: list[list[str]]) -> Select[Any]:
    held = [index.grams().op("@>", is_comparison=True)(bindparam(None, grams, type_=ARRAY(Text))) for grams in asked]
    among = () if index.among is None else (index.among,)
    size = func.length(index.column).between(len(text) - 2, len(text) + 2)
    return select(index.column).where(index.table.c.tenant_id == tenant_id, *among, or_(*held), size).limit(LOOKED_AT)


@contextmanager
def _a_glance(session: Session) -> Iterator[None]:
    """PostgreSQL asks the index, and of that no more than a part of what everybody has in common."""
    _set(session, enable_seqscan="off", enable_indexscan="off", gin_fuzzy_search_limit=str(LOOKED_AT))
    yield
    _set(session, enable_seqscan="on", enable_indexscan="on", gin_fuzzy_search_limit="0")


def _set(session: Session, **settings: str) -> None:
    """For this transaction alone."""
    session.execute(
        select(*(func.set_config(name, bindparam(None, to, String), True) for name, to in settings.items()))
    )
