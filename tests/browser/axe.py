"""What axe says of a page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
_RUN = "(only) => axe.run(document, {preload: false, resultTypes: ['violations'], ...(only ? {runOnly: only} : {})})"


@cache
def _source() -> str:
    return SOURCE.read_text()


def serious(page: Page, *only: str) -> list[str]:
    """Every serious or critical violation; ``only`` names rules or tags, else all are asked."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(_source())  # by the debugger, which the page's CSP does not bind
    found: dict[str, Any] = page.evaluate(_RUN, list(only) or None)
    return [
        f"{violation['id']}: {node['target'][0]} {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
