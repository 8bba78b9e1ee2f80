"""Making many bins in one go: an array, a pattern, a sheet. What is there already stays as it is, and is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.core.sheets.decode import UnreadableSheet
from webapp.locations.errors import (
    BinCodeTaken,
    BinNotFound,
    NoBinSheet,
    ParentClosed,
    ParentElsewhere,
    WarehouseNotFound,
)
from webapp.locations.inputs import CreateBins, ImportBins, NewBin
from webapp.locations.lineage import placed
from webapp.locations.models import Bin
from webapp.locations.operations.bins import add_bin, need_warehouse, parents_of, shown
from webapp.locations.patterns import expand
from webapp.locations.sheet import Verdict, judge_sheet, text_of


@dataclass(frozen=True)
class MadeBin:
    """A bin that was asked for: made now, or there already."""

    bin: Any
    made: bool


@dataclass(frozen=True)
class Made:
    """What became of each bin, in the order they were asked for; ``alone``: one was asked for by itself."""

    bins: list[MadeBin]
    alone: bool = False
    refused: Sequence[Verdict] = field(default=())

    @property
    def words(self) -> str:
        """What happened, as a sentence."""
        made = sum(one.made for one in self.bins)
        there = len(self.bins) - made
        told = [f"{made:,} bin{' is' if made == 1 else 's are'} there now"] if made else ["No bin was made"]
        told += [f"{there:,} {'was' if there == 1 else 'were'} there already"] if there else []
        told += [f"{len(self.refused):,} refused"] if self.refused else []
        return f"{', '.join(told)}."


@operation(
    needs=Permission.MANAGE_PLACES,
    raises=(BinCodeTaken, WarehouseNotFound, BinNotFound, ParentClosed, ParentElsewhere),
)
def create_bins(work: Work, data: CreateBins) -> Made:
    """Create one bin, an array of them, or all that a pattern such as A-01-01…A-04-12 names."""
    warehouse = need_warehouse(work, data.location_id)
    given = [one for one in (data.layouts, data.pattern, data.name) if one is not None]
    if len(given) > 1:
        raise InputRefused([Detail("pattern", "Send one bin, or an array of them, or a pattern: not two of these.")])
    if data.pattern is not None:
        rows = [_row(code, code, None) for code in expand(data.pattern)]
        return make_bins(work, data.location_id, warehouse, rows)
    if data.layouts is not None:
        parents = parents_of(work, data.location_id, data.layouts, "layouts.{}.")
        _judge_parents(work, data.location_id, data.layouts)
        rows = [
            _row(one.code or one.name[:50], one.name, parent_id, one.metadata)
            for one, parent_id in zip(data.layouts, parents, strict=True)
        ]
        return make_bins(work, data.location_id, warehouse, rows)
    if data.name is None:
        raise InputRefused([Detail("name", "This is required.", "invalid_type")])
    [parent_id] = parents_of(work, data.location_id, [data])
    alone = add_bin(work, data.location_id, data.name, data.code, parent_id, data.metadata)
    return Made([MadeBin(shown(work, alone), made=True)], alone=True)


@operation(
    needs=Permission.MANAGE_PLACES,
    raises=(WarehouseNotFound, UnreadableSheet, NoBinSheet, ParentClosed, ParentElsewhere),
    only={"html": "a program sends POST /v1/locations/{location_id}/layouts an array; a sheet is what people have"},
)
def import_bins(work: Work, data: ImportBins) -> Made:
    """Create the bins of a sheet: good rows are taken, the others are left and said."""
    warehouse = need_warehouse(work, data.location_id)
    text = text_of(data.file, data.pasted)
    verdicts = judge_sheet(work.session, work.tenant_id, data.location_id, text)
    ids = {fold(one.code): new_id("lay") for one in verdicts if one.kind == "new"}
    rows = [
        {**_row(one.code, one.name, one.parent_id or ids.get(fold(one.parent))), "id": ids[fold(one.code)]}
        for one in sorted(verdicts, key=lambda one: one.depth)
        if one.kind == "new"
    ]
    there = [_row(one.code, one.name, None) for one in verdicts if one.kind == "there"]
    made = make_bins(work, data.location_id, warehouse, [*rows, *there])
    return Made(made.bins, refused=[one for one in verdicts if one.kind == "refused"])


def make_bins(work: Work, warehouse_id: str, warehouse: str, rows: Sequence[dict[str, Any]]) -> Made:
    """Insert bins in one go; whose code is taken is skipped, and told as it stands."""
    same = {
        "tenant_id": work.tenant_id, "warehouse_id": warehouse_id, "active": True, "version": 1,
        "created_at": work.at, "updated_at": work.at,
    }  # fmt: skip
    if rows:
        work.session.execute(insert_for(work.session)(Bin).on_conflict_do_nothing(), [{**same, **row} for row in rows])
    keys = [row["code_key"] for row in rows]
    mine = (Bin.tenant_id == work.tenant_id, Bin.warehouse_id == warehouse_id, Bin.code_key.in_(keys))
    found = {one.code_key: one for one in work.session.execute(select(*Bin.__table__.columns).where(*mine))}
    told = placed(work.session, work.tenant_id, [found[key] for key in keys])
    bins = [MadeBin(one, one.id == row["id"]) for one, row in zip(told, rows, strict=True)]
    made = [one.bin.code for one in bins if one.made]
    span = f": {made[0]}" if len(made) == 1 else f": {made[0]} to {made[-1]}" if made else ""
    work.tell(f"created {len(made):,} bin{'' if len(made) == 1 else 's'} in {warehouse}{span}", warehouse_id)
    return Made(bins)


def _row(code: str, name: str, parent_id: str | None, details: Any = None) -> dict[str, Any]:
    return {
        "id": new_id("lay"), "code": code, "code_key": fold(code), "name": name, "parent_id": parent_id,
        "details": details,
    }  # fmt: skip


def _judge_parents(work: Work, warehouse_id: str, wanted: Sequence[NewBin]) -> None:
    ids = {one.parent_id for one in wanted if one.parent_id is not None}
    if not ids:
        return
    mine = (Bin.tenant_id == work.tenant_id, Bin.warehouse_id == warehouse_id, Bin.id.in_(ids))
    known = set(work.session.execute(select(Bin.id).where(*mine)).scalars())
    for number, one in enumerate(wanted):
        if one.parent_id is not None and one.parent_id not in known:
            raise BinNotFound(at=f"layouts.{number}.parent_id")
