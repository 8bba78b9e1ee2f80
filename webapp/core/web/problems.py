"""One place that turns every refusal and every failure into an answer: dialect JSON, a fragment or a page."""

from typing import Any

import structlog
from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import ClientDisconnected, HTTPException
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.data.constraints import in_one_line, is_unavailable
from webapp.core.data.database import db
from webapp.core.operation.errors import Busy, Problem
from webapp.core.site.security import is_api, larger_bodies
from webapp.core.web.api import dumps
from webapp.core.web.gate import gate
from webapp.core.web.html import is_fragment
from webapp.core.web.targets import coming_from, safe_target, tell

log = structlog.get_logger()


class RouteNotFound(Problem):
    """There is nothing at this address."""

    status = 404
    code = "ROUTE_NOT_FOUND"
    message = "There is nothing at this address."


class MethodNotAllowed(Problem):
    """The address is right, the method is not."""

    status = 405
    code = "METHOD_NOT_ALLOWED"
    message = "This address does not take that method."


class RequestTooSlow(Problem):
    """The request did not arrive as a whole within the time that one thread waits for it."""

    status = 408
    code = "REQUEST_TIMEOUT"
    message = "The request did not arrive in time, so nothing was done. Send it again."


class BodyTooLarge(Problem):
    """The request is larger than is read."""

    status = 413
    code = "BODY_TOO_LARGE"
    message = "This is too much at once. Send less."


class FileTooLarge(BodyTooLarge):
    """The same where a file is sent."""

    message = "This file is larger than {megabytes} MB. Send it in parts."


class BadRequest(Problem):
    """The request cannot be read at all."""

    code = "VALIDATION_ERROR"
    message = "This request cannot be read."


class FormExpired(Problem):
    """The form's token is missing, old or of another session."""

    status = 403
    code = "FORM_EXPIRED"
    message = (
        "This form was opened before you signed in, or this browser keeps no cookies, so it was not taken. "
        "Open it again and send it once more."
    )


class Unexpected(Problem):
    """A failure of ours."""

    status = 500
    code = "INTERNAL_ERROR"
    message = (
        "Something went wrong on our side and nothing was saved. Try again; if it stays, tell us the request number."
    )


class SignInNeeded(Problem):
    """Nobody is signed in, or the session ended."""

    status = 401
    code = "SIGN_IN_NEEDED"
    message = "Sign in to go on."


_BY_STATUS: dict[int, type[Problem]] = {
    404: RouteNotFound,
    405: MethodNotAllowed,
    413: BodyTooLarge,
    308: RouteNotFound,
}


def init_problems(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(Problem, _on_problem)
    app.register_error_handler(CSRFError, _on_expired)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(Exception, _on_failure)


def _on_expired(error: CSRFError) -> BaseResponse:
    """A form without its token: when nobody is signed in any more, that is why."""
    try:
        if g.get("tenant_slug"):
            gate().page(g.tenant_slug)
    except SignInNeeded as problem:
        return _on_problem(problem)
    except Problem:
        return _on_problem(FormExpired())
    return _on_problem(FormExpired())


def _on_http(error: HTTPException) -> BaseResponse:
    if error.response is not None:
        return error.get_response()
    if error.code == 308 or (error.code is not None and 300 <= error.code < 400 and not is_api(request.path)):
        return error.get_response()
    late = isinstance(error, ClientDisconnected)  # to us who stopped listening, and who hung up, look the same
    answer = _on_problem(RequestTooSlow() if late else _said_of(error.code or 500))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _said_of(status: int) -> Problem:
    most = larger_bodies.get(request.endpoint or "", 0)
    if status == BodyTooLarge.status and most:
        return FileTooLarge(megabytes=most // 1_000_000)
    return _BY_STATUS.get(status, BadRequest)()


def _on_failure(error: Exception) -> BaseResponse:
    if is_unavailable(error):  # a read, or the door itself: operations try again before they say so
        busy = Busy()
        busy.__cause__ = error
        return _on_problem(busy)
    log.error("request_failed", path=request.path, exc_info=error)
    return _on_problem(Unexpected())


def _on_problem(problem: Problem) -> BaseResponse:
    db.session.rollback()
    if isinstance(problem, Busy):
        cause = problem.__cause__
        log.warning("busy", path=request.path, cause=in_one_line(cause) if cause else "it gave no cause")
    answer = _as_json(problem) if is_api(request.path) else _as_html(problem)
    if problem.retry_after is not None:
        answer.headers["Retry-After"] = str(problem.retry_after)
    return answer


def _as_json(problem: Problem) -> BaseResponse:
    dialect = g.get("dialect") or gate().choose(request.path, request.method)
    status = problem.status_in(dialect.name)
    if isinstance(problem, RouteNotFound) and dialect.name == "flexportal":
        body: dict[str, Any] = {"error": {"code": "NOT_FOUND", "message": problem.words}}
    else:
        body = dialect.problem(problem, status, request.path)
    answer = Response(dumps(body), status=status, content_type="application/json")
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _as_html(problem: Problem) -> BaseResponse:
    if isinstance(problem, SignInNeeded):
        return _to_sign_in(problem)
    status = problem.status_in("html")
    template = "errors/_fragment.html" if is_fragment() else "errors/page.html"
    try:
        text = render_template(template, problem=problem, status=status, again=safe_target(coming_from()))
    except Exception:
        log.exception("error_page_failed")
        text = f"<!doctype html><title>{status}</title><h1>{problem.message}</h1>"
    return Response(text, status=status, content_type="text/html; charset=utf-8")


def _to_sign_in(problem: Problem) -> BaseResponse:
    """To the sign-in page, which leads back: to the page, or to the form whose words were not taken."""
    reads = request.method == "GET"
    target = request.full_path.rstrip("?") if reads else safe_target(coming_from())
    where = url_for("sign_in.sign_in", next=target, unsent=None if reads else "1")
    if is_fragment():
        return Response("", status=401, headers={"HX-Redirect": where})
    if not reads:
        tell("attention", "You were signed out in the meantime, so this was not saved. Sign in, then send it again.")
    return redirect(where, 303)
