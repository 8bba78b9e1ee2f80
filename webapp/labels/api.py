"""The JSON door of labels and printers."""

from typing import Any

from flask import request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.labels.cards import asked_cards, cards_pdf
from webapp.labels.errors import PrinterNotFound, PrintJobNotFound
from webapp.labels.files import file_of
from webapp.labels.lists import PRINTERS
from webapp.labels.operations.printers import add_printer, change_printer, retire_printer
from webapp.labels.operations.printing import print_again, print_labels
from webapp.labels.operations.proving import prove_label
from webapp.labels.operations.receipts import remove_label_rule, set_receipt_labels
from webapp.labels.queries import find_job, find_printer, rules_of
from webapp.labels.wire import (
    LabelFileJson,
    PrinterJson,
    PrintJobJson,
    ProofJson,
    RuleJson,
    RulesJson,
    file_json,
    job_json,
    printer_json,
    proof_json,
    rule_json,
)

labels = Api("labels", FLEXPORTAL)
printers = Api("printers", FLEXPORTAL)

labels.write("POST", "/labels", calls=print_labels, wire=job_json, shape=PrintJobJson, status=201)
labels.write("POST", "/labels/<jobId>/again", calls=print_again, wire=job_json, shape=PrintJobJson, status=201)


@labels.read("/labels/<jobId>", needs=Permission.READ_LABELS, shape=PrintJobJson, raises=(PrintJobNotFound,))
def show_print_job(actor: Actor, jobId: str) -> Any:  # noqa: N803  (a part of the path is a JSON name)
    """One print job, and what became of it."""
    return job_json(find_job(db.session(), actor.tenant.id, jobId), actor)


@labels.read(
    "/labels/<jobId>/file",
    needs=Permission.READ_LABELS,
    shape=LabelFileJson,
    queries={"format": "pdf (the usual) or zpl."},
    raises=(PrintJobNotFound,),
)
def show_label_file(actor: Actor, jobId: str) -> Any:  # noqa: N803
    """The labels of a print job as a file, in base64."""
    form = request.args.get("format", "pdf")
    if form not in ("pdf", "zpl"):
        raise InputRefused([Detail("format", "This can be pdf or zpl.", "invalid_enum_value")])
    job = find_job(db.session(), actor.tenant.id, jobId)
    made = file_of(db.session(), actor.tenant.id, job, form)
    return file_json(job.id, made.name, made.kind, made.content)


labels.write("POST", "/labels/proof", calls=prove_label, wire=proof_json, shape=ProofJson)


@labels.read("/label-rules", needs=Permission.READ_SETTINGS, shape=RulesJson)
def list_label_rules(actor: Actor) -> Any:
    """Where units get a label as they arrive, and where not."""
    return RulesJson(rules=[rule_json(rule, actor) for rule in rules_of(db.session(), actor.tenant.id)])


labels.write("POST", "/label-rules", calls=set_receipt_labels, wire=rule_json, shape=RuleJson)
labels.write("DELETE", "/label-rules/<deskId>", calls=remove_label_rule, wire=rule_json, shape=RuleJson)


@labels.read(
    "/labels/cards",
    needs=Permission.READ_LABELS,
    shape=LabelFileJson,
    queries={"symbol": "code128 (the usual) or qr.", "quantities": "Numbers with commas between."},
)
def show_cards_file(actor: Actor) -> Any:
    """The command cards of a desk as a PDF, in base64."""
    return file_json(None, "command-cards.pdf", "application/pdf", cards_pdf(asked_cards(request.args)))


printers.listing(
    "/printers",
    needs=Permission.READ_SETTINGS,
    lists=lambda: PRINTERS,
    key="printers",
    wire=printer_json,
    shape=PrinterJson,
    summary="List the label printers that are allowed.",
)
printers.write("POST", "/printers", calls=add_printer, wire=printer_json, shape=PrinterJson, status=201)
printers.write("PATCH", "/printers/<printerId>", calls=change_printer, wire=printer_json, shape=PrinterJson)
printers.write("DELETE", "/printers/<printerId>", calls=retire_printer, wire=printer_json, shape=PrinterJson)


@printers.read("/printers/<printerId>", needs=Permission.READ_SETTINGS, shape=PrinterJson, raises=(PrinterNotFound,))
def show_printer(actor: Actor, printerId: str) -> Any:  # noqa: N803
    """One printer."""
    return printer_json(find_printer(db.session(), actor.tenant.id, printerId), actor)
