"""Which dialect a path speaks: the path decides, never a header."""

import re

from webapp.core.web.dialect import Dialect
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.dialects.packagex import PACKAGEX
from webapp.dialects.shopsynch import SHOPSYNCH

_SHOPSYNCH = re.compile(r"/v1/(inventory|warehouses|auth)(/|$)")
_OURS = ("/v1/assets/bulk", "/v1/assets/actions")
"""Calls of our own below a prefix that is another's."""
_PACKAGEX = re.compile(r"/v1/(lots|lot|asset|items|locations|manifests)(/|$)")


def dialect_of(path: str, method: str = "GET") -> Dialect:
    """The dialect of a request; ``POST /v1/assets/{id}`` is PackageX's (FlexPortal has no such call)."""
    if path in _OURS:
        return FLEXPORTAL
    if _SHOPSYNCH.match(path):
        return SHOPSYNCH
    if _PACKAGEX.match(path) or (method == "POST" and path.startswith("/v1/assets/")):
        return PACKAGEX
    return FLEXPORTAL
