"""The page of many variants at once."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, g, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.bulk.grid import GridRow, Typed, columns_of, judged_rows, standing_row, typed_rows
from webapp.bulk.inputs import ChangeVariants
from webapp.bulk.operations import Outcome, change_variants
from webapp.bulk.verdicts import counted
from webapp.catalog.queries.variant_list import VARIANTS
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, Page, Pages, is_fragment
from webapp.core.web.listpage import found_for

pages = Pages("bulk")

SHOWN = 100
"""Rows of one page."""


@pages.page("/variants/table", needs=Permission.EDIT_CATALOGUE)
def table(actor: Actor) -> Page:
    """The variants of a list, each cell open to be typed over."""
    found, listing, problem = found_for(VARIANTS, actor, limit=SHOWN)
    if problem is not None and is_fragment():
        raise problem
    rows = [standing_row(row, actor.tenant.exponent) for row in found.rows] if found else []
    name = "bulk/_grid.html" if is_fragment() else "bulk/table.html"
    page = render_template(name, found=found, listing=listing, problem=problem, **_shown(rows))
    return Response(page, status=422 if problem else 200, content_type="text/html; charset=utf-8")


def _shown(rows: Sequence[GridRow]) -> dict[str, Any]:
    """What the form needs; its draft belongs to these rows as they are, and to no others."""
    told = " ".join(f"{row.variant_id} {row.version}" for row in rows)
    draft = hashlib.sha256(told.encode()).hexdigest()[:12]
    return {"rows": rows, "columns": columns_of(rows), "draft": draft}


def _read(form: Mapping[str, str], actor: Actor) -> tuple[ChangeVariants, list[Typed]]:
    typed = typed_rows(form)
    sent = {"variants": [row.change() for row in typed]}
    return ChangeVariants.from_form(sent, exponent=actor.tenant.exponent, currency=actor.tenant.currency), typed


def _judged(outcome: Outcome, typed: list[Typed]) -> str | Done:
    saved = counted(outcome.verdicts, "saved")
    undo = url_for("history.undo_batch", batch_id=outcome.batch_id) if outcome.batch_id else None
    here = request.full_path.rstrip("?")
    if saved + counted(outcome.verdicts, "unchanged") == len(typed):
        say = f"{saved} variant{'' if saved == 1 else 's'} saved."
        return Done(here, say if saved else "Nothing was typed over, so nothing changed.", undo=undo)
    rows = judged_rows(outcome.verdicts, typed, g.actor.tenant.exponent)
    counts = {kind: sum(row.verdict == kind for row in rows) for kind in ("saved", "refused", "stale")}
    return render_template("bulk/judged.html", counts=counts, undo=undo, back=here, **_shown(rows))


pages.fragment("/variants/table", calls=change_variants, reads=_read, shows=_judged)
