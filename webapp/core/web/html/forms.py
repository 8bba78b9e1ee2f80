"""One form: shown, judged, run, and shown again with everything that was typed."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, render_template, request
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, form_class, place_problem, values_of
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import AlreadyDone, Detail, KeyReused, Problem, StaleEdit
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import perform
from webapp.core.web import rows
from webapp.core.web.html.routes import Done, Page, answer_of, go
from webapp.core.web.retry import form_retry

_SENT_BEFORE = "This form was sent before, and what came of that stands. Send it again if this is meant besides."


@dataclass(frozen=True)
class FormPage:
    """One form: its operation, its page, and what the page needs besides the form.

    ``done`` says where to go on, or writes a page. ``context`` says what the page needs to know, ``beside`` what stands
    beside what is typed, ``merges`` what the form is to hold after somebody else saved first, and what to say at its
    fields, ``checks`` refuses what stands beside the fields and is not done with yet; ``size`` is for one that takes a
    file.
    """

    calls: Operation[Any, Any]
    template: str
    done: Callable[..., Done | str]
    context: Callable[..., dict[str, Any]] = lambda actor, **parts: {}
    initial: Callable[..., dict[str, Any]] = lambda actor, **parts: {}
    prepare: Callable[..., None] = lambda form, actor, **parts: None
    takes: Mapping[str, str] = field(default_factory=dict)
    editing: bool = False
    beside: Callable[[BoundForm], dict[str, Any]] = lambda form: {}
    merges: Callable[..., tuple[MultiDict[str, str], tuple[Detail, ...]]] | None = None
    checks: Callable[[Mapping[str, str]], None] = lambda sent: None
    size: int = 0


def fresh(page: FormPage, actor: Actor, parts: dict[str, str]) -> BoundForm:
    """The form as it is opened, with a key of its own."""
    form = form_class(page.calls.input)(formdata=None, data=page.initial(actor, **parts))
    form.op_id.data = secrets.token_urlsafe(16)
    page.prepare(form, actor, **parts)
    return form


def _typed(page: FormPage, sent: MultiDict[str, str], actor: Actor, parts: dict[str, str]) -> BoundForm:
    whole: Any = CombinedMultiDict([request.files, sent]) if request.files else sent
    form = form_class(page.calls.input)(formdata=whole)
    form.sent = sent
    page.prepare(form, actor, **parts)
    return form


def _judged(page: FormPage, values: dict[str, Any], actor: Actor) -> Any:
    page.checks(request.form)
    tenant = actor.tenant
    return page.calls.input.from_form(values, exponent=tenant.exponent, currency=tenant.currency, zone=tenant.time_zone)


def render(page: FormPage, form: BoundForm, actor: Actor, parts: dict[str, str], status: int, **more: Any) -> Page:
    """The page around a form."""
    text = render_template(page.template, form=form, **{**page.context(actor, **parts), **page.beside(form), **more})
    return Response(text, status=status, content_type="text/html; charset=utf-8")


def submit(page: FormPage, actor: Actor, parts: dict[str, str]) -> Page:
    """Judge what was sent and run the operation; what is refused comes back with everything that was typed."""
    changed = rows.change_rows(request.form)
    form = _typed(page, changed.form if changed else request.form, actor, parts)
    if changed is not None:
        rows.put_focus(form, changed.focus)
        return render(page, form, actor, parts, 200)
    values = values_of(form, page.calls.input, editing=page.editing)
    values |= {page.takes.get(name, name): value for name, value in parts.items()}
    try:
        data = _judged(page, values, actor)
        given = perform(
            db.session(),
            page.calls,
            actor,
            data,
            lambda result: answer_of(page.done(result, **parts)),
            form_retry(values),
        )
    except Problem as problem:
        if problem.status in (403, 404) and not problem.details:
            raise
        if isinstance(problem, StaleEdit) and page.merges is not None:
            merged, problem.details = page.merges(form, actor, **parts)
            form = _typed(page, merged, actor, parts)
        place_problem(form, problem)
        if isinstance(problem, StaleEdit) and "version" in form:
            form["version"].data = problem.facts["version"]  # the page shows the fresh values; saving again is meant
        saved = None
        if isinstance(problem, (KeyReused, AlreadyDone)):
            form.op_id.data = secrets.token_urlsafe(16)
        if isinstance(problem, KeyReused):
            kept = problem.facts["kept"] if problem.facts["given"] == 303 else None  # else it was a page
            saved = kept and json.loads(kept)["to"]
            form.general = () if saved else (_SENT_BEFORE,)
        status = 422 if problem.status == 404 else problem.status_in("html")
        return render(page, form, actor, parts, status, problem=problem, saved_at=saved)
    return go(given)
