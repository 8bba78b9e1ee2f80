"""Printers and print jobs as JSON, in our own words."""

from base64 import b64encode
from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.labels.queries import Rule, state_of


class PrintJobJson(TypedDict):
    """docs/contract.md, labels."""

    jobId: str
    what: str
    ids: list[str]
    labels: int
    size: str
    symbol: str
    copies: int
    start: int
    printerId: str | None
    state: str
    said: str | None
    createdAt: str


class LabelFileJson(TypedDict):
    """The labels of a job as a file; ``content`` is base64."""

    jobId: str | None
    fileName: str
    contentType: str
    content: str


class PrinterJson(TypedDict):
    """docs/contract.md, printers."""

    id: str
    name: str
    host: str
    port: int
    dpi: int
    width: int
    height: int
    active: bool
    version: int
    createdAt: str
    updatedAt: str


class ProofJson(TypedDict):
    """Whether a label is on its unit."""

    right: bool
    unitId: str
    serialNumber: str
    labelSays: str
    unitSays: str


class RuleJson(TypedDict):
    """docs/contract.md, labels on receipt; without a desk it is the rule of the house."""

    deskId: str | None
    onReceipt: bool
    printerId: str | None
    size: str
    symbol: str


class RulesJson(TypedDict):
    """Every rule that was set."""

    rules: list[RuleJson]


def proof_json(proof: Any, actor: Actor) -> ProofJson:
    """What a proof found."""
    return ProofJson(
        right=proof.is_right,
        unitId=proof.unit_id,
        serialNumber=proof.serial,
        labelSays=proof.label_says,
        unitSays=proof.unit_says,
    )


def rule_json(rule: Rule, actor: Actor) -> RuleJson:
    """One rule."""
    return RuleJson(
        deskId=rule.desk_id,
        onReceipt=rule.on_receipt,
        printerId=rule.printer_id,
        size=rule.chosen_size,
        symbol=rule.symbol,
    )


def job_json(row: Any, actor: Actor) -> PrintJobJson:
    """One print job, from a row or an object."""
    return PrintJobJson(
        jobId=row.id,
        what=row.what,
        ids=list(row.things),
        labels=len(row.things) * row.copies,
        size=row.size,
        symbol=row.symbol,
        copies=row.copies,
        start=row.start,
        printerId=row.printer_id,
        state=state_of(row),
        said=row.said,
        createdAt=iso(row.created_at),
    )


def file_json(job_id: str | None, name: str, kind: str, content: bytes) -> LabelFileJson:
    """A file within JSON."""
    return LabelFileJson(jobId=job_id, fileName=name, contentType=kind, content=b64encode(content).decode())


def printer_json(row: Any, actor: Actor) -> PrinterJson:
    """One printer, from a row or an object."""
    return PrinterJson(
        id=row.id,
        name=row.name,
        host=row.host,
        port=row.port,
        dpi=row.dpi,
        width=row.width,
        height=row.height,
        active=row.active,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )
