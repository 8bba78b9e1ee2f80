"""The front door: pages, forms and actions of a feature, all below ``/<tenant>``."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.data.database import db
from webapp.core.data.tenancy import enter_tenant
from webapp.core.inputs.forms import BoundForm, form_class, place_problem, values_of
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import list_pages
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import AlreadyDone, Detail, KeyReused, NotAllowed, Problem, StaleEdit
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import Answer, perform
from webapp.core.site.security import larger_bodies
from webapp.core.web import rows
from webapp.core.web.gate import gate
from webapp.core.web.listpage import export_of, found_for
from webapp.core.web.retry import form_retry
from webapp.core.web.targets import refuse, tell

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
    """One form: its operation, its page, and what the page needs besides the form.

    ``done`` says where to go on, or writes a page. ``context`` says what the page needs to know, ``beside`` what stands
    beside what is typed, ``merges`` what the form is to hold after somebody else saved first, and what to say at its
    fields; ``size`` is for one that takes a file.
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
    size: int = 0


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
                return function(enter(needs), **parts)

            self.add(rule, function.__name__, view, ("GET",), needs)
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
            actor = enter(needs)
            around = context(actor, **parts)
            found, with_parts, problem = found_for(lists(**parts), actor)
            if problem is not None and is_fragment():
                raise problem
            name = "/_table_".join(template.rsplit("/", 1)) if is_fragment() else template
            page = render_template(name, found=found, listing=with_parts, problem=problem, **around)
            return Response(page, status=422 if problem else 200, content_type="text/html; charset=utf-8")

        def export(**parts: str) -> Page:
            actor = enter(needs)
            context(actor, **parts)
            return export_of(lists(**parts), actor)

        list_pages.add(f"{self.blueprint.name}.{endpoint}")
        self.add(rule, endpoint, view, ("GET",), needs)
        self.add(f"{rule}.csv", f"{endpoint}_csv", export, ("GET",), needs)

    def form(self, rule: str, page: FormPage, *, endpoint: str | None = None) -> None:
        """Route a form: GET shows it, POST judges it, runs its operation and goes on; nothing typed is lost."""

        def view(**parts: str) -> Page:
            actor = enter(page.calls.needs)
            if request.method == "POST":
                return _submit(page, actor, parts)
            return _render(page, _fresh(page, actor, parts), actor, parts, 200)

        name = endpoint or page.calls.name
        larger_bodies.update({f"{self.blueprint.name}.{name}": page.size} if page.size else {})
        self.add(rule, name, view, ("GET", "POST"), page.calls.needs, page.calls)

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
            actor = enter(calls.needs)
            form = request.form.to_dict()
            body = {**form, **{(takes or {}).get(name, name): value for name, value in parts.items()}}
            try:
                data = calls.input.from_form(body, exponent=actor.tenant.exponent, currency=actor.tenant.currency)
                given = perform(
                    db.session(), calls, actor, data, lambda result: _answer(done(result, **parts)), form_retry(body)
                )
            except Problem as problem:
                refuse(problem, actor)
                return redirect(back(**parts), 303)
            return _go(given)

        self.add(rule, endpoint or calls.name, view, ("POST",), calls.needs, calls)

    def fragment(
        self,
        rule: str,
        *,
        calls: Operation[Any, Any],
        reads: Callable[[Mapping[str, str], Actor], tuple[Any, Any]],
        shows: Callable[[Any, Any], str | Done],
    ) -> None:
        """Route what a form asks while somebody types: POST works it out and answers parts of the page.

        ``reads`` makes, of a form half typed, the operation's input and a note of where its parts stand;
        ``shows`` writes the parts from the result and that note, or says where to go on.
        """

        def view(**parts: str) -> Page:
            actor = enter(calls.needs)
            data, places = reads(request.form, actor)
            return _go(perform(db.session(), calls, actor, data, lambda result: _answer(shows(result, places))))

        self.add(rule, calls.name, view, ("POST",), calls.needs, calls)

    def add(
        self,
        rule: str,
        endpoint: str,
        view: Callable[..., Page],
        methods: tuple[str, ...],
        needs: str,
        operation: Operation[Any, Any] | None = None,
    ) -> None:
        """Route a view as it is; it begins with ``enter``."""
        self.blueprint.add_url_rule(rule, endpoint, view, methods=list(methods))
        html_routes.append(
            HtmlRoute(f"/<tenant>{rule}", f"{self.blueprint.name}.{endpoint}", methods, needs, operation)
        )


def is_fragment() -> bool:
    """Whether htmx asks for one part of the page; Back and boosted links want the whole of it."""
    return request.headers.get("HX-Request-Type") == "partial"


def _take_tenant(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None:
        g.tenant_slug = values.pop("tenant", None)


def _give_tenant(endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("tenant", g.get("tenant_slug", ""))


def enter(needs: str) -> Actor:
    """Who is at this page and may do what it needs."""
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


def _typed(page: FormPage, sent: MultiDict[str, str], actor: Actor, parts: dict[str, str]) -> BoundForm:
    whole: Any = CombinedMultiDict([request.files, sent]) if request.files else sent
    form = form_class(page.calls.input)(formdata=whole)
    form.sent = sent
    page.prepare(form, actor, **parts)
    return form


def _render(page: FormPage, form: BoundForm, actor: Actor, parts: dict[str, str], status: int, **more: Any) -> Page:
    text = render_template(page.template, form=form, **{**page.context(actor, **parts), **page.beside(form), **more})
    return Response(text, status=status, content_type="text/html; charset=utf-8")


def _submit(page: FormPage, actor: Actor, parts: dict[str, str]) -> Page:
    changed = rows.change_rows(request.form)
    form = _typed(page, changed.form if changed else request.form, actor, parts)
    if changed is not None:
        rows.put_focus(form, changed.focus)
        return _render(page, form, actor, parts, 200)
    values = values_of(form, page.calls.input, editing=page.editing)
    values |= {page.takes.get(name, name): value for name, value in parts.items()}
    try:
        data = page.calls.input.from_form(values, exponent=actor.tenant.exponent, currency=actor.tenant.currency)
        given = perform(
            db.session(),
            page.calls,
            actor,
            data,
            lambda result: _answer(page.done(result, **parts)),
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
        saved = problem.facts.get("kept") if isinstance(problem, KeyReused) else None
        if isinstance(problem, (KeyReused, AlreadyDone)):
            form.op_id.data = secrets.token_urlsafe(16)
            form.general = () if saved else form.general
        status = 422 if problem.status == 404 else problem.status_in("html")
        return _render(page, form, actor, parts, status, problem=problem, saved_at=saved and json.loads(saved)["to"])
    return _go(given)


def _answer(done: Done | str) -> Answer:
    return Answer(303, json.dumps(asdict(done))) if isinstance(done, Done) else Answer(200, done)


def _go(given: Answer) -> Page:
    if given.status != 303:
        return Response(given.body, content_type="text/html; charset=utf-8")
    told = json.loads(given.body)
    if not given.replayed:
        tell(told["kind"], told["say"], undo_url=told["undo"], secret=told["secret"])
    return redirect(told["to"], 303)
