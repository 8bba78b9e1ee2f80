"""The JSON door of the receiving desk: intakes and scans, and manifests, which are intakes in another dialect."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.core.web.bodies import rows_body
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.dialects.packagex import PACKAGEX
from webapp.ledger.wire import UndoneJson, undone_json
from webapp.receiving.errors import ManifestNotFound
from webapp.receiving.operations import (
    announce_goods,
    close_intake,
    correct_scans,
    create_manifest,
    edit_intake,
    open_intake,
    receive_list,
    receive_rest,
    remove_line,
    reopen_intake,
    take_scans,
    undo_intake,
    update_manifest,
)
from webapp.receiving.queries.expected import lines_of
from webapp.receiving.queries.intakes import INTAKES, find_intake
from webapp.receiving.queries.manifests import MANIFESTS, find_manifest
from webapp.receiving.wire.correcting import CorrectedJson, corrected_json
from webapp.receiving.wire.intakes import (
    IntakeJson,
    IntakeWritten,
    ScansTaken,
    intake_json,
    intake_written_json,
    taken_json,
)
from webapp.receiving.wire.manifests import ManifestJson, manifest_json
from webapp.receiving.wire.rows import LineGone, LinesJson, RowsJson, line_gone_json, lines_json, rest_json, rows_json

api = Api("receiving", FLEXPORTAL)
manifests = Api("manifests", PACKAGEX)

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
api.write(
    "POST", "/intakes/<intakeId>/scans", calls=take_scans, wire=taken_json, shape=ScansTaken, body=rows_body("scans")
)
_ROWS: Any = {"wire": rows_json, "shape": RowsJson, "status": 201, "body": rows_body("lines")}
api.write("POST", "/intakes/<intakeId>/expected", calls=announce_goods, **_ROWS)
api.write("DELETE", "/intakes/<intakeId>/expected/<lineId>", calls=remove_line, wire=line_gone_json, shape=LineGone)
api.write("POST", "/intakes/<intakeId>/lines", calls=receive_list, **_ROWS)
api.write("POST", "/intakes/<intakeId>/receive-rest", calls=receive_rest, wire=rest_json, shape=RowsJson, status=201)

api.write("POST", "/intakes/<intakeId>/correct", calls=correct_scans, wire=corrected_json, shape=CorrectedJson)


@api.read("/intakes/<intakeId>/expected", needs=Permission.READ_STOCK, shape=LinesJson)
def expected(actor: Actor, intakeId: str) -> LinesJson:  # noqa: N803  (path parts are written as JSON names)
    """What was announced for an intake, line by line, with what came of it."""
    session, tenant_id = db.session(), actor.tenant.id
    found = find_intake(session, tenant_id, intakeId)
    return lines_json(found.id, lines_of(session, tenant_id, found.id), actor)


@api.read("/intakes/<intakeId>", needs=Permission.READ_STOCK, shape=IntakeJson)
def intake(actor: Actor, intakeId: str) -> IntakeJson:  # noqa: N803  (path parts are written as JSON names)
    """One intake, with what it received."""
    return intake_json(find_intake(db.session(), actor.tenant.id, intakeId), actor)


_MANIFEST: Any = {"wire": manifest_json, "shape": ManifestJson}
manifests.write("POST", "/manifests", calls=create_manifest, status=201, message="Manifest created", **_MANIFEST)
manifests.write("POST", "/manifests/<manifest_id>", calls=update_manifest, message="Manifest updated", **_MANIFEST)
manifests.listing(
    "/manifests",
    needs=Permission.READ_STOCK,
    lists=lambda: MANIFESTS,
    key="manifests",
    summary="List manifests.",
    **_MANIFEST,
)


@manifests.read("/manifests/<manifest_id>", needs=Permission.READ_STOCK, shape=ManifestJson, raises=(ManifestNotFound,))
def show_manifest(actor: Actor, manifest_id: str) -> ManifestJson:
    """One manifest, with what came of its articles."""
    return manifest_json(find_manifest(db.session(), actor.tenant.id, manifest_id), actor)
