"""The pages before any tenant: sign in, sign out, and how Stockdesk looks in this browser."""

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import login_user, logout_user
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, PasswordField, StringField

from webapp.accounts.access import forget_browser_session, load_person, signed_in
from webapp.accounts.errors import BadCredentials
from webapp.accounts.secrets import LONGEST
from webapp.accounts.sessions import SignedIn, sign_out
from webapp.accounts.sessions import sign_in as open_by_password
from webapp.core.data.database import db
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Problem
from webapp.core.web.targets import safe_target, tell

blueprint = Blueprint("sign_in", __name__)

BROWSER_COOKIE = "browser"
LONGEST_EMAIL = 254
LOOK_DAYS = 400 * 24 * 3600
THEMES = ("light", "dark", "auto")
DENSITIES = ("dense", "roomy")


class SignInForm(FlaskForm):
    """E-mail and password."""

    email = StringField("E-mail", render_kw={"type": "email", "autocomplete": "username", "maxlength": "254"})
    password = PasswordField("Password", render_kw={"autocomplete": "current-password", "maxlength": "1000"})
    next = HiddenField()
    unsent = HiddenField()


@blueprint.get("/")
def start() -> BaseResponse:
    """To the first tenant, or to the sign-in page."""
    person = signed_in()
    return redirect(_home(person) if person else url_for("sign_in.sign_in"), 303)


@blueprint.route("/login", methods=["GET", "POST"])
def sign_in() -> BaseResponse:
    """Show the form; take it."""
    form = SignInForm(data={"next": request.args.get("next", ""), "unsent": request.args.get("unsent", "")})
    if request.method != "POST":
        person = signed_in()
        return redirect(_after(person, form.next.data), 303) if person else _page(form, None, 200)
    email, password = (form.email.data or "").strip(), form.password.data or ""
    if not email or not password:
        _mark_blank(form, email, password)
        return _page(form, None, 422)
    try:
        token = open_by_form(email, password, knows_browser(email))
    except Problem as problem:
        answer = _page(form, problem, problem.status_in("html"))
        if problem.retry_after is not None:
            answer.headers["Retry-After"] = str(problem.retry_after)
        return answer
    entered = let_in(token, email, form.next.data)
    if form.unsent.data and safe_target(form.next.data):
        tell("attention", "You are signed in again. What you sent before was not saved: look at it, and send it again.")
    return entered


def open_by_form(email: str, password: str, is_known: bool) -> str:
    """A session for what was typed; raises BadCredentials or TooManyTries."""
    if len(email) > LONGEST_EMAIL or len(password) > LONGEST or "\0" in email + password:
        raise BadCredentials
    return open_by_password(
        db.session(),
        email,
        password,
        address=request.remote_addr or "-",
        agent=request.user_agent.string,
        knows_browser=is_known,
    )


def let_in(token: str, email: str, target: str | None) -> BaseResponse:
    """Give the browser its session and send it on; the session it had before ends."""
    person = load_person(token)
    if person is None:
        raise BadCredentials
    before = signed_in()
    if before is not None:
        sign_out(db.session(), before.token)
    forget_browser_session()
    login_user(person)
    answer = redirect(_after(person, target), 303)
    answer.set_cookie(
        BROWSER_COOKIE,
        _sign_browser(email),
        max_age=LOOK_DAYS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


@blueprint.post("/logout")
def leave() -> BaseResponse:
    """End this session; what waits in the browser's queue stays there."""
    person = signed_in()
    if person is not None:
        sign_out(db.session(), person.token)
    logout_user()
    forget_browser_session()
    answer = redirect(url_for("sign_in.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@blueprint.get("/account")
def account() -> BaseResponse:
    """To the person's own page, at the first tenant they work for."""
    person = signed_in()
    if person is None or not person.places:
        return redirect(url_for("sign_in.start"), 303)
    slugs = [place.tenant.slug for place in person.places]
    at = request.args.get("at")
    return redirect(url_for("account.index", tenant=at if at in slugs else slugs[0]), 303)


@blueprint.post("/account/look")
def look() -> BaseResponse:
    """Keep light or dark, dense or roomy, in this browser."""
    answer = redirect(safe_target(request.form.get("next")) or "/", 303)
    for name, words in (("theme", THEMES), ("density", DENSITIES)):
        if request.form.get(name) in words:
            answer.set_cookie(name, request.form[name], max_age=LOOK_DAYS, samesite="Lax", secure=request.is_secure)
    return answer


def _after(person: SignedIn, target: str | None) -> str:
    return safe_target(target) or _home(person)


def _home(person: SignedIn) -> str:
    if not person.places:
        return url_for("sign_in.nowhere")
    return url_for("dashboard.index", tenant=person.places[0].tenant.slug)


@blueprint.get("/account/nowhere")
def nowhere() -> BaseResponse:
    """Signed in, but working for nobody."""
    return make_response(render_template("accounts/nowhere.html"))


def _mark_blank(form: SignInForm, email: str, password: str) -> None:
    if not email:
        form.email.errors = ["Type your e-mail address."]
    if not password:
        form.password.errors = ["Type your password."]


def _page(form: SignInForm, problem: Problem | None, status: int) -> Response:
    text = render_template("accounts/sign_in.html", form=form, problem=problem)
    return make_response(text, status)


def _browser_signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="browser")


def _sign_browser(email: str) -> str:
    known = _known_emails()
    return str(_browser_signer().dumps([fold(email), *[one for one in known if one != fold(email)]][:8]))


def _known_emails() -> list[str]:
    try:
        found = _browser_signer().loads(request.cookies.get(BROWSER_COOKIE, ""))
    except (BadSignature, ValueError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def knows_browser(email: str) -> bool:
    """Whether this person signed in with this browser before."""
    return fold(email) in _known_emails()
