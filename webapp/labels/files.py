"""A job's labels as files, drawn as the things are called now."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.labels.drawing.content import Label
from webapp.labels.drawing.layout import draw
from webapp.labels.drawing.pdf import pdf_of
from webapp.labels.drawing.zpl import zpl_of
from webapp.labels.shapes import size_of
from webapp.labels.subjects import labels_of

USUAL_DPI = 203


@dataclass(frozen=True)
class LabelFile:
    """A file to open or to download."""

    name: str
    kind: str
    content: bytes


def file_of(session: Session, tenant_id: int, job: Any, form: str, dpi: int | None = None) -> LabelFile:
    """The labels of a job: ``form`` is pdf or zpl; a ZPL file is for the dots of its printer, or for those asked."""
    labels = labels_of(session, tenant_id, job.what, job.things)
    size = size_of(job.size)
    if form == "zpl":
        text = zpl_of(labels, job.symbol, size, dpi=dpi or job.dpi or USUAL_DPI, copies=job.copies)
        return LabelFile(f"labels-{job.id}.zpl", "application/zpl", text.encode())
    each: list[Label] = [label for label in labels for _ in range(job.copies)]
    drawn = {label: draw(label, job.symbol, size) for label in labels}
    pdf = pdf_of([drawn[label] for label in each], size, start=job.start)
    return LabelFile(f"labels-{job.id}.pdf", "application/pdf", pdf)
