"""OpenAPI 3.1, generated from the routes: inputs, answers, lists, every error each call can give, and the viewer."""

import re
from functools import cache
from typing import Any

from flask import Flask, Response, render_template
from pydantic import TypeAdapter

from webapp.core.inputs.strictjson import MalformedBody
from webapp.core.listing.listing import Filter
from webapp.core.operation.errors import (
    AlreadyDone,
    Busy,
    InputRefused,
    KeyReused,
    NotAllowed,
    NotFound,
    Problem,
    catalogue,
)
from webapp.core.operation.registry import Operation
from webapp.core.site.examples import NOTHING, example_of
from webapp.core.site.security import UnknownHost
from webapp.core.web.api import BATCH_HEADER, ApiRoute, api_routes, dumps, respond
from webapp.core.web.bodies import FORM_TYPE, JSON_TYPE
from webapp.core.web.problems import BodyTooLarge, RequestTooSlow, Unexpected

_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_REFS = "#/components/schemas/{model}"


def init_openapi(app: Flask) -> None:
    """Register the document and its viewer. Lists are asked now, anew: all features are here, and no request yet."""
    for route in api_routes:
        vars(route).pop("listing", None)
        _ = route.listing

    @app.get("/openapi.json")
    def openapi_document() -> Response:
        return respond(dumps(document()), 200)

    @app.get("/api/docs")
    def api_docs() -> str:
        return render_template("docs/api.html")


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    schemas: dict[str, Any] = {}
    paths: dict[str, dict[str, Any]] = {}
    for route in api_routes:
        path = _PART.sub(r"{\1}", route.rule)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Stockdesk API", "version": "1.0.0", "description": _INTRODUCTION},
        "servers": [{"url": "/"}],
        "security": [{"bearer": [], "tenant": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _SCHEMES},
    }


_INTRODUCTION = (
    "One stock ledger behind three published vocabularies; the path decides which one is spoken. "
    "Every write honours `Idempotency-Key`. Unknown body fields are ignored, unknown query parameters refused. "
    "A method that an address does not take is 405, with Allow."
)
_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key."},
    "tenant": {"type": "apiKey", "in": "header", "name": "Tenant-ID"},
    "packagex": {"type": "apiKey", "in": "header", "name": "PX-API-KEY"},
    "merchant": {"type": "apiKey", "in": "header", "name": "X-MerchantApiKey"},
}


def _operation(route: ApiRoute, schemas: dict[str, Any]) -> dict[str, Any]:
    answer = _answer_schema(route, schemas)
    described: dict[str, Any] = {
        "operationId": route.endpoint.replace(".", "_"),
        "summary": route.summary,
        "tags": [route.rule.split("/")[2]],
        "parameters": _parameters(route),
        "responses": {
            str(route.status): {"description": "Done", "content": {"application/json": {"schema": answer}}},
            **_errors(route),
        },
    }
    if route.method != "GET" and route.operation is not None:
        described["requestBody"] = _body(route.operation, route, schemas)
        if _takes_key(route):
            described["parameters"].append(_IDEMPOTENCY)
            described["responses"][str(route.status)]["headers"] = _WRITTEN
    if route.needs is None:
        described["security"] = []
    elif route.dialect.name == "packagex":
        described["security"] = [{"packagex": []}, {"bearer": [], "tenant": []}]
    elif route.dialect.name == "shopsynch":
        described["security"] = [{"bearer": [], "tenant": []}, {"bearer": [], "merchant": []}]
    return described


_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "Two requests with one key are one: the second gets the first one's answer.",
}


_WRITTEN = {
    BATCH_HEADER: {
        "schema": {"type": "string"},
        "description": "The batch that was written; POST /v1/batches/{batchId}/undo takes it back.",
    },
    "Idempotent-Replayed": {"schema": {"const": "true"}, "description": "This is the first answer once more."},
}


def _answer_schema(route: ApiRoute, schemas: dict[str, Any]) -> dict[str, Any]:
    schema = _collect(TypeAdapter(route.shape).json_schema(ref_template=_REFS, mode="serialization"), schemas)
    if route.listing is not None:
        return route.dialect.rows_schema(route.key, schema)
    return schema if route.needs is None else route.dialect.success_schema(schema)


