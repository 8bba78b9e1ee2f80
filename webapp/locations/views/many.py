"""The pages that make many bins: by pattern, and from a sheet; each shows first what would happen."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from webapp.core.data.database import db
from webapp.core.inputs.forms import place_problem, values_of
from webapp.core.inputs.uploads import Upload
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.web.html import Done, FormPage
from webapp.locations.inputs import CreateBins
from webapp.locations.operations import create_bins, import_bins
from webapp.locations.operations.many import Made
from webapp.locations.patterns import expand
from webapp.locations.queries import codes_there, find_warehouse
from webapp.locations.sheet import judge_sheet, text_of
from webapp.locations.views.pages import pages, warehouse_of

SHOWN = 200
"""Rows of a sheet that are shown with their verdicts; all of them are counted."""


@dataclass(frozen=True)
class Span:
    """What a pattern would make: how many, from where to where, and which of them are there already."""

    codes: list[str]
    there: list[str]


def show_bins(form: MultiDict[str, str], target: str) -> None:
    """The button that asks what a pattern or a sheet would make: it changes nothing typed."""


def _made(made: Made, location_id: str) -> Done:
    return Done(url_for("locations.bins", location_id=location_id), made.words)


def _span(form: Any, actor: Actor, location_id: str) -> None:
    """Work out what a pattern makes when that was asked for."""
    form.span = None
    if not request.form.get("_bins"):
        return
    values = {**values_of(form, CreateBins, editing=False), "location_id": location_id}
    try:
        pattern = CreateBins.from_form(values, exponent=actor.tenant.exponent).pattern
    except Problem as problem:
        place_problem(form, problem)
        return
    codes = expand(pattern or "")
    form.span = Span(codes, codes_there(db.session(), actor.tenant.id, location_id, codes))


def _verdicts(form: Any, actor: Actor, location_id: str) -> None:
    """Look at a sheet when that was asked for; what came as a file goes on as text, for a file is sent but once."""
    form.verdicts = None
    if not request.form.get("_bins"):
        return
    find_warehouse(db.session(), actor.tenant.id, location_id)
    sent = form.file.data
    file = Upload(sent.filename or "", sent.read()) if sent else None
    try:
        form.pasted.data = text_of(file, form.pasted.data)
        form.verdicts = judge_sheet(db.session(), actor.tenant.id, location_id, form.pasted.data)
    except Problem as problem:
        place_problem(form, problem)


pages.form(
    "/warehouses/<location_id>/bins/pattern",
    FormPage(
        calls=create_bins,
        template="locations/pattern.html",
        done=_made,
        context=warehouse_of,
        prepare=_span,
    ),
)
pages.form(
    "/warehouses/<location_id>/bins/import",
    FormPage(
        calls=import_bins,
        template="locations/import.html",
        done=_made,
        context=lambda actor, location_id: {**warehouse_of(actor, location_id), "shown": SHOWN},
        prepare=_verdicts,
        size=2_000_000,
    ),
)
