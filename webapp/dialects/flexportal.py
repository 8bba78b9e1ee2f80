"""FlexPortal: bare objects, named lists with a cursor, ``{"error": {code, message, details}}``; also our own style."""

from collections.abc import Mapping
from typing import Any

from webapp.core.operation.errors import Problem
from webapp.core.web.dialect import Rows, Slice, paging_number

DEFAULT_LIMIT = 50


class FlexPortal:
    """docs/contract.md, section FlexPortal."""

    name = "flexportal"
    paging: tuple[str, ...] = ("limit", "startAfter", "sortBy", "sortDir", "page")
    order: tuple[str, str] = ("sortBy", "sortDir")
    wants_total = False

    def success(self, payload: Any, status: int, message: str) -> Any:
        """The payload as it is: writes carry their own ``success`` and ``message``."""
        return payload

    def rows(self, key: str, rows: Rows) -> Any:
        """A named list with its counters; ``count`` is the rows of this page (D-02)."""
        return {
            key: rows.items,
            "count": len(rows.items),
            "limit": rows.limit,
            "hasMore": rows.has_more,
            "nextCursor": rows.next_cursor,
        }

    def slice(self, query: Mapping[str, str], most: int, usual: int | None = None) -> Slice:
        """``limit`` (clamped) and ``startAfter``; ``page`` is ignored (D-01)."""
        limit = paging_number(query, "limit", usual or DEFAULT_LIMIT, 1, most)
        return Slice(limit=limit, after=query.get("startAfter") or None)

    def problem(self, problem: Problem, status: int, path: str) -> dict[str, Any]:
        """Code, message, and on validation errors always ``details``."""
        error: dict[str, Any] = {"code": problem.code, "message": problem.words}
        if problem.details or problem.code == "VALIDATION_ERROR":
            error["details"] = [{"path": d.path, "message": d.message, "code": d.code} for d in problem.details]
        return {"error": error}

    def success_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The payload's own schema."""
        return schema

    def rows_schema(self, key: str, schema: dict[str, Any]) -> dict[str, Any]:
        """A list with its counters."""
        return {
            "type": "object",
            "properties": {
                key: {"type": "array", "items": schema},
                "count": {"type": "integer", "minimum": 0},
                "limit": {"type": "integer", "minimum": 1},
                "hasMore": {"type": "boolean"},
                "nextCursor": {"type": ["string", "null"]},
            },
            "required": [key, "count", "limit", "hasMore", "nextCursor"],
        }

    def problem_schema(self) -> dict[str, Any]:
        """The error object."""
        text = {"type": "string"}
        detail = {"type": "object", "properties": {"path": text, "message": text, "code": text}}
        detail["required"] = ["path", "message", "code"]
        error = {
            "type": "object",
            "properties": {"code": text, "message": text, "details": {"type": "array", "items": detail}},
            "required": ["code", "message"],
        }
        return {"type": "object", "properties": {"error": error}, "required": ["error"]}

    def paging_schema(self) -> dict[str, dict[str, Any]]:
        """``limit`` and ``startAfter``."""
        return {
            "limit": {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
            "startAfter": {"type": "string", "description": "The nextCursor of the page before."},
        }


FLEXPORTAL = FlexPortal()


class Paying(FlexPortal):
    """Payments: a list says ``success`` as its answers of one do, and no ``limit``."""

    def rows(self, key: str, rows: Rows) -> Any:
        """A named list with its counters."""
        told = super().rows(key, rows)
        return {"success": True, **{name: value for name, value in told.items() if name != "limit"}}

    def rows_schema(self, key: str, schema: dict[str, Any]) -> dict[str, Any]:
        """The same, described."""
        told = super().rows_schema(key, schema)
        properties = {name: value for name, value in told["properties"].items() if name != "limit"}
        required = [name for name in told["required"] if name != "limit"]
        return {
            **told,
            "properties": {"success": {"type": "boolean"}, **properties},
            "required": ["success", *required],
        }


PAYING = Paying()
