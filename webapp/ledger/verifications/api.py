"""The JSON door of verifications."""

from webapp.accounts.permissions import Permission
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.ledger.verifications.operations import verify_stock
from webapp.ledger.verifications.queries import VERIFICATIONS
from webapp.ledger.verifications.wire import VerificationJson, verification_json

api = Api("verifications", FLEXPORTAL)

api.write("POST", "/verifications", calls=verify_stock, wire=verification_json, shape=VerificationJson, status=201)
api.listing(
    "/verifications",
    needs=Permission.EDIT_SETTINGS,
    lists=lambda: VERIFICATIONS,
    key="verifications",
    wire=verification_json,
    shape=VerificationJson,
    summary="List runs of the check that balances are what the ledger says.",
)
