"""The front door: pages, forms and actions of a feature, all below ``/<tenant>``."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.data.database import db
from webapp.core.data.tenancy import enter_tenant
from webapp.core.inputs.forms import BoundForm, form_class, place_problem, values_of
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import AlreadyDone, KeyReused, NotAllowed, Problem, StaleEdit
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import Answer, Retry, perform
from webapp.core.web import rows
from webapp.core.web.gate import gate
from webapp.core.web.listpage import export_of, found_for
from webapp.core.web.retry import make_retry
from webapp.core.web.targets import tell

Page = str | BaseResponse


@dataclass(frozen=True)
class HtmlRoute:
    """What is known of one page: read by the parity and permission tests."""

    rule: str
    endpoint: str
    methods: tuple[str, ...]
    needs: str
    operation: Operation[Any, Any] | None = None
    listing: Listing | None = None


html_routes: list[HtmlRoute] = []


@dataclass(frozen=True)
class Done:
    """Where to go after a write, and what to say there; ``undo`` is the address that takes it back."""

    to: str
    say: str
    kind: str = "accepted"
    undo: str | None = None
    secret: str | None = None


@dataclass(frozen=True)
class FormPage:
    """One form: its operation, its page, and what the page needs besides the form."""

    calls: Operation[Any, Any]
    template: str
    done: Callable[..., Done]
    context: Callable[..., dict[str, Any]] = lambda actor, **parts: {}
    initial: Callable[..., dict[str, Any]] = lambda actor, **parts: {}
    prepare: Callable[..., None] = lambda form, actor, **parts: None
    takes: Mapping[str, str] = field(default_factory=dict)
    editing: bool = False


class Pages:
    """A feature's pages; a route names the operation it calls or the permission it needs, or it cannot exist."""

    def __init__(self, name: str) -> None:
        self.blueprint = Blueprint(name, name, url_prefix="/<tenant:tenant>")
        self.blueprint.url_value_preprocessor(_take_tenant)
        self.blueprint.url_defaults(_give_tenant)

    def page(self, rule: str, *, needs: str) -> Callable[[Callable[..., Page]], Callable[..., Page]]:
        """Route a page that only reads: the function gets the actor and the path parts."""

        def register(function: Callable[..., Page]) -> Callable[..., Page]:
            def view(**parts: str) -> Page:
                return function(_enter(needs), **parts)

            self._add(rule, function.__name__, view, ("GET",), needs)
            return function

        return register

    def listing(
        self,
        rule: str,
        *,
        needs: str,
        lists: Callable[..., Listing],
        template: str,
        context: Callable[..., dict[str, Any]] = lambda actor, **parts: {},
        endpoint: str = "index",
    ) -> None:
        """Route a list: the page, its table as a fragment, and (rule + ``.csv``) its export.

        ``context`` also finds the thing whose list it is, or raises NotFound, for all three.
        """

        def view(**parts: str) -> Page:
            actor = _enter(needs)
            around = context(actor, **parts)
            found, with_parts, problem = found_for(lists(**parts), actor)
            if problem is not None and is_fragment():
                raise problem
            name = template.replace("/", "/_table_", 1) if is_fragment() else template
            page = render_template(name, found=found, listing=with_parts, problem=problem, **around)
            return Response(page, status=422 if problem else 200, content_type="text/html; charset=utf-8")

        def export(**parts: str) -> Page:
            actor = _enter(needs)
            context(actor, **parts)
            return export_of(lists(**parts), actor)

        self._add(rule, endpoint, view, ("GET",), needs)
        self._add(f"{rule}.csv", f"{endpoint}_csv", export, ("GET",), needs)

    def form(self, rule: str, page: FormPage, *, endpoint: str | None = None) -> None:
        """Route a form: GET shows it, POST judges it, runs its operation and goes on; nothing typed is lost."""

        def view(**parts: str) -> Page:
            actor = _enter(page.calls.needs)
            if request.method != "POST":
                form = _fresh(page, actor, parts)
                return _render(page, form, actor, parts, 200)
            return _submit(page, actor, parts)

        self._add(rule, endpoint or page.calls.name, view, ("GET", "POST"), page.calls.needs, page.calls)

    def action(
        self,
        rule: str,
        *,
        calls: Operation[Any, Any],
        done: Callable[..., Done],
        back: Callable[..., str],
        takes: Mapping[str, str] | None = None,
        endpoint: str | None = None,
    ) -> None:
        """Route a button: POST runs the operation; a refusal is said at the page it came from."""

        def view(**parts: str) -> Page:
            actor = _enter(calls.needs)
            form = request.form.to_dict()
            body = {**form, **{(takes or {}).get(name, name): value for name, value in parts.items()}}
            try:
                data = calls.input.from_form(body, exponent=actor.tenant.exponent)
                given = perform(
                    db.session(), calls, actor, data, lambda result: _answer(done(result, **parts)), _retry(body)
                )
            except Problem as problem:
                if problem.status in (403, 503):
                    raise
                tell("refused", problem.words)
                return redirect(back(**parts), 303)
            return _go(given)

        self._add(rule, endpoint or calls.name, view, ("POST",), calls.needs, calls)

    def _add(
        self,
        rule: str,
        endpoint: str,
        view: Callable[..., Page],
        methods: tuple[str, ...],
        needs: str,
        operation: Operation[Any, Any] | None = None,
    ) -> None:
        self.blueprint.add_url_rule(rule, endpoint, view, methods=list(methods))
        name = f"{self.blueprint.name}.{endpoint}"
        html_routes.append(HtmlRoute(f"/<tenant>{rule}", name, methods, needs, operation))


