"""The document: OpenAPI 3.1, every route, every error, and nothing that points nowhere."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import jsonschema_rs
import pytest
from flask import Flask
from typing_extensions import TypedDict, is_typeddict

from tests.house import House
from webapp.core.inputs.schema import Input
from webapp.core.site.openapi import document, problems_of
from webapp.core.web.api import ApiRoute, api_routes


@pytest.fixture
def described(lite: House) -> dict[str, Any]:
    """The document as it is served."""
    with lite.app.app_context():
        answer = lite.app.test_client().get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from _nodes(child)


def _of(described: dict[str, Any], route: ApiRoute) -> dict[str, Any]:
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.rule)
    found: dict[str, Any] = described["paths"][path][route.method.lower()]
    return found


def test_it_says_what_it_is(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert {"title", "version"} <= described["info"].keys()


def test_every_json_route_stands_in_it_and_nothing_else(described: dict[str, Any], sqlite_app: Flask) -> None:
    served = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in sqlite_app.url_map.iter_rules()
        if rule.rule.startswith("/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = {(method.upper(), path) for path, methods in described["paths"].items() for method in methods}
    assert told == served


def test_every_error_of_a_route_stands_at_it(described: dict[str, Any]) -> None:
    for route in api_routes:
        answers = _of(described, route)["responses"]
        for problem in problems_of(route):
            status = str(problem.statuses.get(route.dialect.name, problem.status))
            assert problem.code in answers[status]["description"], (route.rule, problem.code)


def test_every_declared_error_of_an_operation_stands_at_its_route(described: dict[str, Any]) -> None:
    for route in api_routes:
        if route.operation is not None:
            assert set(route.operation.raises) <= set(problems_of(route)), route.rule


def test_names_of_operations_are_used_once(described: dict[str, Any]) -> None:
    names = [node["operationId"] for methods in described["paths"].values() for node in methods.values()]
    assert len(names) == len(set(names))


def test_nothing_points_nowhere(described: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    pointed = {node["$ref"] for node in _nodes(described) if isinstance(node.get("$ref"), str)}
    assert pointed - known == set()
    assert "$defs" not in {key for node in _nodes(described) for key in node}


def test_every_path_part_is_a_parameter(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        parts = set(re.findall(r"{(\w+)}", path))
        for node in methods.values():
            named = [(one["name"], one["in"]) for one in node["parameters"]]
            assert {name for name, where in named if where == "path"} == parts, path
            assert len(named) == len(set(named)), path


def test_every_schema_is_a_json_schema(described: dict[str, Any]) -> None:
    shared = _local(described["components"]["schemas"])
    inline = [_local(one["schema"]) for one in _nodes(described["paths"]) if isinstance(one.get("schema"), dict)]
    assert shared
    assert inline
    every = [*({"$ref": f"#/$defs/{name}"} for name in shared), *inline]
    jsonschema_rs.validator_for({"allOf": every, "$defs": shared})
    for broken in ({"type": "nothing"}, {"$ref": "#/$defs/Nobody"}, {"required": "all"}):
        with pytest.raises((jsonschema_rs.ValidationError, ValueError)):
            jsonschema_rs.validator_for({"allOf": [*every, broken], "$defs": shared})


def _local(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.replace("#/components/schemas/", "#/$defs/") if key == "$ref" else _local(value)
            for key, value in node.items()
        }
    return [_local(one) for one in node] if isinstance(node, list) else node


def test_every_input_has_examples_that_it_takes(described: dict[str, Any]) -> None:
    lacking = [
        f"{route.operation.input.__name__}.{name}"
        for route in api_routes
        if route.operation is not None
        for name, field in route.operation.input.model_fields.items()
        if field.is_required() and not field.examples and not _explains_itself(route, field, field.alias or name)
    ]
    assert lacking == []


def _explains_itself(route: ApiRoute, field: Any, name: str) -> bool:
    """A part of the address, one of a few words, and groups and rows whose own fields have examples."""
    kind = field.annotation
    is_group = isinstance(kind, type) and issubclass(kind, Input)
    return f"<{name}>" in route.rule or is_group or get_origin(kind) in (Literal, list)


def test_every_security_scheme_that_is_named_is_there(described: dict[str, Any]) -> None:
    named = {name for node in _nodes(described["paths"]) for rule in node.get("security", []) for name in rule}
    assert named <= described["components"]["securitySchemes"].keys()


def test_every_answer_of_a_list_keeps_to_the_document(lite: House, described: dict[str, Any]) -> None:
    components = _local(described["components"]["schemas"])
    for route in api_routes:
        if route.listing is None or "<" in route.rule:
            continue
        schema = _of(described, route)["responses"]["200"]["content"]["application/json"]["schema"]
        answer = lite.api().get(route.rule)
        assert answer.status_code == 200, answer.text
        jsonschema_rs.validate({**_local(schema), "$defs": components}, answer.get_json())


def test_the_viewer_is_a_page(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().get("/api/docs")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")


def test_the_document_is_made_once() -> None:
    assert document() is document()


def _codes(described: dict[str, Any], method: str, path: str) -> dict[str, set[str]]:
    answers = described["paths"][path][method]["responses"]
    return {
        status: {part.partition(":")[0] for part in answer["description"].split(" · ")}
        for status, answer in answers.items()
        if status >= "400"
    }


def test_what_a_body_can_cause_stands_where_there_is_one(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        for method in methods:
            found = _codes(described, method, path)
            assert ({"408", "413", "415"} <= found.keys()) == (method != "get"), (method, path)
            assert "405" not in found, "a method that stands here is taken"
            assert "INTERNAL_ERROR" in found["500"]
            assert "BUSY" in found["503"]
            assert "UNKNOWN_HOST" in found["400"]


def test_what_a_credential_can_cause_stands_where_one_is_needed(described: dict[str, Any]) -> None:
    assert {"401", "403", "429"} <= _codes(described, "get", "/v1/assets").keys()
    assert not {"401", "403", "409"} & _codes(described, "post", "/v1/auth/login").keys()


def test_a_write_says_which_header_names_its_batch(described: dict[str, Any]) -> None:
    for route in api_routes:
        answer = _of(described, route)["responses"][str(route.status)]
        writes = route.operation is not None and route.operation.writes and route.needs is not None
        assert ("Batch-Id" in answer.get("headers", {})) == writes, route.rule


def _told(shape: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """The types of an answer's fields, those within them too."""
    if get_origin(shape) is Annotated:  # says itself what it is
        return
    yield where, shape
    if is_typeddict(shape):
        for name, inner in get_type_hints(shape, include_extras=True).items():
            yield from _told(inner, f"{shape.__name__}.{name}")
    for inner in get_args(shape):
        yield from _told(inner, where)


def test_numbers_are_told_as_numbers() -> None:
    """Answers write exact decimals as JSON numbers; of a plain Decimal the document would say that it is a string."""
    assert sorted({where for route in api_routes for where, one in _told(route.shape) if one is Decimal}) == []
    assert [where for where, one in _told(list[PlainJson]) if one is Decimal] == ["PlainJson.amount"]


class PlainJson(TypedDict):
    """What is not to be."""

    amount: Decimal | None


def test_what_others_add_to_a_list_stands_in_it(described: dict[str, Any]) -> None:
    """The customers' list is declared before there are subscriptions, whose filter and orders it takes."""
    asked = {one["name"]: one for one in described["paths"]["/v1/customers"]["get"]["parameters"]}
    assert asked["hasActiveRentals"]["schema"]["enum"] == ["true", "false"]
    assert "totalMonthlyRevenue" in asked["sortBy"]["schema"]["enum"]
