"""The JSON door of changing many variants."""

from webapp.bulk.operations import change_variants
from webapp.bulk.wire import ChangedJson, changed_json
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL

variants = Api("bulk", FLEXPORTAL)

variants.write("PATCH", "/products/variants", calls=change_variants, wire=changed_json, shape=ChangedJson)
