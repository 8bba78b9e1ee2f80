"""The kinds of work that are measured, as the bytes their clients send."""

import json
from dataclasses import dataclass

from bench.goods.filling import sku
from bench.goods.serials import counted, parts
from bench.load import MARK
from bench.stage import FILTERS, SHOWN, Stage

NEW_FROM = 500_000_000
"""Numbers from here on belong to units that the measured clients receive."""


@dataclass(frozen=True)
class Work:
    """One kind of request; ``target`` is the least ratio to hello, by engine."""

    name: str
    request: str
    expect: int
    target: dict[str, float]
    span: int = 0
    terms: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether each request needs a number of its own."""
        return self.expect == 201


HELLO = Work("hello", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 200, {})


def reads(stage: Stage) -> list[Work]:
    """Lists, a page and a look-up, all in the middle of the set."""
    both = dict.fromkeys(("sqlite", "postgresql"), 0.45)
    query = "&".join(f"{name}={value}" for name, value in {**FILTERS, "startAfter": stage.cursor()}.items())
    searched = get(f"/v1/assets?limit={SHOWN}&q={MARK}", api_headers(stage))
    return [
        Work("list JSON", get(f"/v1/assets?limit={SHOWN}&{query}", api_headers(stage)), 200, both),
        Work(
            "page HTML", get(f"/{stage.house.slug}/units?{query}", {"Cookie": stage.cookie}), 200,
            dict.fromkeys(both, 0.20),
        ),
        Work("search", searched, 200, {}, terms=parts(stage.filled)),
        Work("search-zeros", searched, 200, {}, span=stage.filled // 2),
        Work("look-up", get(f"/v1/assets/{counted(MARK)}", api_headers(stage)), 200, {}, span=stage.filled // 2),
    ]  # fmt: skip


def receive(stage: Stage) -> Work:
    """One unit into stock, durably."""
    told = {
        "sku": sku(3, "B"),
        "serialNumber": counted(MARK),
        "acquisitionCost": 615.5,
        "acquisitionDate": "2026-01-15",
        "condition": "like new",
        "notes": "Box slightly dented",
    }
    return Work("receive", post("/v1/assets", api_headers(stage), json.dumps(told)), 201, {"sqlite": 0.25})


def adjust(stage: Stage, record_id: str) -> Work:
    """One more of what everybody adjusts, durably."""
    body = json.dumps({"action": "RECEIVED", "qty": 1})
    head = {**api_headers(stage), "Content-Type": "application/json", "Content-Length": str(len(body))}
    return Work("adjust", f"PATCH /v1/inventory/{record_id}/adjust {_head(head)}{body}", 200, {"sqlite": 0.30})


def adjust_lot(stage: Stage, lot_id: str) -> Work:
    """One more of a lot that everybody adjusts, durably."""
    body = json.dumps({"verb": "receive", "qty": 1})
    head = {**api_headers(stage), "Content-Type": "application/json", "Content-Length": str(len(body))}
    return Work("adjust lot", f"POST /v1/lots/{lot_id}/adjust {_head(head)}{body}", 200, {})


def api_headers(stage: Stage) -> dict[str, str]:
    """What a client of the JSON door sends with each request."""
    return {"Authorization": f"Bearer {stage.key}", "Tenant-ID": stage.house.slug}


def get(path: str, headers: dict[str, str]) -> str:
    """The bytes of a GET."""
    return f"GET {path} {_head(headers)}"


def post(path: str, headers: dict[str, str], body: str) -> str:
    """The bytes of a POST."""
    told = {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}
    return f"POST {path} {_head(told)}{body}"


def _head(headers: dict[str, str]) -> str:
    told = {"Host": "localhost", **headers}
    return "HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items()) + "\r\n"
