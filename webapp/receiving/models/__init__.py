"""The tables of the receiving desk."""

from webapp.receiving.models.context import DeskContext
from webapp.receiving.models.correction import CorrectedStep
from webapp.receiving.models.expected import ExpectedLine, ExpectedStep
from webapp.receiving.models.intake import INTAKE_KINDS, INTAKE_STATUSES, Intake
from webapp.receiving.models.manifest import STAGES, Manifest
from webapp.receiving.models.scan import SCAN_KINDS, SCAN_STATES, Scan
from webapp.receiving.models.sheet import SHEET_PURPOSES, SHEET_STATES, IntakeSheet

__all__ = [
    "INTAKE_KINDS",
    "INTAKE_STATUSES",
    "SCAN_KINDS",
    "SCAN_STATES",
    "SHEET_PURPOSES",
    "SHEET_STATES",
    "STAGES",
    "CorrectedStep",
    "DeskContext",
    "ExpectedLine",
    "ExpectedStep",
    "Intake",
    "IntakeSheet",
    "Manifest",
    "Scan",
]
