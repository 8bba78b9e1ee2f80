"""A request's promise that a repeat of it is the same request: its key, and a fingerprint of what it asks."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import simplejson
from flask import current_app, request

from webapp.core.operation.runner import Retry


def make_retry(door: str, key: str, place: str, told: Any) -> Retry:
    """The promise of one door; the doors' keys never meet, and the fingerprint gives nothing of a password away."""
    canonical = simplejson.dumps([place, told], use_decimal=True, sort_keys=True, separators=(",", ":"), default=str)
    secret = current_app.config["SECRET_KEY"].encode()
    return Retry(f"{door} {key}", hmac.new(secret, canonical.encode(), hashlib.sha256).hexdigest())


def form_retry(values: Mapping[str, Any]) -> Retry | None:
    """The promise of a form that carries a hidden key; one without promises nothing."""
    key = request.form.get("op_id", "")
    if not 8 <= len(key) <= 100 or not key.isascii() or not key.isprintable():
        return None
    told = {name: value for name, value in values.items() if name not in ("csrf_token", "op_id")}
    return make_retry("form", key, request.path, told)
