"""PackageX: one envelope for everything, one-based pages, times as epoch seconds."""

from collections.abc import Mapping
from typing import Any

from webapp.core.operation.errors import Problem
from webapp.core.web.dialect import Rows, Slice, paging_number

DEFAULT_LIMIT = 25


class PackageX:
    """docs/contract.md, section PackageX."""

    name = "packagex"
    paging: tuple[str, ...] = ("page", "limit")
    order: tuple[str, str] = ("order_by", "direction")
    wants_total = True

    def success(self, payload: Any, status: int, message: str) -> Any:
        """The envelope around one object."""
        return self._envelope(status, message, payload)

    def rows(self, key: str, rows: Rows) -> Any:
        """The envelope around an array, with its pagination."""
        body = self._envelope(200, f"{len(rows.items)} {key} retrieved", rows.items)
        body["pagination"] = {
            "object": "pagination",
            "page": rows.page + 1,
            "limit": rows.limit,
            "total_count": rows.total,
            "has_more": rows.has_more,
        }
        return body

    def slice(self, query: Mapping[str, str], most: int, usual: int | None = None) -> Slice:
        """One-based ``page`` and ``limit``."""
        return Slice(
            limit=paging_number(query, "limit", usual or DEFAULT_LIMIT, 1, most),
            page=paging_number(query, "page", 1, 1) - 1,
        )

    def problem(self, problem: Problem, status: int, path: str) -> dict[str, Any]:
        """The same envelope: ``errors`` names the fields, ``code`` and ``error_code`` say the same (D-06)."""
        body = self._envelope(status, problem.words, None)
        body["errors"] = [d.path for d in problem.details]
        body["code"] = body["error_code"] = problem.code
        return body

    @staticmethod
    def _envelope(status: int, message: str, data: Any) -> dict[str, Any]:
        return {
            "status": status,
            "message": message,
            "data": data,
            "errors": [],
            "code": None,
            "error_code": None,
            "pagination": None,
            "endpoint": None,
            "events": [],
        }

    def success_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope around the payload's schema."""
        text = {"type": ["string", "null"]}
        properties = {
            "status": {"type": "integer"},
            "message": {"type": "string"},
            "data": schema,
            "errors": {"type": "array", "items": {"type": "string"}},
            "code": text,
            "error_code": text,
            "pagination": {"type": ["object", "null"]},
            "endpoint": text,
            "events": {"type": "array"},
        }
        return {"type": "object", "properties": properties, "required": list(properties)}

    def rows_schema(self, key: str, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope around an array."""
        return self.success_schema({"type": "array", "items": schema})

    def problem_schema(self) -> dict[str, Any]:
        """The envelope around nothing."""
        return self.success_schema({"type": "null"})

    def paging_schema(self) -> dict[str, dict[str, Any]]:
        """``page`` and ``limit``."""
        return {
            "page": {"type": "integer", "minimum": 1, "default": 1},
            "limit": {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
        }


PACKAGEX = PackageX()
