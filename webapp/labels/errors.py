"""What printing labels can refuse."""

from webapp.core.operation.errors import Conflict, NotFound, Problem


class LabelTargetNotFound(Problem):
    """One or more of the things that labels are wanted for are not there."""

    code = "LABEL_TARGET_NOT_FOUND"
    message = "There is no {kind} {missing}. Check what you typed; nothing was printed."
    field = "codes"


class LabelRuleNotFound(NotFound):
    """The desk has no rule of its own."""

    what = "A label rule of this desk"


class NothingToLabel(Problem):
    """Labels were asked for, and not of what."""

    code = "NOTHING_TO_LABEL"
    message = "Say what the labels are for: type or scan at least one, or choose a warehouse with bins."
    field = "codes"


class TooManyLabels(Problem):
    """More labels than are drawn at once."""

    code = "TOO_MANY_LABELS"
    message = "That makes {count} labels; {most} at a time is the most. Print them in parts."
    field = "codes"


class StartBeyondSheet(Problem):
    """The first label is to stand where the sheet has none."""

    code = "START_BEYOND_SHEET"
    message = "This sheet has {places} labels. Begin with one of them."
    field = "start"


class SecondCodeNeeded(Problem):
    """A label was scanned, and not yet what it stands on."""

    code = "SECOND_CODE_NEEDED"
    message = "Now scan the code on the unit itself."
    field = "unit"


class NothingToProve(Problem):
    """Neither of two codes is a unit's."""

    code = "NOTHING_TO_PROVE"
    message = "Neither {label} nor {unit} is a unit here. Scan its label and its own code again."


class PrintJobNotFound(NotFound):
    """Nothing was printed under this id."""

    what = "Print job"


class PrinterNotFound(NotFound):
    """No printer of this tenant in use has the id."""

    what = "Printer"


class PrinterNameTaken(Conflict):
    """People choose printers by name; two in use cannot share one."""

    code = "PRINTER_EXISTS"
    message = "There is a printer {name} already. Give this one another name."
    field = "name"
    constraints = ("uq_printer_name",)
