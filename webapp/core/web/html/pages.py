"""The front door: pages, forms and actions of a feature, all below ``/<tenant>``."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request

from webapp.core.data.database import db
from webapp.core.data.tenancy import enter_tenant
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import ListPage, Visit, list_pages
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import NotAllowed, Problem
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import perform
from webapp.core.site.security import larger_bodies
from webapp.core.web.gate import gate
from webapp.core.web.html.forms import FormPage, fresh, render, submit
from webapp.core.web.html.routes import Done, HtmlRoute, Page, answer_of, go, html_routes, is_fragment
from webapp.core.web.listpage import export_of, found_for, workbook_of
from webapp.core.web.retry import form_retry
from webapp.core.web.targets import refuse

_PART = re.compile(r"<(\w+)>")


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
        lists: Listing | Callable[..., Listing],
        template: str,
        context: Callable[..., dict[str, Any]] = lambda actor, **parts: {},
        endpoint: str = "index",
    ) -> None:
        """Route a list: the page, its table as a fragment, and (rule + ``.csv`` and ``.xlsx``) its exports.

        ``lists`` makes it for a ``Visit``, unless it is always the same; ``context`` also finds the thing whose list
        it is, or raises NotFound, for all of them.
        """
        page = ListPage(needs, lists, tuple(_PART.findall(rule)))

        def asked(actor: Actor, **parts: str) -> Listing:
            return page.made(Visit(db.session(), actor, request.args), **parts)

        def view(**parts: str) -> Page:
            actor = enter(needs)
            around = context(actor, **parts)
            found, with_parts, problem = found_for(asked(actor, **parts), actor)
            if problem is not None and is_fragment():
                raise problem
            name = "/_table_".join(template.rsplit("/", 1)) if is_fragment() else template
            text = render_template(name, found=found, listing=with_parts, problem=problem, **around)
            return Response(text, status=422 if problem else 200, content_type="text/html; charset=utf-8")

        def exported(send: Callable[[Listing, Actor], Response], **parts: str) -> Page:
            actor = enter(needs)
            context(actor, **parts)
            return send(asked(actor, **parts), actor)

        list_pages[f"{self.blueprint.name}.{endpoint}"] = page
        self.add(rule, endpoint, view, ("GET",), needs)
        self.add(f"{rule}.csv", f"{endpoint}_csv", partial(exported, export_of), ("GET",), needs)
        self.add(f"{rule}.xlsx", f"{endpoint}_xlsx", partial(exported, workbook_of), ("GET",), needs)

    def form(self, rule: str, page: FormPage, *, endpoint: str | None = None) -> None:
        """Route a form: GET shows it, POST judges it, runs its operation and goes on; nothing typed is lost."""

        def view(**parts: str) -> Page:
            actor = enter(page.calls.needs)
            shows = request.method != "POST"
            return render(page, fresh(page, actor, parts), actor, parts, 200) if shows else submit(page, actor, parts)

        name = endpoint or page.calls.name
        if page.size:
            larger_bodies[f"{self.blueprint.name}.{name}"] = page.size
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
                data = calls.input.from_form(
                    body, exponent=actor.tenant.exponent, currency=actor.tenant.currency, zone=actor.tenant.time_zone
                )
                given = perform(
                    db.session(), calls, actor, data, lambda result: answer_of(done(result, **parts)), form_retry(body)
                )
            except Problem as problem:
                refuse(problem, actor)
                return redirect(back(**parts), 303)
            return go(given)

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
            return go(perform(db.session(), calls, actor, data, lambda result: answer_of(shows(result, places))))

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
