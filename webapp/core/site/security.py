"""Headers, hosts, origins and sizes: what every answer carries and every request must keep to."""

from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from webapp.core.operation.errors import Detail, InputRefused, Problem

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{data}; font-src 'self'; media-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PROBES = frozenset({"/healthz", "/readyz"})
"""What a load balancer asks by address; they tell nothing that a foreign site could use."""
MAX_BODY = 1_000_000
MAX_FIELDS = 5_000
FORM_TYPE = "application/x-www-form-urlencoded"

ENVELOPE = 100_000
"""What a multipart form may have around its file."""

larger_bodies: dict[str, int] = {}
"""How many bytes of file or text the endpoints take that take more than the rest; their doors say so."""

csrf = CSRFProtect()


class StrangeOrigin(Problem):
    """A form sent from another site."""

    status = 403
    code = "STRANGE_ORIGIN"
    message = "This form was sent from another site, so it was not taken. Open Stockdesk and send it there."


class UnknownHost(Problem):
    """A host name this installation does not answer to."""

    status = 400
    code = "UNKNOWN_HOST"
    message = "This host name is not served here."


def is_api(path: str) -> bool:
    """Whether an address is of the JSON API, which takes keys and never a session."""
    return path == "/v1" or path.startswith("/v1/")


def init_security(app: Flask, allowed_hosts: tuple[str, ...]) -> None:
    """Put the checks before every request and the headers on every answer."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_PARTS=MAX_FIELDS,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_CHECK_DEFAULT=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    csrf.init_app(app)

    @app.before_request
    def judge_request() -> None:
        host = (urlsplit(f"//{request.host}").hostname or "") if allowed_hosts else ""
        if allowed_hosts and host not in allowed_hosts and request.path not in PROBES:
            raise UnknownHost
        if request.endpoint in larger_bodies:
            most = larger_bodies[request.endpoint] + ENVELOPE
            request.max_content_length = request.max_form_memory_size = most
        if "\0" in request.path:
            raise NotFound  # no id holds a NUL, and PostgreSQL cannot even be asked for one
        if b"%00" in request.query_string:
            _refuse_nul()
        if request.mimetype == FORM_TYPE and request.get_data(cache=True).count(b"&") >= MAX_FIELDS:
            raise RequestEntityTooLarge
        if request.method not in SAFE and not is_api(request.path):
            _judge_origin()
            csrf.protect()

    app.after_request(_add_headers)


def _refuse_nul() -> None:
    """What is looked for holds no NUL either, whoever reads it from the address; of a cursor its list says more."""
    asked = [(name, values) for name, values in request.args.lists() if name != "startAfter"]
    held = [name for name, values in asked if any("\0" in value for value in values)]
    if held:
        words = "This text holds a control character. Type it again."
        raise InputRefused([Detail(name, words, "invalid_string") for name in held])


def _judge_origin() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        raise StrangeOrigin
    if origin is not None and _host_of(origin) != request.host:
        raise StrangeOrigin


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _add_headers(response: Response) -> Response:
    headers = response.headers
    data = " data:" if request.path == "/api/docs" else ""
    headers.setdefault("Content-Security-Policy", CSP.format(data=data))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
    headers.setdefault("X-Frame-Options", "DENY")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")  # on plain http browsers only complain of it
    if request.path.startswith("/static/"):
        if "v" not in request.args:  # a module that another one imports: asked for again, and answered by its ETag
            headers["Cache-Control"] = "no-cache"
    else:
        headers.setdefault("Cache-Control", "no-store")
        headers.add("Vary", "HX-Request-Type, Cookie")
    return response
