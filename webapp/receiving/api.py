"""The JSON door of the receiving desk: intakes and scans."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.ledger.wire import UndoneJson, undone_json
from webapp.receiving.operations import (
    close_intake,
    edit_intake,
    open_intake,
    reopen_intake,
    take_scans,
    undo_intake,
)
from webapp.receiving.queries.intakes import INTAKES, find_intake
from webapp.receiving.wire import (
    IntakeJson,
    IntakeWritten,
    ScansTaken,
    intake_json,
    intake_written_json,
    taken_json,
)

api = Api("receiving", FLEXPORTAL)

api.listing(
    "/intakes",
    needs=Permission.READ_STOCK,
    lists=lambda: INTAKES,
    key="intakes",
    wire=intake_json,
    shape=IntakeJson,
    summary="List intakes.",
)
api.write("POST", "/intakes", calls=open_intake, wire=intake_written_json, shape=IntakeWritten, status=201)
api.write("PATCH", "/intakes/<intakeId>", calls=edit_intake, wire=intake_written_json, shape=IntakeWritten)
api.write("POST", "/intakes/<intakeId>/close", calls=close_intake, wire=intake_written_json, shape=IntakeWritten)
api.write("POST", "/intakes/<intakeId>/reopen", calls=reopen_intake, wire=intake_written_json, shape=IntakeWritten)
api.write("POST", "/intakes/<intakeId>/undo", calls=undo_intake, wire=undone_json, shape=UndoneJson)
api.write("POST", "/intakes/<intakeId>/scans", calls=take_scans, wire=taken_json, shape=ScansTaken)


@api.read("/intakes/<intakeId>", needs=Permission.READ_STOCK, shape=IntakeJson)
def intake(actor: Actor, intakeId: str) -> IntakeJson:  # noqa: N803  (path parts are written as JSON names)
    """One intake, with what it received."""
    return intake_json(find_intake(db.session(), actor.tenant.id, intakeId), actor)
