"""The pages of labels: what to print, what it will look like, and what was printed."""

from typing import Any

from flask import Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.accounts.permissions import Permission
from webapp.core.data.clock import now
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer, place_problem, values_of
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work
from webapp.core.web.html import Done, FormPage, Page, Pages
from webapp.labels.drawing.content import SYMBOLS
from webapp.labels.drawing.layout import draw
from webapp.labels.files import LabelFile, file_of
from webapp.labels.inputs import PrintLabels
from webapp.labels.models import PrintJob
from webapp.labels.operations.printing import chosen, count_of, print_again, print_labels
from webapp.labels.queries import find_job, printers_of, recent_jobs, rule_at, state_of, unprinted_jobs
from webapp.labels.shapes import size_of
from webapp.labels.subjects import BINS, UNITS, VARIANTS, WORDS, labels_of
from webapp.locations.queries import warehouse_choices

pages = Pages("labels")

SHOWN = 6
"""Labels that a preview draws; all of them are counted."""


_OF_PREFIX = {"unit": UNITS, "lay": BINS, "var": VARIANTS}
"""What ids are of, when a link to this page does not say."""


def show_labels(form: MultiDict[str, str], target: str) -> None:
    """The button that asks what the labels look like: it changes nothing typed."""


def _linked() -> dict[str, Any]:
    """What a link to this page says: ``what``, and ids with commas between, or codes."""
    told: dict[str, Any] = {name: request.args[name] for name in ("what", "size", "symbol") if name in request.args}
    for name in ("ids", "codes"):
        parts = [part for text in request.args.getlist(name) for part in text.split(",")]
        told[name] = "\n".join(part[:500] for part in parts if part)[:20_000]
    told.setdefault("what", _OF_PREFIX.get(told["ids"].partition("_")[0], "units"))
    return {**told, "location_id": request.args.get("location_id", "")[:64]}


def _asked(actor: Actor) -> dict[str, Any]:
    """What a link says, and for the rest the way in which this desk prints what arrives."""
    rule = rule_at(db.session(), actor.tenant.id, actor.desk_id)
    usual = {"size": rule.chosen_size, "symbol": rule.symbol, "printerId": rule.printer_id or ""}
    return {**usual, "copies": "1", "start": "1", **_linked()}


def _prepare(form: Any, actor: Actor) -> None:
    session, tenant_id = db.session(), actor.tenant.id
    printers = [(one.id, f"{one.name} ({one.width} × {one.height} mm)") for one in printers_of(session, tenant_id)]
    offer(form.printerId, [("", "None: make a file"), *printers])
    offer(form.location_id, [("", "None"), *warehouse_choices(session, tenant_id)])
    form.drawn, form.count = [], 0
    if not request.form.get("_labels"):
        return
    try:
        data = PrintLabels.from_form(values_of(form, PrintLabels, editing=False), exponent=actor.tenant.exponent)
        _preview(form, actor, data)
    except Problem as problem:
        place_problem(form, problem)


def _preview(form: Any, actor: Actor, data: PrintLabels) -> None:
    """Draw the first labels as they will be."""
    session, tenant_id = db.session(), actor.tenant.id
    things = chosen(Work(session=session, actor=actor, batch_id="", at=now()), data)
    held = next((one for one in printers_of(session, tenant_id) if one.id == data.printer_id), None)
    size = size_of(f"{held.width}x{held.height}" if held else data.size)
    form.drawn = [draw(label, data.symbol, size) for label in labels_of(session, tenant_id, data.what, things[:SHOWN])]
    form.count = len(things) * data.copies


def _around(actor: Actor) -> dict[str, Any]:
    session, tenant_id = db.session(), actor.tenant.id
    jobs = [_told(job) for job in recent_jobs(session, tenant_id)]
    unprinted = [_told(job) for job in unprinted_jobs(session, tenant_id)]
    told: dict[str, Any] = request.form.to_dict() if request.method == "POST" else _linked()
    ids, what = told.get("ids", ""), told.get("what", "")
    named = labels_of(session, tenant_id, what, ids.split()[:SHOWN]) if ids and what in WORDS else []
    around = {"named": [label.code for label in named], "named_count": len(ids.split())}
    return {"jobs": jobs, "unprinted": unprinted, **around}


def _told(job: Any) -> dict[str, Any]:
    """A job for a line of the list."""
    one, many = WORDS[job.what]
    things = count_of(len(job.things), one) if len(job.things) == 1 else f"{len(job.things)} {many}"
    return {
        "id": job.id,
        "at": job.created_at,
        "text": f"{count_of(len(job.things) * job.copies, 'label')} of {things}",
        "who": job.actor_name,
        "desk": job.desk_name,
        "printer": job.printer_name,
        "state": state_of(job),
        "said": job.said,
        "size": size_of(job.size).words,
        "symbol": SYMBOLS[job.symbol],
        "copies": job.copies,
    }


def _printed(job: PrintJob, **parts: str) -> Done:
    labels = count_of(len(job.things) * job.copies, "label")
    say = f"{labels} on the way to the printer." if job.printer_id else f"{labels} ready to open or download."
    return Done(url_for("labels.job", job_id=job.id), say.capitalize())


@pages.page("/labels/<job_id>", needs=Permission.READ_LABELS)
def job(actor: Actor, job_id: str) -> Page:
    """What was printed: as a PDF, as ZPL, and what became of it."""
    found = find_job(db.session(), actor.tenant.id, job_id)
    labels = labels_of(db.session(), actor.tenant.id, found.what, found.things[:SHOWN])
    drawn = [draw(label, found.symbol, size_of(found.size)) for label in labels]
    return render_template("labels/job.html", job=_told(found), drawn=drawn, count=len(found.things) * found.copies)


@pages.page("/labels/<job_id>/labels.pdf", needs=Permission.READ_LABELS)
def pdf(actor: Actor, job_id: str) -> Page:
    """The labels as a PDF, to be opened and printed."""
    return _sent(_file(actor, job_id, "pdf"), how="inline")


@pages.page("/labels/<job_id>/labels.zpl", needs=Permission.READ_LABELS)
def zpl(actor: Actor, job_id: str) -> Page:
    """The labels as ZPL, to be sent to a printer by other means."""
    return _sent(_file(actor, job_id, "zpl"), how="attachment")


def _file(actor: Actor, job_id: str, form: str) -> LabelFile:
    found = find_job(db.session(), actor.tenant.id, job_id)
    return file_of(db.session(), actor.tenant.id, found, form)


def _sent(file: LabelFile, *, how: str) -> Response:
    headers = {"Content-Disposition": f"{how}; filename={file.name}"}
    return Response(file.content, headers=headers, content_type=file.kind)


pages.form(
    "/labels",
    FormPage(
        calls=print_labels,
        template="labels/print.html",
        done=_printed,
        context=_around,
        initial=_asked,
        prepare=_prepare,
    ),
)
pages.action(
    "/labels/<job_id>/again",
    calls=print_again,
    done=_printed,
    back=lambda job_id: url_for("labels.job", job_id=job_id),
    takes={"job_id": "jobId"},
)
