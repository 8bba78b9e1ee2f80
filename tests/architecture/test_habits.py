"""Habits that a reader would otherwise have to check by eye, in Python and in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import calls_of, imports_of, module_of, python_files, short, templates, tree_of

FILES = python_files("webapp")
TEXT = re.compile(r"sqlite_where|postgresql_where|server_default")


def _plain_text_calls(path: Path) -> Iterator[int]:
    """Calls of SQLAlchemy's text() that are not the WHERE of a partial index."""
    if not any(one.module.startswith("sqlalchemy") and "text" in one.names for one in imports_of(path)):
        return
    excused = {
        id(keyword.value)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg and TEXT.fullmatch(keyword.arg)
    }
    for node in ast.walk(tree_of(path)):
        is_text = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
        if is_text and id(node) not in excused:
            yield node.lineno


def test_textual_sql_stays_in_the_core_and_in_the_ledgers_schema() -> None:
    wrong = [
        f"{short(path)}:{line}"
        for path in FILES
        if not module_of(path).startswith(("webapp.core.", "webapp.ledger.triggers", "webapp.ledger.models"))
        for line in _plain_text_calls(path)
    ]
    assert wrong == []


def test_driver_sql_stays_in_the_core() -> None:
    wrong = [
        f"{short(path)}:{line}"
        for path in FILES
        if not module_of(path).startswith("webapp.core.")
        for line in calls_of(path, "exec_driver_sql")
    ]
    assert wrong == []


def test_one_module_writes_csv_and_one_reads_it() -> None:
    wrong = [
        f"{short(path)}:{one.line}"
        for path in FILES
        for one in imports_of(path)
        if one.module == "csv" and module_of(path) not in ("webapp.core.listing.sheet", "webapp.core.sheets.parse")
    ]
    assert wrong == []


def test_nobody_skips_locked_rows() -> None:
    pattern = re.compile(r"skip_locked|skip\s+locked", re.IGNORECASE)
    assert [short(path) for path in FILES if pattern.search(path.read_text())] == []


def test_only_the_runner_and_its_like_commit() -> None:
    allowed = {"webapp.core.operation.runner", "webapp.core.data.postgresql"}
    wrong = [
        f"{short(path)}:{line}"
        for path in FILES
        if module_of(path) not in allowed and ".accounts." not in module_of(path)  # signing in has no actor yet
        for line in calls_of(path, "commit")
    ]
    assert wrong == []


def test_nobody_loads_lazily() -> None:
    pattern = re.compile(r"\brelationship\(|\bbackref\(|with_loader_criteria")
    wrong = [short(path) for path in FILES if pattern.search(path.read_text())]
    assert wrong in ([], ["webapp/core/data/tenancy.py"])


def test_time_and_randomness_are_asked_in_one_place() -> None:
    pattern = re.compile(r"datetime\.now\(|\.utcnow\(|date\.today\(|uuid4\(")
    wrong = [short(path) for path in FILES if pattern.search(path.read_text())]
    assert wrong == ["webapp/core/data/clock.py"]


BAD_IN_TEMPLATES: dict[str, str] = {
    "a value marked safe": r"\|\s*safe\b",
    "an inline style": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>",
    "an inline handler": r"\son[a-z]+\s*=",
    "htmx that evaluates": r"hx-on|hx-vals\s*=\s*[\"']js:|hx-headers\s*=\s*[\"']js:",
    "a query": r"\bsession\.(execute|scalars)|\bdb\.",
    "escaping switched off": r"autoescape\s+false",
    "an address out of data in a handler": r"javascript:",
}


@pytest.mark.parametrize("what", BAD_IN_TEMPLATES)
def test_no_template_holds(what: str) -> None:
    pattern = re.compile(BAD_IN_TEMPLATES[what], re.IGNORECASE)
    wrong = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a value marked safe", "{{ name|safe }}"),
        ("an inline style", '<p style="color:red">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("an inline handler", '<a onclick="go()">'),
        ("htmx that evaluates", '<a hx-on:click="go()">'),
    ],
)
def test_the_patterns_find_what_they_name(what: str, line: str) -> None:
    assert re.search(BAD_IN_TEMPLATES[what], line)


def test_every_fragment_says_first_what_it_needs() -> None:
    fragments = [path for path in templates() if path.name.startswith("_")]
    assert [short(path) for path in fragments if not path.read_text().lstrip().startswith("{#")] == []
