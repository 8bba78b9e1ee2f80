"""What the receiving desk can refuse as a whole; what is wrong with one scan is said in its row."""

from webapp.core.operation.errors import Conflict, InputRefused, NotAllowed, NotFound, Problem
from webapp.ledger.errors import NothingToUndo


class IntakeNotFound(NotFound):
    """No intake of this tenant has the id."""

    what = "Intake"


class ScanNotFound(NotFound):
    """No scan of this intake has the key."""

    what = "Scan"


class NothingReceived(NothingToUndo):
    """There is nothing in the intake that could be taken back."""

    message = "Nothing of {name} is left to take back."


class LineNotFound(NotFound):
    """No announced line of this intake has the id, or nothing of it is still to come."""

    what = "Line"


class SheetNotFound(NotFound):
    """No such list of this tenant, or it was put away."""

    what = "That list"


class SheetTaken(Conflict):
    """The list was taken before this was sent."""

    code = "LIST_TAKEN"
    message = "{name} was taken already. Open its result to see what became of it."


class NoList(InputRefused):
    """Neither a file nor a paste, or both."""


class NotForOpening(Conflict):
    """The stock of day one is here already: it is received, not announced."""

    code = "OPENING_INTAKE"
    message = "{name} is opening stock, which is here already. Receive it, or announce goods for a delivery."


class IntakeClosed(Conflict):
    """Nothing is announced for, or received in, a closed intake."""

    code = "INTAKE_CLOSED"
    message = "{name} is closed. Open it again first."


class CorrectionRefused(Conflict):
    """Some rows cannot be what they should be; ``details`` says which and why."""

    code = "CANNOT_CORRECT"
    message = "{can} can be corrected, {cannot} cannot ({shown}). Nothing was changed."


class NothingMissing(Conflict):
    """Everything that was announced is here or was given up."""

    code = "NOTHING_MISSING"
    message = "Nothing of {name} is still to come."


class TooManyLines(Conflict):
    """An intake is one delivery; more lines than that belong into several."""

    code = "TOO_MANY_LINES"
    message = "An intake has at most {most} announced lines. Announce the rest for another one."


class NotYours(NotAllowed):
    """Scans that somebody else made are sent by themselves, or by a manager who takes them over."""

    code = "NOT_YOUR_SCANS"
    message = "These scans are {name}'s. They send them when they sign in here, or a manager takes them over."


class ManifestNotFound(NotFound):
    """No manifest of this tenant has the id."""

    what = "Manifest"


class ArticlesRefused(Problem):
    """Articles of a manifest cannot be taken; ``details`` says which."""

    code = "ARTICLES_REFUSED"
    message = "{first} Nothing was saved; {count} of the articles' fields have to be put right."


class NotAccepted(Conflict):
    """A manifest is accepted before it is processed."""

    code = "MANIFEST_NOT_ACCEPTED"
    message = "This manifest is only requested. Set its status to accepted first, or to void."
    field = "status"


class ManifestDone(Conflict):
    """A manifest that is completed or void stays so."""

    code = "MANIFEST_DONE"
    message = "This manifest is {status} and stays so. Undo the batch that made it so, or announce another one."
    field = "status"


class ManifestHasGoods(Conflict):
    """Goods of the manifest are here, so it is not void, and no longer only requested or accepted."""

    code = "MANIFEST_HAS_GOODS"
    message = "Goods of this manifest are here already. Complete it, or take them back first."
    field = "status"
