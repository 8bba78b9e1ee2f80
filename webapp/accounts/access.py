"""Who is there: the gate that both doors ask. It reads the request; nothing below the doors does."""

from flask import Response, after_this_request, current_app, g, request, session
from flask_login import LoginManager, current_user
from itsdangerous import BadSignature, URLSafeSerializer

from webapp.accounts.errors import AuthRequired, InvalidToken, NoTenantAccess
from webapp.accounts.keys import TOKEN_LIFE, KnownKey, find_key, session_of_token
from webapp.accounts.models import Tenant
from webapp.accounts.permissions import grants_of_role, grants_of_scopes
from webapp.accounts.secrets import is_key_shaped
from webapp.accounts.sessions import SignedIn, find_signed_in, touch
from webapp.core.data.database import db
from webapp.core.data.money import exponent_of
from webapp.core.operation.actor import Actor, TenantFacts
from webapp.core.web.dialect import Dialect
from webapp.core.web.problems import RouteNotFound, SignInNeeded

DESK_COOKIE = "desk"
DESK_DAYS = 400 * 24 * 3600

login_manager = LoginManager()


@login_manager.user_loader
def load_person(token: str) -> SignedIn | None:
    """What Flask-Login asks with the token of the cookie."""
    return find_signed_in(db.session(), token, desks=_desks_named())


def signed_in() -> SignedIn | None:
    """The person of this browser's session, if it has one that is alive."""
    if not current_user.is_authenticated:
        return None
    person: SignedIn = current_user._get_current_object()  # noqa: SLF001  (the one way through Flask-Login's proxy)
    return person


def page_actor(slug: str) -> Actor:
    """The person signed in at a tenant's pages; raises SignInNeeded, or RouteNotFound for a tenant not theirs."""
    person = signed_in()
    if person is None:
        raise SignInNeeded
    place = next((p for p in person.places if p.tenant.slug == slug), None)
    if place is None:
        raise RouteNotFound
    g.person = person
    touch(db.session(), person, place)
    return Actor(
        tenant=facts(place.tenant),
        id=person.user_id,
        name=person.name,
        email=person.email,
        role=place.role,
        grants=grants_of_role(place.role),
        source="html",
        desk_id=place.desk[0] if place.desk else None,
        desk_name=place.desk[1] if place.desk else None,
        request_id=g.get("request_id", "-"),
        session_hash=person.session_hash,
    )


def api_actor(dialect: Dialect) -> Actor:
    """The key (and perhaps the person) behind an API request, by the credentials its dialect knows."""
    bearer = _bearer()
    if dialect.name == "packagex" and bearer is None:
        secret = request.headers.get("PX-API-KEY") or request.headers.get("X-API-KEY")
        if not secret:
            raise AuthRequired("PX-API-KEY: <key>, or Authorization: Bearer <key> and Tenant-ID: <slug>")
        return _key_actor(_known_here(_key(secret)))
    if dialect.name == "shopsynch" and "X-MerchantApiKey" in request.headers:
        return _merchant_actor(_known_here(_key(request.headers["X-MerchantApiKey"])), bearer)
    if bearer is None:
        raise AuthRequired
    known = _key(bearer)
    if request.headers.get("Tenant-ID") != known.tenant.slug:
        raise NoTenantAccess
    return _key_actor(known)


def _bearer() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    return token.strip() or None


def _key(secret: str) -> KnownKey:
    return find_key(db.session(), secret.strip())


def _known_here(known: KnownKey) -> KnownKey:
    """A key that tells its tenant needs no Tenant-ID; one that says otherwise is somebody's mistake."""
    if request.headers.get("Tenant-ID", known.tenant.slug) != known.tenant.slug:
        raise NoTenantAccess
    return known


def _key_actor(known: KnownKey) -> Actor:
    return Actor(
        tenant=facts(known.tenant),
        id=known.key.id,
        name=known.key.name,
        grants=grants_of_scopes(known.key.scopes),
        source="api",
        request_id=g.get("request_id", "-"),
    )


def _merchant_actor(known: KnownKey, bearer: str | None) -> Actor:
    """A person through a merchant's key: both must allow what is done, and the person must work for the tenant."""
    if bearer is None:
        raise AuthRequired
    if is_key_shaped(bearer):
        raise InvalidToken
    token = session_of_token(current_app.config["SECRET_KEY"], bearer)
    person = find_signed_in(db.session(), token, idle=TOKEN_LIFE)
    place = next((p for p in person.places if p.tenant.id == known.tenant.id), None) if person else None
    if person is None or place is None:
        raise InvalidToken
    touch(db.session(), person, place)
    return Actor(
        tenant=facts(known.tenant),
        id=person.user_id,
        name=person.name,
        email=person.email,
        role=place.role,
        grants=grants_of_scopes(known.key.scopes) & grants_of_role(place.role),
        source="api",
        request_id=g.get("request_id", "-"),
    )


def facts(tenant: Tenant) -> TenantFacts:
    """What operations need to know of a tenant."""
    return TenantFacts(
        id=tenant.id,
        slug=tenant.slug,
        name=tenant.name,
        currency=tenant.currency,
        exponent=exponent_of(tenant.currency),
        time_zone=tenant.time_zone,
        id_prefixes=tenant.id_prefixes,
    )


def _desks_named() -> list[str]:
    """The desks this browser was named as, from its signed cookies; the database says whether they still are."""
    found = []
    for name, value in request.cookies.items():
        if name.startswith(f"{DESK_COOKIE}-"):
            try:
                slug, desk_id = _signer().loads(value)
            except (BadSignature, ValueError, TypeError):
                continue
            found += [desk_id] if name == f"{DESK_COOKIE}-{slug}" else []
    return found[:20]


def name_browser(tenant_slug: str, desk_id: str | None) -> None:
    """Make this browser a desk of a tenant with the answer to this request, or (with None) no desk any more."""
    name, path = f"{DESK_COOKIE}-{tenant_slug}", f"/{tenant_slug}/"

    @after_this_request
    def write(response: Response) -> Response:
        if desk_id is None:
            response.delete_cookie(name, path=path)
        else:
            value = str(_signer().dumps([tenant_slug, desk_id]))
            response.set_cookie(
                name,
                value,
                max_age=DESK_DAYS,
                path=path,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure,
            )
        return response


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="desk")


def forget_browser_session() -> None:
    """Drop everything the session cookie held, so that a new sign-in begins with nothing of the last."""
    session.clear()
