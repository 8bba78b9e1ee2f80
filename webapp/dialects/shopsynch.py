"""ShopSynch: ``{"status": true, "data": …}``, zero-based pages, ``{"status": false, "message": …}``."""

from collections.abc import Mapping
from typing import Any

from webapp.core.operation.errors import Problem
from webapp.core.web.dialect import Rows, Slice, paging_number

DEFAULT_LIMIT = 50
UNAUTHENTICATED = "Full authentication is required to access this resource"


class ShopSynch:
    """docs/contract.md, section ShopSynch."""

    name = "shopsynch"
    paging: tuple[str, ...] = ("page", "limit")
    order: tuple[str, str] = ("sortBy", "sortDir")
    wants_total = True

    def success(self, payload: Any, status: int, message: str) -> Any:
        """The envelope of its inventory pages, without a message."""
        return {"status": True, "data": payload}

    def rows(self, key: str, rows: Rows) -> Any:
        """A page of content, or (an empty key) a plain array."""
        if not key:
            return {"status": True, "data": rows.items}
        content = {key: rows.items, "page": rows.page, "limit": rows.limit, "totalElements": rows.total}
        return {"status": True, "data": content}

    def slice(self, query: Mapping[str, str], most: int, usual: int | None = None) -> Slice:
        """Zero-based ``page`` and ``limit``."""
        return Slice(
            limit=paging_number(query, "limit", usual or DEFAULT_LIMIT, 1, most),
            page=paging_number(query, "page", 0, 0),
        )

    def problem(self, problem: Problem, status: int, path: str) -> dict[str, Any]:
        """``status`` false and the words; 401, an unknown route and a failed sign-in have shapes of their own."""
        if problem.code == "BAD_CREDENTIALS":
            about = {"type": "about:blank", "title": "Bad Request", "status": status, "detail": "Bad credentials"}
            return {**about, "instance": path, "description": problem.words}
        if status == 401:
            return {"error": "unauthenticated", "message": UNAUTHENTICATED, "status": False, "statusCode": 401}
        if problem.code == "ROUTE_NOT_FOUND":
            return {"status": False, "message": f"No static resource {path.lstrip('/')}."}
        answer: dict[str, Any] = {"status": False, "message": problem.words}
        if problem.details:
            answer["errors"] = [{"field": d.path, "message": d.message} for d in problem.details]
        return answer

    def success_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope around the payload's schema."""
        properties = {"status": {"const": True}, "data": schema, "message": {"type": "string"}}
        return {"type": "object", "properties": properties, "required": ["status", "data"]}

    def rows_schema(self, key: str, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope around a page, or around a plain array."""
        array = {"type": "array", "items": schema}
        if not key:
            return self.success_schema(array)
        number = {"type": "integer", "minimum": 0}
        properties = {key: array, "page": number, "limit": number, "totalElements": number}
        return self.success_schema({"type": "object", "properties": properties, "required": list(properties)})

    def problem_schema(self) -> dict[str, Any]:
        """The three error shapes share ``status``."""
        return {
            "type": "object",
            "properties": {"status": {"type": ["boolean", "integer"]}, "message": {"type": "string"}},
            "required": ["status"],
        }

    def paging_schema(self) -> dict[str, dict[str, Any]]:
        """``page`` and ``limit``."""
        return {
            "page": {"type": "integer", "minimum": 0, "default": 0},
            "limit": {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
        }


SHOPSYNCH = ShopSynch()
