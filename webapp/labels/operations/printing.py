"""Printing labels: what is wanted is kept as a job, which is drawn whenever somebody looks at it."""

from collections.abc import Sequence
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import Work, operation
from webapp.labels.drawing.sizes import SIZES
from webapp.labels.errors import (
    LabelTargetNotFound,
    NothingToLabel,
    PrinterNotFound,
    PrintJobNotFound,
    StartBeyondSheet,
    TooManyLabels,
)
from webapp.labels.inputs import MOST_LABELS, PrintAgain, PrintLabels
from webapp.labels.models import PrintJob
from webapp.labels.queries import find_job, find_printer
from webapp.labels.sending import send_later
from webapp.labels.subjects import BINS, UNITS, WORDS, bins_in, ids_of, labels_of
from webapp.ledger.posting import Happening, record_events
from webapp.ledger.words import LABELLED
from webapp.locations.errors import WarehouseNotFound
from webapp.locations.queries import find_warehouse


@operation(
    needs=Permission.PRINT_LABELS,
    raises=(
        LabelTargetNotFound,
        NothingToLabel,
        PrinterNotFound,
        StartBeyondSheet,
        TooManyLabels,
        WarehouseNotFound,
    ),
)
def print_labels(work: Work, data: PrintLabels) -> Any:
    """Print labels of units, bins or variants: as a file, or on a printer."""
    printer = find_printer(work.session, work.tenant_id, data.printer_id, at="printerId") if data.printer_id else None
    size = f"{printer.width}x{printer.height}" if printer else data.size
    start = 1 if printer else data.start
    if not printer and start > SIZES[data.size].on_page:
        raise StartBeyondSheet(places=SIZES[data.size].on_page)
    things = chosen(work, data)
    if len(things) * data.copies > MOST_LABELS:
        raise TooManyLabels(count=len(things) * data.copies, most=MOST_LABELS)
    shape = {"size": size, "symbol": data.symbol, "copies": data.copies, "start": start}
    return keep_job(work, data.what, things, shape, printer)


@operation(needs=Permission.PRINT_LABELS, raises=(PrintJobNotFound, PrinterNotFound, LabelTargetNotFound))
def print_again(work: Work, data: PrintAgain) -> Any:
    """Print the labels of a job once more, as the things are called now."""
    job = find_job(work.session, work.tenant_id, data.job_id)
    printer = find_printer(work.session, work.tenant_id, job.printer_id) if job.printer_id else None
    shape = {"size": job.size, "symbol": job.symbol, "copies": job.copies, "start": job.start}
    return keep_job(work, job.what, job.things, shape, printer)


def chosen(work: Work, data: PrintLabels) -> list[str]:
    """The ids of what the labels are for; raises NothingToLabel or LabelTargetNotFound."""
    by_code = ids_of(work.session, work.tenant_id, data.what, data.codes) if data.codes else {}
    missing = [code for code, one in by_code.items() if one is None]
    ids = [*data.ids, *(one for one in by_code.values() if one)]
    if data.location_id and data.what == BINS:
        find_warehouse(work.session, work.tenant_id, data.location_id)
        ids += bins_in(work.session, work.tenant_id, data.location_id)
    if missing:
        named = ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        raise LabelTargetNotFound(kind=WORDS[data.what][0], missing=named)
    if not ids:
        raise NothingToLabel
    if len(ids) > MOST_LABELS:
        raise TooManyLabels(count=len(ids), most=MOST_LABELS)
    return list(dict.fromkeys(ids))


def keep_job(work: Work, what: str, things: Sequence[str], shape: dict[str, Any], printer: Any) -> Any:
    """Keep a job, tell of it on each unit's timeline, and, once all this is committed, send it to its printer."""
    labels = labels_of(work.session, work.tenant_id, what, things)
    if len(labels) != len(things):
        raise LabelTargetNotFound(kind=WORDS[what][0], missing="of this id")
    job = PrintJob(
        tenant_id=work.tenant_id,
        id=new_id("job"),
        what=what,
        things=list(things),
        printer_id=printer.id if printer else None,
        state="waiting" if printer else "made",
        batch_id=work.batch_id,
        created_at=work.at,
        **shape,
    )
    work.session.add(job)
    work.session.flush()
    where = f" on {printer.name}" if printer else ""
    told = ", ".join(label.code for label in labels[:3]) + ("…" if len(labels) > 3 else "")
    one, many = WORDS[what]
    work.tell(f"printed {count_of(len(labels) * shape['copies'], 'label')} of the {one if len(labels) == 1 else many} "
              f"{told[:200]}{where}", job.id)  # fmt: skip
    if what == UNITS:
        record_events(work, [printed_on(label.id, printer.name if printer else None) for label in labels])
    if printer:
        send_later(work, job.id, printer.id)
    return job


def printed_on(unit_id: str, printer: str | None) -> Happening:
    """What a unit's timeline tells of its label."""
    note = f"On {printer}." if printer else None
    return Happening(subject="unit", subject_id=unit_id, unit_id=unit_id, action=LABELLED, note=note)


def count_of(number: int, word: str) -> str:
    """``1 label``, ``2 labels``."""
    return f"{number} {word}{'' if number == 1 else 's'}"