def _body(operation: Operation[Any, Any], route: ApiRoute, schemas: dict[str, Any]) -> dict[str, Any]:
    schema = operation.input.model_json_schema(by_alias=True, ref_template=_REFS)
    schema = _without(_collect(schema, schemas), set(_PART.findall(route.rule)))
    needed = bool(schema.get("required"))
    media: dict[str, Any] = {"schema": schema}
    example = example_of(schema, schemas)
    if example is not NOTHING:
        media["example"] = example
    whole = {"schema": {"type": "string"}}
    content = {kind: media if kind in (JSON_TYPE, FORM_TYPE) else whole for kind in route.body.types}
    return {"required": needed, "content": content}


def _without(schema: dict[str, Any], names: set[str]) -> dict[str, Any]:
    kept = {name: value for name, value in schema.get("properties", {}).items() if name not in names}
    trimmed = {**schema, "properties": kept}
    trimmed["required"] = [name for name in schema.get("required", []) if name not in names]
    return trimmed


def _collect(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    for name, definition in schema.pop("$defs", {}).items():
        schemas.setdefault(name, definition)
    return schema


def _parameters(route: ApiRoute) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PART.findall(route.rule)
    ]
    for name, words in route.queries.items():
        parameters.append({"name": name, "in": "query", "description": words, "schema": {"type": "string"}})
    if route.listing is None:
        return parameters
    for name, schema in route.dialect.paging_schema().items():
        parameters.append({"name": name, "in": "query", "schema": schema})
    parameters += [
        {"name": one.name, "in": "query", "description": _asked(one), "schema": _asked_as(one)}
        for one in route.listing.filters
    ]
    if route.listing.search is not None:
        text = {"type": "string", "maxLength": 300}
        parameters.append({"name": "q", "in": "query", "description": route.listing.search_label, "schema": text})
    by, direction = route.dialect.order
    parameters.append({"name": by, "in": "query", "schema": {"type": "string", "enum": list(route.listing.sorts)}})
    parameters.append({"name": direction, "in": "query", "schema": {"type": "string", "enum": ["asc", "desc"]}})
    return parameters


def _asked(one: Filter) -> str:
    return f"{one.label}; several with commas between" if one.many else one.label


def _asked_as(one: Filter) -> dict[str, Any]:
    values = one.values()
    if not values:
        return {"type": "string", "maxLength": 300}
    single = {"type": "string", "enum": values}
    if not one.many:
        return single
    any_one = "|".join(map(re.escape, values))
    several = {"type": "string", "pattern": f"^({any_one})(,({any_one})){{1,{len(values) - 1}}}$"}
    return {"anyOf": [single, several]}


_KEYED = ("AUTH_REQUIRED", "INVALID_TOKEN", "NO_TENANT_ACCESS")
_ALWAYS = (InputRefused, UnknownHost, Busy, Unexpected)
_OF_A_BODY = (MalformedBody, BodyTooLarge, RequestTooSlow)


def problems_of(route: ApiRoute) -> list[type[Problem]]:
    """Every declared error a route can answer with, itself or through its door."""
    found = [*route.raises, *_ALWAYS]
    if route.needs is not None:
        found += [NotAllowed, *(cls for cls in catalogue() if cls.code in (*_KEYED, "RATE_LIMITED"))]
    if route.method != "GET":
        found += [*_OF_A_BODY, route.body.refusal]
    if _takes_key(route):
        found += [KeyReused, AlreadyDone] if route.operation and route.operation.secret else [KeyReused]
    if _PART.search(route.rule):
        found.append(NotFound)
    return list(dict.fromkeys(found))


def _takes_key(route: ApiRoute) -> bool:
    """Whether the route writes and honours an Idempotency-Key."""
    return route.operation is not None and route.operation.writes and route.needs is not None


def _errors(route: ApiRoute) -> dict[str, Any]:
    by_status: dict[int, list[type[Problem]]] = {}
    for problem in problems_of(route):
        by_status.setdefault(problem.statuses.get(route.dialect.name, problem.status), []).append(problem)
    schema = route.dialect.problem_schema()
    return {
        str(status): {
            "description": " · ".join(f"{p.code}: {p.__doc__}" for p in problems),
            "content": {"application/json": {"schema": schema}},
        }
        for status, problems in sorted(by_status.items())
    }
