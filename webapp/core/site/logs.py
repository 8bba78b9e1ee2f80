"""Structured logs: one JSON line per request with its id, and never a secret."""

import logging
import re
import secrets
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

_SECRET_NAMES = re.compile(r"(?i)password|secret|token|authorization|api[-_]?key|cookie")
_SECRET_VALUES = re.compile(r"sdk_live_[0-9A-Za-z]{8,}|(?<=/account/link/)[^/\s?]+|://[^/\s:@]+:[^/\s@]+@")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def redact(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blank values that have a secret's name or a secret's shape."""
    for name, value in event.items():
        if _SECRET_NAMES.search(name):
            event[name] = "…"
        elif isinstance(value, str):
            event[name] = _SECRET_VALUES.sub("…", value)
    return event


def init_logs(app: Flask) -> None:
    """Set up structlog and log each request when it is answered."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    log = structlog.get_logger()

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        g.started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        request_id = g.get("request_id", "-")
        response.headers["X-Request-Id"] = request_id
        if not request.path.startswith(("/static/", "/healthz", "/readyz")):
            spent = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
            log.info("request", method=request.method, path=request.path, status=response.status_code, ms=spent)
        return response
