"""Generated requests at every route of the published document: no failure of ours, no answer outside the document.

Each case goes over the wire to a running server with a key that may do all; the ledger must be clean after it.
"""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.assets.shelf import stock_up
from tests.house import House
from tests.served import HERE, serving
from tests.sizes import STRESS
from webapp.core.data.tenancy import tenant_scope
from webapp.core.web.api import api_routes
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.fuzz

CASES = 2000 if STRESS else 120
"""Of all routes together; in make test hardly more than one each, for the suite calls every route besides."""
PHASES = "examples,coverage,fuzzing" if STRESS else "examples,fuzzing"
SEED = 20_260_101
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@contextmanager
def served(app: Flask, seen: Counter[int]) -> Iterator[str]:
    """The application on a free loopback port; ``seen`` counts its answers by their status."""

    def counting(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, *rest: Any) -> Any:
            seen[int(status[:3])] += 1
            return start_response(status, *rest)

        return app(environ, start)

    with serving(counting) as port:
        yield f"http://{HERE}:{port}"


def throw(house: House, address: str, folder: Path, *more: str, each: int) -> subprocess.CompletedProcess[str]:
    """Run schemathesis with so many cases for each route."""
    line = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json",
        "--header", f"Authorization: Bearer {house.key()}", "--header", f"Tenant-ID: {house.slug}",
        "--checks", ",".join(CHECKS), "--phases", PHASES, "--max-examples", str(each),
        "--seed", str(SEED), "--generation-database", "none", "--generation-with-security-parameters", "false",
        "--suppress-health-check", "all", "--continue-on-failure", "--no-shrink", "--no-color",
        "--warnings", "off", *more,
    ]  # fmt: skip
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, timeout=1500)


def test_no_answer_is_outside_the_document(house: House, tmp_path: Path) -> None:
    stock_up(house)
    house.api().post("/v1/assets", {"sku": "MBP-16-A", "serialNumber": "C02ZX1Y2MD6T"})
    seen: Counter[int] = Counter()
    each = max(1, CASES // len({(route.rule, route.method) for route in api_routes}))
    with served(house.app, seen) as address:
        # revoking is left out: the generator finds its own key in the list and locks itself out
        done = throw(house, address, tmp_path, "--exclude-name", "DELETE /v1/keys/{keyId}", each=each)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    found = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert found is not None
    assert int(found[2]) >= CASES / 2
    assert seen[200] + seen[201] >= CASES / 20, seen  # or all were turned away at the door
    assert seen[401] + seen[403] <= CASES / 20, seen
    assert not [status for status in seen if status >= 500], seen
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_control_a_failing_route_is_found(lite: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(serial_number: str) -> str:
        raise ValueError(serial_number)

    monkeypatch.setitem(lite.app.view_functions, "assets_api.show_asset", broken)
    seen: Counter[int] = Counter()
    with served(lite.app, seen) as address:
        done = throw(lite, address, tmp_path, "--include-path-regex", "^/v1/assets/", each=5)
    assert done.returncode == 1
    assert seen[500] > 0
