"""The pages of intakes: the list, one of them, and what can be done with it."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page
from webapp.ledger.operations import Undone
from webapp.receiving.inputs.manifests import NUMBERS
from webapp.receiving.operations import close_intake, edit_intake, open_intake, reopen_intake, undo_intake
from webapp.receiving.queries.intakes import INTAKES, IntakeRow, find_intake, received_by_sku, tally_of
from webapp.receiving.queries.manifests import manifest_facts
from webapp.receiving.queries.rows import open_questions, scans_of
from webapp.receiving.queries.sheets import sheets_of
from webapp.receiving.views.pages import intake_pages as pages
from webapp.receiving.views.showing import row_of

NAMED = 3

pages.listing("/intakes", needs=Permission.READ_STOCK, lists=INTAKES, template="intakes/index.html")


def _to_desk(intake: IntakeRow, **parts: str) -> Done:
    return Done(url_for("receiving.desk", intake=intake.id), f"{intake.name} is open. Scan the first item.")


def _to_page(verb: str) -> Any:
    def done(intake: IntakeRow, **parts: str) -> Done:
        return Done(url_for("intakes.intake", intake_id=intake.id), f"{verb} {intake.name}.")

    return done


def _back(intake_id: str) -> str:
    return url_for("intakes.intake", intake_id=intake_id)


def _found(actor: Actor, intake_id: str) -> dict[str, Any]:
    return {"intake": find_intake(db.session(), actor.tenant.id, intake_id)}


def _initial(actor: Actor, intake_id: str) -> dict[str, Any]:
    row = find_intake(db.session(), actor.tenant.id, intake_id)
    return {
        "name": row.name,
        "supplier": row.supplier,
        "deliveryNote": row.delivery_note,
        "reference": row.reference,
        "version": str(row.version),
    }


pages.form("/intakes/new", FormPage(calls=open_intake, template="intakes/new.html", done=_to_desk))


@pages.page("/intakes/<intake_id>", needs=Permission.READ_STOCK)
def intake(actor: Actor, intake_id: str) -> Page:
    """One intake: what it received, what waits for a word, and what was scanned."""
    session, tenant_id = db.session(), actor.tenant.id
    found = find_intake(session, tenant_id, intake_id)
    asking = open_questions(session, tenant_id, intake_id)
    asked = {row.key for row in asking}
    manifest = manifest_facts(session, tenant_id, intake_id)
    return render_template(
        "intakes/detail.html",
        intake=found,
        tally=tally_of(found),
        manifest=manifest,
        numbers=_numbers(manifest),
        lists=sheets_of(session, tenant_id, intake_id),
        received=received_by_sku(session, tenant_id, intake_id),
        asking=[row_of(row, actor) for row in asking],
        rows=[row_of(row, actor) for row in scans_of(session, tenant_id, intake_id) if row.key not in asked],
    )


def _numbers(manifest: Any) -> list[tuple[str, str]]:
    """The numbers that a manifest told, in words."""
    told = manifest.told if manifest else {}
    words = ((name, name.replace("_", " ").capitalize()) for name in NUMBERS)
    return [(label, told[name]) for name, label in words if told.get(name)]


pages.form(
    "/intakes/<intake_id>/edit",
    FormPage(
        calls=edit_intake,
        template="intakes/edit.html",
        done=_to_page("Saved"),
        context=_found,
        initial=_initial,
        takes={"intake_id": "intakeId"},
        editing=True,
    ),
)
_takes = {"intake_id": "intakeId"}
pages.action("/intakes/<intake_id>/close", calls=close_intake, done=_to_page("Closed"), back=_back, takes=_takes)
pages.action("/intakes/<intake_id>/reopen", calls=reopen_intake, done=_to_page("Opened"), back=_back, takes=_takes)


def _taken_back(undone: Undone, intake_id: str) -> Done:
    """How many went, and which stay and why; the first of them stand for all."""
    said = f"{undone.undone} taken back."
    if stays := len(undone.kept):
        more = f" and {stays - NAMED} more" if stays > NAMED else ""
        said += f" {stays} {'stays' if stays == 1 else 'stay'}: {'; '.join(undone.kept[:NAMED])}{more}."
    return Done(_back(intake_id), said, kind="undone")


pages.form(
    "/intakes/<intake_id>/undo",
    FormPage(
        calls=undo_intake,
        template="intakes/undo.html",
        done=_taken_back,
        context=_found,
        takes=_takes,
    ),
)
