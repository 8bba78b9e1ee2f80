"""The JSON door of custom fields."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.customfields.errors import CustomFieldNotFound
from webapp.customfields.operations import change_custom_field, create_custom_field, remove_custom_field
from webapp.customfields.queries import FIELDS, find_field
from webapp.customfields.wire import CustomFieldJson, custom_field_json
from webapp.dialects.flexportal import FLEXPORTAL

api = Api("custom_fields", FLEXPORTAL)

_ONE = "/custom-fields/<fieldId>"

api.listing(
    "/custom-fields",
    needs=Permission.READ_SETTINGS,
    lists=lambda: FIELDS,
    key="customFields",
    wire=custom_field_json,
    shape=CustomFieldJson,
    summary="List the tenant's own fields.",
)
api.write(
    "POST", "/custom-fields", calls=create_custom_field, wire=custom_field_json, shape=CustomFieldJson, status=201
)


@api.read(_ONE, needs=Permission.READ_SETTINGS, shape=CustomFieldJson, raises=(CustomFieldNotFound,))
def get_custom_field(actor: Actor, fieldId: str) -> Any:  # noqa: N803  (path parts are written as JSON names)
    """One of the tenant's own fields."""
    return custom_field_json(find_field(db.session(), actor.tenant.id, fieldId), actor)


api.write("PATCH", _ONE, calls=change_custom_field, wire=custom_field_json, shape=CustomFieldJson)
api.write("DELETE", _ONE, calls=remove_custom_field, wire=custom_field_json, shape=CustomFieldJson)
