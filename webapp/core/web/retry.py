"""A request's promise that a repeat of it is the same request: its key, and a fingerprint of what it asks."""

import hashlib
import hmac
from typing import Any

import simplejson
from flask import current_app

from webapp.core.operation.runner import Retry


def make_retry(door: str, key: str, place: str, told: Any) -> Retry:
    """The promise of one door; the doors' keys never meet, and the fingerprint gives nothing of a password away."""
    canonical = simplejson.dumps([place, told], use_decimal=True, sort_keys=True, separators=(",", ":"), default=str)
    secret = current_app.config["SECRET_KEY"].encode()
    return Retry(f"{door} {key}", hmac.new(secret, canonical.encode(), hashlib.sha256).hexdigest())
