"""The pages of printers: which there are, a new one, its address, taking it out of use."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages
from webapp.labels.inputs import DPIS
from webapp.labels.lists import PRINTERS
from webapp.labels.models import Printer
from webapp.labels.operations.printers import FACTS, add_printer, change_printer, retire_printer
from webapp.labels.queries import find_printer

pages = Pages("printers")


def _offer(form: Any, actor: Actor, **parts: str) -> None:
    offer(form.dpi, [(str(dpi), f"{dpi} dpi") for dpi in DPIS])


def _list(**parts: str) -> str:
    return url_for("printers.index")


def _made(printer: Printer) -> Done:
    return Done(_list(), f"{printer.name} is allowed. Labels can be sent to it now.")


def _changed(printer: Printer, printer_id: str) -> Done:
    return Done(_list(), f"{printer.name} is saved.")


def _retired(printer: Printer, printer_id: str) -> Done:
    return Done(_list(), f"{printer.name} is out of use. What was printed on it still says so.")


def _printer(actor: Actor, printer_id: str) -> dict[str, Any]:
    return {"printer": find_printer(db.session(), actor.tenant.id, printer_id)}


def _standing(actor: Actor, printer_id: str) -> dict[str, Any]:
    printer = _printer(actor, printer_id)["printer"]
    return {name: str(getattr(printer, name)) for name in ("version", *FACTS)}


_TAKES = {"printer_id": "printerId"}
_BLANK = {"port": "9100", "dpi": "203", "width": "57", "height": "32"}

pages.listing(
    "/printers",
    needs=Permission.READ_SETTINGS,
    lists=PRINTERS,
    template="printers/index.html",
)
pages.form(
    "/printers/new",
    FormPage(
        calls=add_printer,
        template="printers/new.html",
        done=_made,
        initial=lambda actor: _BLANK,
        prepare=_offer,
    ),
)
pages.form(
    "/printers/<printer_id>",
    FormPage(
        calls=change_printer,
        template="printers/printer.html",
        done=_changed,
        context=_printer,
        initial=_standing,
        prepare=_offer,
        takes=_TAKES,
        editing=True,
    ),
)
pages.action("/printers/<printer_id>/retire", calls=retire_printer, done=_retired, back=_list, takes=_TAKES)
