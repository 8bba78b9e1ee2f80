"""The first load stays small, templates and styles stay within a strict content security policy."""

import gzip
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
FIRST_LOAD = (
    "css/*.css",
    "js/*.js",
    "icons.svg",
    "icon.svg",
    "chevron.svg",
    "vendor/htmx.min.js",
    "vendor/pico.min.css",
)
BUDGET = 80 * 1024
PAGE = 12 * 1024  # a list of 50 rows, compressed

FORBIDDEN = {
    "an inline style": r"\sstyle\s*=",
    "an inline handler": r"\son[a-z]+\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "evaluated htmx": r"hx-on|hx-vals=.js:|hx-trigger=[^>]*\[",
}


def test_the_first_load_is_small() -> None:
    files = [file for pattern in FIRST_LOAD for file in STATIC.glob(pattern)]
    assert len(files) > 20
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert weight + PAGE <= BUDGET, f"{weight} bytes before the page itself"


def test_no_template_needs_more_than_the_policy_allows() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {what}"
        for file in (ROOT / "templates").rglob("*.html")
        for what, pattern in FORBIDDEN.items()
        if re.search(pattern, file.read_text(), re.IGNORECASE)
    ]
    assert found == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([a-z-]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        (name, file.name)
        for file in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""\bicon\(["']([a-z-]+)["'][,)]""", file.read_text())
    }
    assert {(name, file) for name, file in named if name not in sprite} == set()
    assert len(named) > 10
