"""Allowing printers, changing them, and taking them out of use."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.labels.errors import PrinterNameTaken, PrinterNotFound
from webapp.labels.inputs import AddPrinter, ChangePrinter, PrinterId
from webapp.labels.models import Printer

FACTS = ("name", "host", "port", "dpi", "width", "height")


@operation(needs=Permission.EDIT_SETTINGS, raises=(PrinterNameTaken,))
def add_printer(work: Work, data: AddPrinter) -> Printer:
    """Allow a label printer: from now on labels can be sent to its address."""
    values = {name: getattr(data, name) for name in FACTS}
    printer = Printer(
        tenant_id=work.tenant_id,
        id=new_id("prn"),
        name_key=fold(data.name),
        active=True,
        version=1,
        created_at=work.at,
        updated_at=work.at,
        **values,
    )
    work.session.add(printer)
    work.tell(f"allowed the printer {printer.name}", printer.id)
    work.changed(printer.id, None, values)
    return printer


@operation(needs=Permission.EDIT_SETTINGS, raises=(PrinterNotFound, PrinterNameTaken, StaleEdit))
def change_printer(work: Work, data: ChangePrinter) -> Printer:
    """Change a printer's name, its address or the labels it holds."""
    printer = _printer(work, data.printer_id)
    if data.version is not None and data.version != printer.version:
        raise StaleEdit(what=printer.name, version=printer.version)
    before = {name: getattr(printer, name) for name in FACTS}
    after: dict[str, Any] = {**before, **{name: getattr(data, name) for name in data.model_fields_set if name in FACTS}}
    if after != before:
        for name, value in after.items():
            setattr(printer, name, value)
        printer.name_key = fold(printer.name)
        printer.version, printer.updated_at = printer.version + 1, work.at
    work.tell(f"changed the printer {printer.name}", printer.id)
    work.changed(printer.id, before, after)
    return printer


@operation(needs=Permission.EDIT_SETTINGS, raises=(PrinterNotFound,))
def retire_printer(work: Work, data: PrinterId) -> Printer:
    """Take a printer out of use; what was printed on it still says so."""
    printer = _printer(work, data.printer_id)
    printer.active, printer.version, printer.updated_at = False, printer.version + 1, work.at
    work.tell(f"took the printer {printer.name} out of use", printer.id)
    work.changed(printer.id, {"active": True}, {"active": False})
    return printer


def _printer(work: Work, printer_id: str) -> Printer:
    found = work.session.execute(
        select(Printer)
        .where(Printer.tenant_id == work.tenant_id, Printer.id == printer_id, Printer.active == True)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise PrinterNotFound
    return found
