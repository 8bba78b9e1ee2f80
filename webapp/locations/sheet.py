"""A sheet of bins: what would become of each row, judged before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.core.inputs.text import clean, fold
from webapp.core.inputs.uploads import Upload
from webapp.core.operation.errors import Detail
from webapp.core.sheets.columns import ColumnMap, Layout, SheetColumn, map_columns
from webapp.core.sheets.decode import UnreadableSheet, decode
from webapp.core.sheets.parse import Limits, SheetRow, parse
from webapp.locations.errors import NoBinSheet
from webapp.locations.models import Bin
from webapp.locations.patterns import MOST

LIMITS = Limits(size=1_000_000, rows=MOST, columns=50, cell=500)
BINS = Layout(
    (
        SheetColumn("code", "Code", True, ("Bin", "Bin code", "Place", "Location", "Layout")),
        SheetColumn("name", "Name", False, ("Bin name", "Description", "Title")),
        SheetColumn("parent", "Parent", False, ("Parent code", "Inside", "Parent bin")),
    )
)
_LONGEST = {"code": 50, "name": 127, "parent": 50}


@dataclass(frozen=True)
class Verdict:
    """One row and what would become of it; ``depth`` says how many of the sheet's new bins stand around it."""

    number: int
    code: str
    name: str
    parent: str
    kind: Literal["new", "there", "refused"] = "new"
    why: str = ""
    parent_id: str | None = None
    depth: int = 0

    def refused(self, why: str) -> "Verdict":
        """The same row, not taken."""
        return replace(self, kind="refused", why=why)


def text_of(file: Upload | None, pasted: str | None) -> str:
    """The text of a file, or what was pasted; the file when there are both. Raises NoBinSheet, UnreadableSheet."""
    if file is not None and (file.name or file.data):
        if len(file.data) > LIMITS.size:
            raise UnreadableSheet("it is larger than 1 MB. Send it in parts.", at="file")
        try:
            return decode(file.data).text
        except UnreadableSheet as refused:
            raise UnreadableSheet(refused.why, at="file") from None
    if not (pasted or "").strip():
        raise NoBinSheet([Detail("pasted", "Choose a file, or paste the cells with their header.")])
    return (pasted or "").replace("\0", "")


def judge_sheet(session: Session, tenant_id: int, warehouse_id: str, text: str) -> list[Verdict]:
    """What would become of every row, in the order of the sheet. Raises UnreadableSheet."""
    sheet = parse(text, LIMITS)
    columns = map_columns(BINS, sheet.header)
    if columns.complaint:
        raise UnreadableSheet(f"{columns.complaint} Begin with a line of names: Code, Name, Parent.", at="pasted")
    read = [_read(row, columns) for row in sheet.rows]
    keys = {fold(word) for one in read for word in (one.code, one.parent) if word}
    mine = (Bin.tenant_id == tenant_id, Bin.warehouse_id == warehouse_id, Bin.code_key.in_(keys))
    known = {row.code_key: row for row in session.execute(select(Bin.code_key, Bin.id, Bin.active).where(*mine))}
    first: dict[str, int] = {}
    judged = []
    for one in read:
        seen = first.setdefault(fold(one.code), one.number) if one.kind == "new" else one.number
        if seen != one.number:
            judged.append(one.refused(f"{one.code} stands in row {seen} already."))
        else:
            judged.append(replace(one, kind="there") if one.kind == "new" and fold(one.code) in known else one)
    return list(_in_their_parents(judged, {key: (row.id, row.active) for key, row in known.items()}))


def _read(row: SheetRow, columns: ColumnMap) -> Verdict:
    texts, why = {}, row.fault or ""
    for key, longest in _LONGEST.items():
        at = columns.places.get(key, len(row.cells))
        try:
            texts[key] = clean(row.cells[at] if at < len(row.cells) else "")
        except ValueError as error:
            texts[key], why = "", why or f"{BINS.name_of(key)}: {error}"
        if len(texts[key]) > longest:
            why = why or f"{BINS.name_of(key)} is longer than {longest} characters."
    one = Verdict(row.number, texts["code"], texts["name"] or texts["code"], texts["parent"])
    return one.refused(why or "There is no code in this row.") if why or not one.code else one


def _in_their_parents(judged: Sequence[Verdict], known: Mapping[str, tuple[str, bool]]) -> Iterator[Verdict]:
    """Each row with the bin around it: one that is there, or one of the sheet that can be made."""
    new = {fold(one.code): one for one in judged if one.kind == "new"}
    settled: dict[str, Verdict] = {}
    for start in new:
        way: list[str] = []
        key = start
        while key in new and key not in settled and key not in way:
            way.append(key)
            key = fold(new[key].parent) if new[key].parent else ""
        for step in reversed(way):
            settled[step] = _settle(new[step], settled, known)
    for one in judged:
        yield settled[fold(one.code)] if one.kind == "new" else one


def _settle(one: Verdict, settled: Mapping[str, Verdict], known: Mapping[str, tuple[str, bool]]) -> Verdict:
    if not one.parent:
        return one
    parent = fold(one.parent)
    if parent in known:
        bin_id, active = known[parent]
        return replace(one, parent_id=bin_id) if active else one.refused(f"{one.parent} is closed.")
    around = settled.get(parent)
    if around is None or around.kind != "new":
        return one.refused(f"There is no bin {one.parent} here, and no row that makes one.")
    return replace(one, depth=around.depth + 1)
