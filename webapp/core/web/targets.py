"""Where a page goes on to, and what it says there; an address from outside is gone to only when it is one of ours."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, flash, request
from werkzeug.exceptions import HTTPException

from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.web.subjects import address_of


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


def coming_from() -> str | None:
    """The page that sent this request: a form's own address, what a button says, or where the browser was."""
    own = None if request.method == "GET" else safe_target(request.full_path.rstrip("?"))
    parts = urlsplit(request.referrer or "")
    before = f"{parts.path}?{parts.query}" if parts.query else parts.path
    here = parts.netloc == request.host and parts.path != request.path
    return own or safe_target(request.form.get("next")) or (safe_target(before) if here else None)


def returning(default: str) -> str:
    """Where the page that sent this form asked to go on, or the default."""
    return safe_target(request.form.get("next")) or default


def tell(kind: str, words: str, *, undo_url: str | None = None, secret: str | None = None, href: str = "") -> None:
    """Say something on the next page, as a toast; ``secret`` is shown once.

    ``undo_url`` puts a button beside it, ``href`` a link to the page where a person goes on.
    """
    message: Any = {
        "text": words,
        "undo_url": undo_url,
        "secret": secret,
        "href": href,
    }  # Flask keeps whatever JSON can hold
    flash(message, kind)


def refuse(problem: Problem, actor: Actor) -> None:
    """Say why something was refused, with a link to the thing on whose page this person goes on."""
    tell("refused", problem.words, href=address_of(problem.leads_to, actor))
