"""The discrepancy report of an intake: what was announced beside what arrived."""

from flask import Response, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.sheet import sheet_lines
from webapp.core.operation.actor import Actor
from webapp.core.paper.report import report_pdf
from webapp.core.web.html import Done, Page
from webapp.core.web.listpage import download
from webapp.receiving.operations import remove_line
from webapp.receiving.paper import paper_of
from webapp.receiving.queries.intakes import find_intake, tally_of
from webapp.receiving.queries.report import HEADER, report_cells, report_of
from webapp.receiving.views.pages import intake_pages as pages

SHOWN = 200
PARTS = ("missing", "unexpected", "verified")


@pages.page("/intakes/<intake_id>/report", needs=Permission.READ_STOCK)
def report(actor: Actor, intake_id: str) -> Page:
    """What is missing, what nobody announced, and what is right."""
    session, tenant_id = db.session(), actor.tenant.id
    found = find_intake(session, tenant_id, intake_id)
    told = report_of(session, tenant_id, intake_id)
    show = request.args.get("show", "")
    show = show if show in PARTS else next((part for part in PARTS if getattr(told, part)), PARTS[0])
    rows = getattr(told, show)
    start = request.args.get("from", 0, type=int)
    start = start if 0 <= start < len(rows) else 0
    return render_template(
        "intakes/report.html",
        intake=found,
        tally=tally_of(found),
        show=show,
        counts={part: len(getattr(told, part)) for part in PARTS},
        rows=rows[start : start + SHOWN],
        start=start,
        total=len(rows),
        step=SHOWN,
    )


@pages.page("/intakes/<intake_id>/report.csv", needs=Permission.READ_STOCK)
def report_csv(actor: Actor, intake_id: str) -> Page:
    """The same as a sheet."""
    session, tenant_id = db.session(), actor.tenant.id
    find_intake(session, tenant_id, intake_id)
    cells = report_cells(report_of(session, tenant_id, intake_id), actor.tenant.exponent)
    return download(f"discrepancies-{intake_id}.csv", sheet_lines(HEADER, cells), actor)


@pages.page("/intakes/<intake_id>/report.pdf", needs=Permission.READ_STOCK)
def report_file(actor: Actor, intake_id: str) -> Page:
    """The same on paper."""
    session, tenant_id = db.session(), actor.tenant.id
    found = find_intake(session, tenant_id, intake_id)
    made = report_pdf(paper_of(found, report_of(session, tenant_id, intake_id), actor))
    headers = {"Content-Disposition": f"inline; filename=discrepancies-{intake_id}.pdf"}
    return Response(made, headers=headers, content_type="application/pdf")


def _to_report(intake_id: str) -> str:
    return url_for("intakes.report", intake_id=intake_id)


pages.action(
    "/intakes/<intake_id>/expected/<line_id>/remove",
    calls=remove_line,
    done=lambda _, intake_id, line_id: Done(_to_report(intake_id), "No longer expected."),
    back=lambda intake_id, line_id: _to_report(intake_id),
    takes={"intake_id": "intakeId", "line_id": "lineId"},
)
