"""The JSON door of importing."""

from webapp.core.web.api import Api
from webapp.core.web.bodies import file_body
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.imports.operations.at_once import import_products
from webapp.imports.sheet.layout import LIMITS
from webapp.imports.wire import ImportedJson, imported_json

api = Api("imports", FLEXPORTAL)

api.write(
    "POST",
    "/products/csv",
    calls=import_products,
    wire=imported_json,
    shape=ImportedJson,
    status=201,
    body=file_body("csvFile", "text/csv", LIMITS.size),
)
