"""The service door: JSON in a dialect, one operation or one list behind each route."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote_to_bytes

import simplejson
from flask import Blueprint, Response, current_app, g, request
from werkzeug.exceptions import MethodNotAllowed

from webapp.core.data.database import db
from webapp.core.data.ids import as_ids
from webapp.core.data.tenancy import enter_tenant
from webapp.core.inputs.schema import Input
from webapp.core.listing.listing import Listing, Question, ask, fetch
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, InputRefused, Problem, ScopeMissing
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import Answer, Retry, perform
from webapp.core.site.security import larger_bodies
from webapp.core.web.bodies import JSON_BODY, JSON_TYPE, Body
from webapp.core.web.dialect import Dialect, Rows, Slice, ordered
from webapp.core.web.gate import gate
from webapp.core.web.retry import make_retry

BATCH_HEADER = "Batch-Id"
NO_INPUT = type("NoInput", (Input,), {"__doc__": "Nothing is taken."})


@dataclass(frozen=True)
class ApiRoute:
    """What is known of one JSON route: read by OpenAPI and by the parity and permission tests."""

    method: str
    rule: str
    endpoint: str
    dialect: Dialect
    needs: str | None
    summary: str
    shape: Any
    status: int = 200
    operation: Operation[Any, Any] | None = None
    lists: Callable[..., Listing] | None = None
    key: str = ""
    raises: tuple[type[Problem], ...] = ()
    queries: Mapping[str, str] = field(default_factory=dict)
    alias_of: str | None = None
    body: Body = JSON_BODY

    @cached_property
    def listing(self) -> Listing | None:
        """What is asked of a list, once every feature is there: others add to it. Ask outside of any request."""
        return self.lists and self.lists(**dict.fromkeys(_parts(self.rule), ""))


api_routes: list[ApiRoute] = []

_words: dict[str, set[str]] = {}
"""The addresses that have no part to fill in, and their methods."""


class Api:
    """A feature's JSON routes, all below ``/v1``, all in one dialect."""

    def __init__(self, name: str, dialect: Dialect) -> None:
        self.blueprint = Blueprint(f"{name}_api", name, url_prefix="/v1")
        self._dialect = dialect

    def write(
        self,
        method: str,
        rule: str,
        *,
        calls: Operation[Any, Any],
        wire: Callable[[Any, Actor], Any],
        shape: Any,
        status: int = 200,
        takes: Mapping[str, str] | None = None,
        message: str = "Success",
        alias_of: str | None = None,
        body: Body = JSON_BODY,
    ) -> None:
        """Route a write to its operation; ``takes`` says which input field (outside name) a path part fills."""

        def view(**parts: str) -> Response:
            actor = _enter(self._dialect)
            _need(actor, calls.needs)
            _judge_query(())
            told = {**body.read(), **{(takes or {}).get(name, name): value for name, value in as_ids(parts).items()}}
            data = calls.input.from_json(told, exponent=actor.tenant.exponent, zone=actor.tenant.time_zone)

            def answer(result: Any) -> Answer:
                payload = self._dialect.success(wire(result, actor), status, message)
                return Answer(status, dumps(payload))

            given = perform(db.session(), calls, actor, data, answer, _retry(method, rule, told))
            return respond(given.body, given.status, replayed=given.replayed, batch_id=given.batch_id)

        endpoint = self._add(method, rule, calls.name, view)
        if body.size:
            larger_bodies[endpoint] = body.size
        api_routes.append(
            ApiRoute(
                method, f"/v1{rule}", endpoint, self._dialect, calls.needs, calls.summary, shape, status,
                operation=calls, raises=calls.raises, alias_of=alias_of, body=body,
            )
        )  # fmt: skip

    def read(
        self,
        rule: str,
        *,
        needs: str,
        shape: Any,
        queries: Mapping[str, str] | None = None,
        raises: tuple[type[Problem], ...] = (),
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Route a look-up: the function gets the actor and the path parts, and returns the payload."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            def view(**parts: str) -> Response:
                actor = _enter(self._dialect)
                _need(actor, needs)
                _judge_query(tuple(queries or ()))
                payload = function(actor, **parts)
                return respond(dumps(self._dialect.success(payload, 200, "Success")), 200)

            endpoint = self._add("GET", rule, function.__name__, view)
            summary = (function.__doc__ or "").strip().splitlines()[0]
            about: dict[str, Any] = {"raises": raises, "queries": queries or {}}
            api_routes.append(ApiRoute("GET", f"/v1{rule}", endpoint, self._dialect, needs, summary, shape, **about))
            return function

        return register

    def listing(
        self,
        rule: str,
        *,
        needs: str,
        lists: Callable[..., Listing],
        key: str,
        wire: Callable[[Any, Actor], Any],
        shape: Any,
        summary: str,
        includes: Mapping[str, Callable[[list[str], Actor], Mapping[str, Any]]] | None = None,
        inside: Callable[..., Any] | None = None,
    ) -> None:
        """Route a list; ``lists`` makes the Listing from the path parts.

        ``inside`` finds the thing whose list it is, for the actor and the path parts, or raises NotFound.
        ``includes`` says what ``?include=`` may ask for besides: from the ids of the rows, one value for each.
        """
        queries = {"include": f"Send also: {', '.join(includes)}."} if includes else {}

        def view(**parts: str) -> Response:
            actor = _enter(self._dialect)
            _need(actor, needs)
            if inside is not None:
                inside(actor, **parts)
            part, question = _asked(self._dialect, with_parts := lists(**parts), tuple(queries))
            found = fetch(db.session(), with_parts, actor.tenant.id, question, current_app.config["SECRET_KEY"])
            items = [wire(row, actor) for row in found.rows]
            items = _with_included(items, found.rows, _included(includes or {}), actor)
            rows = Rows(items, part.limit, found.has_more, found.next_cursor, part.page, found.total)
            return respond(dumps(self._dialect.rows(key, rows)), 200)

        endpoint = self._add("GET", rule, f"list_{key or rule.strip('/')}", view)
        about: dict[str, Any] = {"lists": lists, "key": key, "queries": queries}
        api_routes.append(ApiRoute("GET", f"/v1{rule}", endpoint, self._dialect, needs, summary, shape, **about))

    def open_write(
        self, rule: str, *, shape: Any, summary: str, takes: type[Input], raises: tuple[type[Problem], ...]
    ) -> Any:
        """Route a POST that needs no credential yet (signing in): the function gets the judged input."""

        def register(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
            def view() -> Response:
                g.dialect = self._dialect
                _judge_query(())
                data = takes.from_json(JSON_BODY.read(), exponent=2)
                return respond(dumps(function(data)), 200)

            endpoint = self._add("POST", rule, function.__name__, view)
            described = Operation(
                function.__name__, "", takes, lambda _, data: function(data), raises, True, summary, {}
            )
            api_routes.append(
                ApiRoute(
                    "POST", f"/v1{rule}", endpoint, self._dialect, None, summary, shape, raises=raises,
                    operation=described,
                )
            )  # fmt: skip
            return function

        return register

    def _add(self, method: str, rule: str, name: str, view: Callable[..., Response]) -> str:
        if "<" not in rule:
            _words.setdefault(f"/v1{rule}", set()).update({method, "HEAD"} if method == "GET" else {method})
        endpoint = name
        taken = {route.endpoint for route in api_routes}
        number = 2
        while f"{self.blueprint.name}.{endpoint}" in taken:
            endpoint, number = f"{name}_{number}", number + 1
        self.blueprint.add_url_rule(rule, endpoint, view, methods=[method], provide_automatic_options=False)
        return f"{self.blueprint.name}.{endpoint}"


def _parts(rule: str) -> list[str]:
    return [part.split(":")[-1].rstrip(">") for part in rule.split("<")[1:] for part in [part.split(">")[0]]]


def _enter(dialect: Dialect) -> Actor:
    g.dialect = dialect
    methods = None if "<path:" in str(request.url_rule) else _words.get(request.path)  # a serial may be any word
    if methods and request.method not in methods:  # it was taken for an id, as in GET /v1/products/csv
        raise MethodNotAllowed(valid_methods=sorted(methods))
    actor = gate().api(dialect)
    g.actor = actor
    enter_tenant(actor.tenant.id)
    return actor


def _need(actor: Actor, needs: str) -> None:
    if not actor.may(needs):
        and_who = ", and a person whose role has it" if actor.role else ""
        raise ScopeMissing(what=needs.replace("_", " "), scope=gate().scope(needs), and_who=and_who)


def _asked(dialect: Dialect, listing: Listing, more: tuple[str, ...]) -> tuple[Slice, Question]:
    _judge_query((*listing.filter_names(), *more, "sortBy", "sortDir", *dialect.order, *dialect.paging))
    sent = ((one.name, request.args.get(one.name, "x")) for one in listing.filters if one.name != "search")
    if empty := [name for name, text in sent if not text.strip()]:  # a variable was not set: everybody's rows came
        raise InputRefused([Detail(name, "Say what is meant, or leave it out.", "invalid_string") for name in empty])
    part = dialect.slice(request.args, listing.most, listing.usual)
    total = dialect.wants_total
    return part, ask(
        listing, ordered(dialect, request.args), limit=part.limit, after=part.after, page=part.page, total=total
    )


def _with_included(items: list[Any], rows: Sequence[Any], included: Mapping[str, Any], actor: Actor) -> list[Any]:
    for name, values_of in included.items():
        values = values_of([row.id for row in rows], actor)
        items = [{**item, name: values[row.id]} for item, row in zip(items, rows, strict=True)]
    return items


def _included(known: Mapping[str, Any]) -> dict[str, Any]:
    names = [name.strip() for name in request.args.get("include", "").split(",") if name.strip()]
    if any(name not in known for name in names):
        raise InputRefused([Detail("include", f"This can be {', '.join(known)}.", "invalid_enum_value")])
    return {name: known[name] for name in names}


def _judge_query(known: tuple[str, ...]) -> None:
    for pair in request.query_string.split(b"&"):
        _judge_encoding(pair)
    unknown = [name for name in request.args if name not in known and not name.startswith("customField_")]
    if unknown:
        raise InputRefused([Detail(name, "This parameter is not known here.", "unrecognized_keys") for name in unknown])
    repeated = [name for name in request.args if len(request.args.getlist(name)) > 1]
    if repeated:
        raise InputRefused([Detail(name, "This parameter can be sent once.", "custom") for name in repeated])


def _judge_encoding(pair: bytes) -> None:
    """Broken UTF-8 is no other text: a filter that is silently changed returns the wrong rows."""
    try:
        unquote_to_bytes(pair).decode()
    except UnicodeDecodeError:
        name = unquote_to_bytes(pair.partition(b"=")[0]).decode(errors="replace")
        raise InputRefused([Detail(name, "This is not UTF-8 text, percent-encoded.", "invalid_string")]) from None


def _retry(method: str, rule: str, body: Mapping[str, Any]) -> Retry | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise InputRefused([Detail("Idempotency-Key", "A key is 1 to 255 printable ASCII characters.", "custom")])
    return make_retry("api", key, f"{method} {rule}", body)


def dumps(payload: Any) -> str:
    """JSON text with exact decimals; NaN cannot leave the house."""
    return simplejson.dumps(payload, use_decimal=True, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def respond(body: str, status: int, *, replayed: bool = False, batch_id: str | None = None) -> Response:
    """A JSON response; headers say that an answer is replayed, and which batch wrote what it tells."""
    response = Response(body, status=status, content_type=JSON_TYPE)
    if batch_id is not None:
        response.headers[BATCH_HEADER] = batch_id
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response
