"""Where bins stand inside each other: the bins around each of them, and the paths that lead to them.

A path is the codes from the outermost bin to the one that is meant, with ``/`` between; an id may stand in place of any
of them. With a ``/`` in front it begins at the outermost; without, it may begin anywhere, for a code names one bin.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.listing.listing import Filter
from webapp.core.operation.errors import Detail, InputRefused
from webapp.locations.models import Bin

ALL = "all"
"""As a path: the whole warehouse."""
DEEPEST, LONGEST = 20, 1100

_NAMES = tuple(Bin.__table__.c.keys())
_COLUMNS = (Bin.id, Bin.code, Bin.name, Bin.parent_id)


def placed(session: Session, tenant_id: int, bins: Sequence[Any]) -> list[Any]:
    """The same bins, each with the bins ``around`` it, the outermost first."""
    known = _around(session, tenant_id, {one.parent_id for one in bins if one.parent_id})

    def around(parent_id: str | None) -> list[Any]:
        told: list[Any] = []
        while parent_id is not None and len(told) < len(known):
            told.append(known[parent_id])
            parent_id = known[parent_id].parent_id
        return told[::-1]

    return [SimpleNamespace(**_values(one), around=around(one.parent_id)) for one in bins]


def _values(one: Any) -> dict[str, Any]:
    return one._asdict() if isinstance(one, Row) else {name: getattr(one, name) for name in _NAMES}


def _around(session: Session, tenant_id: int, bin_ids: Collection[str]) -> dict[str, Any]:
    """These bins and all around them, by id."""
    known: dict[str, Any] = {}
    for part in in_parts(sorted(bin_ids)):
        first = select(*_COLUMNS).where(Bin.tenant_id == tenant_id, Bin.id.in_(part)).cte("standing_in", recursive=True)
        outer = aliased(Bin)
        every = first.union(
            select(outer.id, outer.code, outer.name, outer.parent_id)
            .join(first, outer.id == first.c.parent_id)
            .where(outer.tenant_id == tenant_id)
        )
        known |= {row.id: row for row in session.execute(select(every))}
    return known


def word_of(one: Any) -> str:
    """What stands for a bin in a path: its code, unless that would look like two."""
    return str(one.id if "/" in one.code else one.code)


def bins_at(session: Session, tenant_id: int, warehouse_id: str, paths: Iterable[str]) -> dict[str, str]:
    """The bin of a warehouse that each of these paths leads to; those that lead to none are left out."""
    wanted = {path: words for path in paths if (words := _words(path, "parent_path"))}
    found: list[Any] = []
    for part in in_parts(sorted({words[-1] for words in wanted.values()})):
        named = or_(Bin.code_key.in_([fold(word) for word in part]), Bin.id.in_(part))
        mine = (Bin.tenant_id == tenant_id, Bin.warehouse_id == warehouse_id, named)
        found += session.execute(select(*_COLUMNS).where(*mine)).all()
    chains = [
        (one.id, [{fold(each.code), each.id} for each in (*one.around, one)])
        for one in placed(session, tenant_id, found)
    ]
    return {path: bin_id for path, words in wanted.items() for bin_id, chain in chains if _leads(path, words, chain)}


def _leads(path: str, words: Sequence[str], chain: Sequence[set[str]]) -> bool:
    is_long_enough = len(words) == len(chain) if path.strip().startswith("/") else len(words) <= len(chain)
    return is_long_enough and all(
        fold(word) in names or word in names for word, names in zip(words[::-1], chain[::-1], strict=False)
    )


def at_path(tenant_id: int, path: str, field: str, warehouse_id: str | None = None) -> Select[Any]:
    """The ids of the bins that a path leads to, one in each warehouse that has it; of ``/`` the outermost ones."""
    words, is_whole = _words(path, field), path.strip().startswith("/")
    found = _ids(tenant_id, warehouse_id, *words[:1], outermost=is_whole or not words)
    for word in words[1:]:
        found = _ids(tenant_id, warehouse_id, word, inside=found)
    return found


def _ids(
    tenant_id: int, warehouse_id: str | None, *words: str, inside: Select[Any] | None = None, outermost: bool = False
) -> Select[Any]:
    one = aliased(Bin)
    mine = select(one.id).where(one.tenant_id == tenant_id)
    if warehouse_id is not None:
        mine = mine.where(one.warehouse_id == warehouse_id)
    if outermost:
        mine = mine.where(one.parent_id.is_(None))
    if inside is not None:
        mine = mine.where(one.parent_id.in_(inside))
    return mine.where(*(or_(one.code_key == fold(word), one.id == word) for word in words))


def within_path(tenant_id: int, path: str, field: str) -> Select[Any]:
    """The ids of the bins that a path leads to, and of all that stand in them."""
    first = (
        select(Bin.id)
        .where(Bin.tenant_id == tenant_id, Bin.id.in_(at_path(tenant_id, path, field)))
        .cte("standing_within", recursive=True)
    )
    inner = aliased(Bin)
    every = first.union(select(inner.id).join(first, inner.parent_id == first.c.id).where(inner.tenant_id == tenant_id))
    return select(every.c.id)


def path_filter(clause: Callable[[str], ColumnElement[bool]]) -> Filter:
    """The published ``layout_path`` of a list: what is in a layout, or in anything inside it."""
    return Filter("layout_path", "In this layout or inside it: codes or ids with / between", clause, limit=LONGEST)


def _words(path: str, field: str) -> list[str]:
    words = [word.strip() for word in path.split("/") if word.strip()]
    if len(words) > DEEPEST:
        raise InputRefused([Detail(field, f"A path has at most {DEEPEST} parts. Its last one alone is enough.")])
    return words
