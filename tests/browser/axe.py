"""What axe says of a page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
# Of what is no standard but good practice these alone are serious; to ask the rest of every page takes a minute.
PRACTICES = ("accesskeys", "aria-dialog-name", "aria-text", "aria-treeitem-name", "label-title-only", "tabindex")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
FRAME = ("#top", "#nav")
"""What stands around every page: the bar and the menu, a third of its elements."""
_RUN = """([left, only, more]) => axe.run({exclude: left.map((one) => [one])}, {
  preload: false, resultTypes: ["violations"], runOnly: only,
  rules: Object.fromEntries(more.map((name) => [name, {enabled: true}])),
})"""


@cache
def _source() -> str:
    return SOURCE.read_text()


def serious(page: Page, *only: str, framed: bool = True) -> list[str]:
    """Every serious or critical violation; ``only`` names rules, else all that can be serious are asked.

    Without ``framed`` what stands around every page is left out: somebody asks that of one page.
    """
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(_source())  # by the debugger, which the page's CSP does not bind
    found: dict[str, Any] = page.evaluate(
        _RUN, [[] if framed else list(FRAME), list(only or STANDARDS), [] if only else list(PRACTICES)]
    )
    return [
        f"{violation['id']}: {node['target'][0]} {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
