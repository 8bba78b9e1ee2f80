"""Making and revoking API keys."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from webapp.accounts.errors import KeyNotFound, TooManyRights
from webapp.accounts.inputs import CreateKey, KeyId
from webapp.accounts.models import ApiKey
from webapp.accounts.permissions import Permission, grants_of_scopes
from webapp.accounts.secrets import hash_token, new_key
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation

HINT = 4


@dataclass(frozen=True)
class NewKey:
    """A key and its secret, which is shown now and never again."""

    key: ApiKey
    secret: str


@operation(needs=Permission.MANAGE_KEYS, raises=(TooManyRights,), secret=True)
def create_key(work: Work, data: CreateKey) -> NewKey:
    """Create an API key; the answer holds its secret, once."""
    missing = grants_of_scopes(data.scopes) - work.actor.grants
    if missing:
        raise TooManyRights(missing=min(missing))
    secret = new_key()
    key = ApiKey(
        tenant_id=work.tenant_id,
        id=new_id("key"),
        name=data.name,
        secret_hash=hash_token(secret),
        hint=secret[-HINT:],
        scopes=data.scopes,
        requests_per_minute=data.requests_per_minute,
        expires_at=_end_of(work, data.expires_on),
        created_at=work.at,
    )
    work.session.add(key)
    work.tell(f"created the API key {key.name}", key.id)
    work.changed(key.id, None, {"name": key.name, "scopes": key.scopes, "requestsPerMinute": key.requests_per_minute})
    return NewKey(key, secret)


def _end_of(work: Work, day: dt.date | None) -> dt.datetime | None:
    """The moment after the last moment of a day, in the tenant's zone."""
    if day is None:
        return None
    zone = ZoneInfo(work.actor.tenant.time_zone)
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC)
    if end <= work.at:
        raise InputRefused([Detail("expiresOn", "This day is over. Take today or a later day.", "too_small")])
    return end


@operation(needs=Permission.MANAGE_KEYS, raises=(KeyNotFound,))
def revoke_key(work: Work, data: KeyId) -> ApiKey:
    """Revoke an API key; it opens nothing from this moment, for good."""
    key = work.session.execute(
        select(ApiKey).where(ApiKey.tenant_id == work.tenant_id, ApiKey.id == data.key_id)
    ).scalar_one_or_none()
    if key is None:
        raise KeyNotFound
    if key.revoked_at is None:
        work.session.execute(
            update(ApiKey)
            .where(ApiKey.tenant_id == work.tenant_id, ApiKey.id == key.id, ApiKey.revoked_at.is_(None))
            .values(revoked_at=work.at)
        )
        work.session.refresh(key)
        work.tell(f"revoked the API key {key.name}", key.id)
        work.changed(key.id, {"revoked": False}, {"revoked": True})
    return key
