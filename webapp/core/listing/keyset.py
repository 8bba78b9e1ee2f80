"""Signed cursors: where a list went on, for whom, under which filters; a changed byte is an error, not another page."""

import datetime as dt
import hashlib
import json
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from webapp.core.data.columns import EPOCH
from webapp.core.operation.errors import Detail, InputRefused

_MICROSECOND = dt.timedelta(microseconds=1)


def scope_of(tenant_id: int, listing: str, sort: str, direction: str, filters: dict[str, str]) -> str:
    """What a cursor belongs to: another tenant, list, order or filter cannot use it."""
    text = json.dumps([tenant_id, listing, sort, direction, sorted(filters.items())])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seal(secret: str, scope: str, value: Any, row_id: str) -> str:
    """The cursor after a row."""
    plain = ["t", (value - EPOCH) // _MICROSECOND] if isinstance(value, dt.datetime) else ["v", value]
    return _serializer(secret).dumps([scope, *plain, row_id])


def unseal(secret: str, scope: str, cursor: str) -> tuple[Any, str]:
    """The sort value and id to go on after; raises InputRefused for a cursor that is not ours or not for this list."""
    try:
        found, kind, value, row_id = _serializer(secret).loads(cursor)
    except (BadSignature, ValueError):
        raise _unknown() from None
    if found != scope:
        raise _unknown()
    return (EPOCH + dt.timedelta(microseconds=value) if kind == "t" else value), row_id


def _unknown() -> InputRefused:
    return InputRefused([Detail("startAfter", "This cursor does not belong to this list. Start from its first page.")])


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="cursor", signer_kwargs={"digest_method": hashlib.sha256})
