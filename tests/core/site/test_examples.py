"""The examples of the API document are what the API itself takes."""

from decimal import Decimal
from typing import Any

import pytest
import simplejson
from flask import Flask

from webapp.core.site.examples import NOTHING, example_of
from webapp.core.site.openapi import document
from webapp.core.web.api import ApiRoute, api_routes
from webapp.core.web.bodies import JSON_TYPE


def _writes() -> list[ApiRoute]:
    return [
        route
        for route in api_routes
        if route.operation is not None and route.operation.input.model_fields and JSON_TYPE in route.body.types
    ]


def test_every_body_that_is_needed_has_an_example_that_is_taken(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        paths = document()["paths"]
    for route in _writes():
        path = route.rule.replace("<path:", "{").replace("<", "{").replace(">", "}")
        media = paths[path][route.method.lower()]["requestBody"]["content"]["application/json"]
        if not media["schema"].get("required"):
            continue
        assert "example" in media, path
        sent: dict[str, Any] = simplejson.loads(simplejson.dumps(media["example"]), parse_float=Decimal)
        parts = dict.fromkeys(path.replace("}", "{").split("{")[1::2], "1")
        assert route.operation is not None
        route.operation.input.from_json({**sent, **parts}, exponent=2)


@pytest.mark.parametrize("schema", [{"type": "object"}, {"type": "string"}, {"type": "array", "items": {}}])
def test_no_example_is_made_up(schema: dict[str, Any]) -> None:
    assert example_of(schema, {}) is NOTHING
