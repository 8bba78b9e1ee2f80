"""Addresses that came from outside: only a path of ours that can be shown is ever gone to."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException


def safe_target(target: str | None) -> str | None:
    """A path of ours that can be shown, or None: never another site, never what only takes a POST."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or not target.isprintable():
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    try:
        current_app.url_map.bind(request.host).match(parts.path, method="GET")
    except HTTPException:
        return None
    return target


def returning(default: str) -> str:
    """Where the page that sent this form asked to go on, or the default."""
    return safe_target(request.form.get("next")) or default
