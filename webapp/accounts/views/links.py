"""The page behind a one-time link: joining a tenant, or setting a new password.

Whoever is new gives a name and a password. Whoever has an account proves it: by being signed in, or by the password.
"""

from typing import Any

from flask import Blueprint, Response, g, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse
from wtforms import PasswordField

from webapp.accounts.access import facts, signed_in
from webapp.accounts.errors import LinkUsed
from webapp.accounts.operations.links import join, join_as_new, reset_password
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import OpenLink, open_link
from webapp.accounts.sessions import open_session
from webapp.accounts.sign_in import knows_browser, let_in, open_by_form
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.inputs.forms import form_class, place_problem, values_of
from webapp.core.inputs.schema import Input
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import call

blueprint = Blueprint("links", __name__)


class ProofForm(FlaskForm):
    """The password of an account that is there already."""

    password = PasswordField("Your password", render_kw={"autocomplete": "current-password", "maxlength": "1000"})


@blueprint.route("/account/link/<secret>", methods=["GET", "POST"])
def follow(secret: str) -> BaseResponse:
    """Show what the link opens; take it."""
    link = open_link(db.session(), secret, clock.now())
    if link is None:
        return _page("accounts/link_gone.html", 404)
    if link.kind == "invitation" and link.has_password:
        return _join(link, secret)
    return _set_password(link, secret, reset_password if link.kind == "reset" else join_as_new)


def _set_password(link: OpenLink, secret: str, calls: Operation[Any, OpenLink]) -> BaseResponse:
    model: type[Input] = calls.input
    form = form_class(model)(data={"name": _name_given(link)})
    if request.method != "POST":
        return _page("accounts/link_password.html", 200, link=link, form=form)
    try:
        values = {**values_of(form, model, editing=False), "secret": secret}
        call(db.session(), calls, _actor(link), calls.input.from_form(values, exponent=2))
    except LinkUsed:
        return _page("accounts/link_gone.html", 404)
    except Problem as problem:
        place_problem(form, problem)
        return _page("accounts/link_password.html", problem.status_in("html"), link=link, form=form)
    return _enter(link, open_session(db.session(), link.user_id, request.user_agent.string))


def _name_given(link: OpenLink) -> str:
    """The name that the invitation gave; one that was made from the address is no name."""
    return "" if link.name == link.email.partition("@")[0] else link.name


def _join(link: OpenLink, secret: str) -> BaseResponse:
    person = signed_in()
    is_here = person is not None and person.user_id == link.user_id
    form = ProofForm()
    if request.method != "POST":
        return _page("accounts/link_join.html", 200, link=link, form=form, is_here=is_here, problem=None)
    try:
        token = None if is_here else open_by_form(link.email, form.password.data or "", knows_browser(link.email))
        call(db.session(), join, _actor(link), join.input.from_form({"secret": secret}, exponent=2))
    except LinkUsed:
        return _page("accounts/link_gone.html", 404)
    except Problem as problem:
        status = problem.status_in("html")
        return _page("accounts/link_join.html", status, link=link, form=form, is_here=is_here, problem=problem)
    return _enter(link, token or open_session(db.session(), link.user_id, request.user_agent.string))


def _enter(link: OpenLink, token: str) -> BaseResponse:
    return let_in(token, link.email, f"/{link.tenant.slug}/")


def _actor(link: OpenLink) -> Actor:
    """The person of the link, who may do nothing but follow it."""
    return Actor(
        tenant=facts(link.tenant),
        id=link.user_id,
        name=link.name,
        email=link.email,
        grants=frozenset({Permission.OWN_ACCOUNT}),
        source="html",
        request_id=g.get("request_id", "-"),
    )


def _page(template: str, status: int, **values: Any) -> BaseResponse:
    text = render_template(template, **values)
    return Response(text, status=status, content_type="text/html; charset=utf-8")
