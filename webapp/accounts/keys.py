"""Recognising API keys and the tokens people get through them."""

import datetime as dt
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from webapp.accounts import throttle
from webapp.accounts.errors import InvalidToken, KeyTooFast
from webapp.accounts.models import ApiKey, Tenant
from webapp.accounts.secrets import hash_token, is_key_shaped
from webapp.core.data import clock
from webapp.core.data.database import begin_write
from webapp.core.data.tenancy import across_tenants

TOUCH = dt.timedelta(minutes=1)
TOKEN_LIFE = dt.timedelta(days=1)

_BY_SECRET = (
    select(ApiKey, Tenant)
    .join(Tenant, Tenant.id == ApiKey.tenant_id)
    .where(ApiKey.secret_hash == bindparam("secret_hash"))
)


@dataclass(frozen=True)
class KnownKey:
    """A live key and its tenant."""

    key: ApiKey
    tenant: Tenant


def find_key(session: Session, secret: str) -> KnownKey:
    """The live key behind a secret; raises InvalidToken, or KeyTooFast where the key has a limit."""
    if not is_key_shaped(secret):
        raise InvalidToken
    with across_tenants("a key tells its tenant"):
        found = session.execute(_BY_SECRET, {"secret_hash": hash_token(secret)}).one_or_none()
        now = clock.now()
        if found is None or found.ApiKey.revoked_at is not None or _is_over(found.ApiKey, now):
            raise InvalidToken
        session.expunge(found.ApiKey)  # what is known of the key outlives this transaction and loads nothing later
        session.expunge(found.Tenant)
        _note_use(session, found.ApiKey, now)
    return KnownKey(found.ApiKey, found.Tenant)


def _is_over(key: ApiKey, now: dt.datetime) -> bool:
    return key.expires_at is not None and key.expires_at <= now


def _note_use(session: Session, key: ApiKey, now: dt.datetime) -> None:
    limit = key.requests_per_minute
    wait = 0 if limit is None else throttle.spend(session, f"key {key.id}", limit, 60)
    if limit is not None and wait:
        raise KeyTooFast(wait, limit)
    if key.last_used_at is None or now - key.last_used_at > TOUCH:
        begin_write(session)
        session.execute(
            update(ApiKey).where(ApiKey.tenant_id == key.tenant_id, ApiKey.id == key.id).values(last_used_at=now)
        )
        session.commit()


def make_person_token(secret_key: str, session_token: str) -> str:
    """A JWT that stands for a person's session; it ends with the session or after a day."""
    claims = {"sid": session_token, "exp": int((clock.now() + TOKEN_LIFE).timestamp())}
    return jwt.encode({"alg": "HS256"}, claims, _signing_key(secret_key))


def session_of_token(secret_key: str, token: str) -> str:
    """The session token inside a JWT; raises InvalidToken."""
    try:
        claims = jwt.decode(token, _signing_key(secret_key), algorithms=["HS256"]).claims
    except (JoseError, ValueError, TypeError, AttributeError, KeyError):
        raise InvalidToken from None
    if not isinstance(claims.get("sid"), str) or not isinstance(claims.get("exp"), int):
        raise InvalidToken
    if claims["exp"] <= clock.now().timestamp():
        raise InvalidToken
    sid: str = claims["sid"]
    return sid


def _signing_key(secret_key: str) -> OctKey:
    return OctKey.import_key(hash_token(f"person token {secret_key}"))
