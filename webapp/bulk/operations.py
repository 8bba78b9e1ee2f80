"""Changing many variants at once: good rows are saved, bad ones say why, and one undo takes the whole back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.bulk.errors import RowsRefused
from webapp.bulk.inputs import ChangeVariants, Row
from webapp.bulk.verdicts import Verdict, counted, judge
from webapp.catalog.models import Variant
from webapp.catalog.queries.variants import variants_by_id
from webapp.catalog.snapshots.watching import Watch
from webapp.catalog.writing.claims import hold_of_variants
from webapp.catalog.writing.fields import write_variant_fields
from webapp.core.operation.errors import Busy, Detail, Problem
from webapp.core.operation.registry import Work, operation


@dataclass(frozen=True)
class Outcome:
    """What became of every row; ``batch_id`` is what undo takes, none when nothing was saved."""

    verdicts: list[Verdict]
    batch_id: str | None


@operation(needs=Permission.EDIT_CATALOGUE, raises=(RowsRefused,))
def change_variants(work: Work, data: ChangeVariants) -> Outcome:
    """Change many variants, each row saved or refused by itself, or all of them or none."""
    rows = data.rows
    ids = _ids(work, rows)
    wanted = {one for one in ids if one is not None}
    hold_of_variants(work, wanted)  # all at once and in one order: what follows may write them in parts
    standing = variants_by_id(work.session, work.tenant_id, list(wanted))
    exponent = work.actor.tenant.exponent
    verdicts = []
    for n, (row, one) in enumerate(zip(rows, ids, strict=True)):
        seen = one is not None and one in ids[:n]
        verdicts.append(judge(row, standing.get(one or ""), exponent, seen=seen))
    changing = [n for n, one in enumerate(verdicts) if one.kind == "saved"]
    watch = Watch(work, variants=[_id(verdicts[n]) for n in changing])
    refused = _write(work, changing, verdicts)
    verdicts = [refused.get(n, one) for n, one in enumerate(verdicts)]
    if data.atomic and counted(verdicts, "refused", "stale"):
        raise _all_refused(verdicts)
    if len(refused) < len(changing):
        watch.tell()
    now = variants_by_id(work.session, work.tenant_id, list(wanted))
    verdicts = [replace(one, variant=now[_id(one)]) if one.variant else one for one in verdicts]
    saved = counted(verdicts, "saved")
    work.tell(_sentence(saved, len(rows)))
    return Outcome(verdicts, work.batch_id if saved else None)


def _sentence(saved: int, total: int) -> str:
    if not saved:
        return f"left {total} variant{'' if total == 1 else 's'} of a table as they were"
    return f"changed {saved} variant{'' if saved == 1 else 's'} in one table"


def _ids(work: Work, rows: Sequence[Row]) -> list[str | None]:
    """The id that each row means; a row without one is known by its SKU."""
    skus = [row.variant_sku for row in rows if not row.variant_id and row.variant_sku]
    by_sku: dict[str, str] = {}
    if skus:
        mine = (Variant.tenant_id == work.tenant_id, Variant.variant_sku.in_(skus))
        found = work.session.execute(select(Variant.variant_sku, Variant.id).where(*mine))
        by_sku = {row.variant_sku: row.id for row in found}
    return [row.variant_id or by_sku.get(row.variant_sku or "") for row in rows]


def _id(verdict: Verdict) -> str:
    if verdict.variant is None:
        raise LookupError("only rows whose variant is known are written")
    return str(verdict.variant.values["id"])


def _write(work: Work, rows: list[int], verdicts: Sequence[Verdict]) -> dict[int, Verdict]:
    """Write rows in one go; where one is refused, the rest without it. Returns the refused, by number."""
    if not rows:
        return {}
    told = len(work.changes)
    try:
        with work.session.begin_nested():
            _write_all(work, rows, verdicts)
    except Busy:
        raise
    except Problem as problem:
        del work.changes[told:]
        blamed = [n for n in rows if _is_blamed(problem, n)] or rows
        if len(rows) == 1:
            return {rows[0]: verdicts[rows[0]].refused(problem, _place(rows[0]))}
        first, second = _parts(rows, blamed)
        return {**_write(work, first, verdicts), **_write(work, second, verdicts)}
    return {}


def _parts(rows: list[int], blamed: list[int]) -> tuple[list[int], list[int]]:
    """Those that are not to blame, and the others; when all may be, two halves."""
    others = [n for n in rows if n not in blamed]
    if others:
        return others, blamed
    return rows[: len(rows) // 2], rows[len(rows) // 2 :]


def _write_all(work: Work, rows: Sequence[int], verdicts: Sequence[Verdict]) -> None:
    changes = {_id(verdicts[n]): change for n in rows if (change := verdicts[n].change) is not None}
    places = {_id(verdicts[n]): _place(n) for n in rows}
    write_variant_fields(work, changes, places, typed=verdicts[rows[0]].row.typed)


def _place(n: int) -> str:
    return f"variants.{n}."


def _is_blamed(problem: Problem, n: int) -> bool:
    return any(detail.path.startswith(_place(n)) for detail in problem.details)


def _all_refused(verdicts: Sequence[Verdict]) -> RowsRefused:
    details = [detail for n, one in enumerate(verdicts) for detail in _details(one, _place(n))]
    return RowsRefused(count=counted(verdicts, "refused", "stale"), details=details)


def _details(verdict: Verdict, place: str) -> list[Detail]:
    problem = verdict.problem
    if problem is None:
        return []
    if not problem.details:
        return [Detail(place.rstrip("."), problem.words, problem.code.lower())]
    return [replace(one, path=f"{place}{one.path}".rstrip(".")) for one in problem.details]
