"""The pages of labels at a desk: the proof scan, the command cards, and what is printed when something arrives."""

from typing import Any

from flask import Response, render_template, request, url_for

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import find_desk
from webapp.assets.queries import find_unit
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import InputRefused, NotFound
from webapp.core.web.html import Done, FormPage, Page
from webapp.labels.cards import SYMBOLS, Asked, asked_cards, cards_of, cards_pdf
from webapp.labels.operations.proving import Proof, prove_label
from webapp.labels.operations.receipts import remove_label_rule, set_receipt_labels
from webapp.labels.queries import Rule, printers_of, recent_proofs, rule_at, rules_of
from webapp.labels.views.pages import pages
from webapp.ledger.words import LABEL_RIGHT

SHOWN = 4
"""Cards that the page draws; all are printed."""


def _proven(proof: Proof) -> Done:
    if proof.is_right:
        return Done(url_for("labels.prove_label"), f"The right label is on {proof.serial}.")
    say = f"The label says {proof.label_says}, and it is on {proof.unit_says}. Take it off."
    return Done(url_for("labels.prove_label"), say, kind="refused")


def _proofs(actor: Actor) -> dict[str, Any]:
    """Whose label is looked for, when the address says it, and what was proven today."""
    rows = [
        {
            "state": "accepted" if row.action == LABEL_RIGHT else "refused",
            "code": row.serial,
            "key": row.id,
            "title": "Right label" if row.action == LABEL_RIGHT else "Wrong label",
            "text": row.summary,
            "at": row.at,
            "unit_url": url_for("assets.unit", unit_id=row.unit_id),
            "actions": [],
        }
        for row in recent_proofs(db.session(), actor)
    ]
    return {"rows": rows, "wanted": _wanted(actor)}


def _wanted(actor: Actor) -> Any:
    unit_id = request.values.get("unitId", "")[:64]
    try:
        return find_unit(db.session(), actor.tenant.id, unit_id) if unit_id else None
    except NotFound:
        return None


@pages.page("/labels/cards", needs=Permission.READ_LABELS)
def cards(actor: Actor) -> Page:
    """The command cards: which there are, and their sheet."""
    try:
        asked, problem = asked_cards(request.args), None
    except InputRefused as refused:
        asked, problem = Asked(), refused
    drawn = cards_of(asked)
    told = {"symbol": asked.symbol, "quantities": ", ".join(map(str, asked.quantities)), "symbols": SYMBOLS}
    page = render_template("labels/cards.html", drawn=drawn[:SHOWN], count=len(drawn), problem=problem, **told)
    return Response(page, status=422 if problem else 200, content_type="text/html; charset=utf-8")


@pages.page("/labels/cards.pdf", needs=Permission.READ_LABELS)
def cards_file(actor: Actor) -> Page:
    """The command cards as a sheet to print and cut."""
    headers = {"Content-Disposition": "inline; filename=command-cards.pdf"}
    return Response(cards_pdf(asked_cards(request.args)), headers=headers, content_type="application/pdf")


def _rule_form(rule: Rule) -> dict[str, Any]:
    return {
        "onReceipt": rule.on_receipt,
        "printerId": rule.printer_id or "",
        "size": rule.chosen_size,
        "symbol": rule.symbol,
    }


def _offer_printers(form: Any, actor: Actor, **parts: str) -> None:
    printers = printers_of(db.session(), actor.tenant.id)
    offer(form.printerId, [("", "None"), *((one.id, one.name) for one in printers)])


def _ruled(rule: Rule, desk_id: str = "") -> Done:
    say = "Units get a label as they arrive." if rule.on_receipt else "Nothing is printed as units arrive."
    return Done(url_for("labels.set_receipt_labels"), f"{say} That counts from now on.")


def _house(actor: Actor) -> dict[str, Any]:
    rules = [rule for rule in rules_of(db.session(), actor.tenant.id) if rule.desk_id]
    return {"rules": rules, "desk": None, "has_own": False}


def _desk(actor: Actor, desk_id: str) -> dict[str, Any]:
    session, tenant_id = db.session(), actor.tenant.id
    desk = find_desk(session, tenant_id, desk_id)
    return {"rules": [], "desk": desk, "has_own": rule_at(session, tenant_id, desk_id).desk_id is not None}


pages.form(
    "/labels/proof",
    FormPage(
        calls=prove_label,
        template="labels/proof.html",
        done=_proven,
        context=_proofs,
        initial=lambda actor: {"unitId": request.args.get("unitId", "")[:64]},
    ),
)
pages.form(
    "/labels/on-receipt",
    FormPage(
        calls=set_receipt_labels,
        template="labels/on_receipt.html",
        done=_ruled,
        context=_house,
        initial=lambda actor: _rule_form(rule_at(db.session(), actor.tenant.id, None)),
        prepare=_offer_printers,
    ),
)
pages.form(
    "/labels/on-receipt/<desk_id>",
    FormPage(
        calls=set_receipt_labels,
        template="labels/on_receipt.html",
        done=_ruled,
        context=_desk,
        initial=lambda actor, desk_id: _rule_form(rule_at(db.session(), actor.tenant.id, desk_id)),
        prepare=_offer_printers,
        takes={"desk_id": "deskId"},
    ),
    endpoint="set_desk_labels",
)
pages.action(
    "/labels/on-receipt/<desk_id>/remove",
    calls=remove_label_rule,
    done=lambda rule, desk_id: Done(
        url_for("labels.set_receipt_labels"), "The desk's own rule is gone. The rule for everywhere counts there now."
    ),
    back=lambda desk_id: url_for("labels.set_desk_labels", desk_id=desk_id),
    takes={"desk_id": "deskId"},
)
