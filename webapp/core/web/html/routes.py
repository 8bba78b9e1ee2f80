"""What is known of each page, what a page answers, and where one goes on after a write."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.core.listing.listing import Listing
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import Answer
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


def is_fragment() -> bool:
    """Whether htmx asks for one part of the page; Back and boosted links want the whole of it."""
    return request.headers.get("HX-Request-Type") == "partial"


def answer_of(done: Done | str) -> Answer:
    """What is kept of a write: where to go on and what to say there, or a part of the page."""
    return Answer(303, json.dumps(asdict(done))) if isinstance(done, Done) else Answer(200, done)


def go(given: Answer) -> Page:
    """Go on after a write, and say once what it did."""
    if given.status != 303:
        return Response(given.body, content_type="text/html; charset=utf-8")
    told = json.loads(given.body)
    if not given.replayed:
        tell(told["kind"], told["say"], undo_url=told["undo"], secret=told["secret"])
    return redirect(told["to"], 303)
