"""Small files, small functions, small folders: what does not fit has its reason in one list."""

import ast
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT, TEMPLATES, python_files, short, templates, tree_of

FILE, TEMPLATE, FUNCTION, FOLDER = 300, 120, 40, 12
CODE = ("webapp", "migrations", "tests", "bench", ".ci")

ALLOWED: dict[str, str] = {"migrations/versions": "a revision for each step that was taken, and none is ever removed"}
"""Files and folders above the limit, each with its reason."""


def _too_large(found: dict[str, int], limit: int) -> list[str]:
    return [f"{name}: {size} (limit {limit})" for name, size in found.items() if size > limit and name not in ALLOWED]


def _lines(paths: list[Path]) -> dict[str, int]:
    return {short(path): len(path.read_text().splitlines()) for path in paths}


@cache
def _functions() -> dict[str, int]:
    return {
        f"{short(path)}::{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files(*CODE)
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def _folders() -> dict[str, int]:
    files = [*python_files(*CODE), *TEMPLATES.rglob("*.html"), *(ROOT / "static" / "js").rglob("*.js")]
    sizes: dict[str, int] = {}
    for path in files:
        if path.name != "__init__.py":
            sizes[short(path.parent)] = sizes.get(short(path.parent), 0) + 1
    return sizes


def test_no_python_file_is_long() -> None:
    assert _too_large(_lines(python_files(*CODE)), FILE) == []


def test_no_template_is_long() -> None:
    assert _too_large(_lines(templates()), TEMPLATE) == []


def test_no_function_is_long() -> None:
    assert _too_large(_functions(), FUNCTION) == []


def test_no_folder_is_crowded() -> None:
    assert _too_large(_folders(), FOLDER) == []


def test_no_allowance_is_stale() -> None:
    every = {**_lines(python_files(*CODE)), **_lines(templates()), **_functions(), **_folders()}
    limits = {".py": FILE, ".html": TEMPLATE}
    stale = [
        name
        for name in ALLOWED
        if every.get(name, 0) <= (FUNCTION if "::" in name else limits.get(Path(name).suffix, FOLDER))
    ]
    assert stale == []