def is_fragment() -> bool:
    """Whether htmx asks for one part of the page; Back and boosted links want the whole of it."""
    return request.headers.get("HX-Request-Type") == "partial"


def _take_tenant(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None:
        g.tenant_slug = values.pop("tenant", None)


def _give_tenant(endpoint: str, values: dict[str, Any]) -> None:
    if "tenant" not in values:
        values["tenant"] = g.get("tenant_slug", "")


def _enter(needs: str) -> Actor:
    actor = gate().page(g.tenant_slug)
    g.actor = actor
    enter_tenant(actor.tenant.id)
    if not actor.may(needs):
        raise NotAllowed(what=needs.replace("_", " "))
    return actor


def _fresh(page: FormPage, actor: Actor, parts: dict[str, str]) -> BoundForm:
    form = form_class(page.calls.input)(formdata=None, data=page.initial(actor, **parts))
    form.op_id.data = secrets.token_urlsafe(16)
    page.prepare(form, actor, **parts)
    return form


def _render(page: FormPage, form: BoundForm, actor: Actor, parts: dict[str, str], status: int, **more: Any) -> Page:
    text = render_template(page.template, form=form, **{**page.context(actor, **parts), **more})
    return Response(text, status=status, content_type="text/html; charset=utf-8")


def _submit(page: FormPage, actor: Actor, parts: dict[str, str]) -> Page:
    changed = rows.change_rows(request.form)
    form = form_class(page.calls.input)(formdata=changed or request.form)
    page.prepare(form, actor, **parts)
    if changed is not None:
        return _render(page, form, actor, parts, 200)
    values = values_of(form, page.calls.input, editing=page.editing)
    values |= {page.takes.get(name, name): value for name, value in parts.items()}
    try:
        data = page.calls.input.from_form(values, exponent=actor.tenant.exponent)
        given = perform(
            db.session(), page.calls, actor, data, lambda result: _answer(page.done(result, **parts)), _retry(values)
        )
    except Problem as problem:
        if problem.status in (403, 404) and not problem.details:
            raise
        place_problem(form, problem)
        if isinstance(problem, StaleEdit) and "version" in form:
            form["version"].data = problem.facts["version"]  # the page shows the fresh values; saving again is meant
        saved = problem.facts.get("kept") if isinstance(problem, KeyReused) else None
        if isinstance(problem, (KeyReused, AlreadyDone)):
            form.op_id.data = secrets.token_urlsafe(16)
            form.general = () if saved else form.general
        status = 422 if problem.status == 404 else problem.status_in("html")
        return _render(page, form, actor, parts, status, problem=problem, saved_at=saved and json.loads(saved)["to"])
    return _go(given)


def _retry(values: Mapping[str, Any]) -> Retry | None:
    key = request.form.get("op_id", "")
    if not 8 <= len(key) <= 100 or not key.isascii() or not key.isprintable():
        return None
    told = {name: value for name, value in values.items() if name not in ("csrf_token", "op_id")}
    return make_retry("form", key, request.path, told)


def _answer(done: Done) -> Answer:
    return Answer(
        303, json.dumps({"to": done.to, "say": done.say, "kind": done.kind, "undo": done.undo, "secret": done.secret})
    )


def _go(given: Answer) -> Page:
    told = json.loads(given.body)
    if not given.replayed:
        tell(told["kind"], told["say"], undo_url=told["undo"], secret=told["secret"])
    return redirect(told["to"], 303)
