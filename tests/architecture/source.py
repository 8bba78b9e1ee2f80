"""The project's own source, read as text and as syntax trees; no test here imports what it judges."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEBAPP = ROOT / "webapp"
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True)
class Import:
    """One imported webapp module (or name of it), where it stands and how."""

    module: str
    names: tuple[str, ...]
    line: int
    in_function: bool
    in_type_checking: bool


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def templates() -> list[Path]:
    """Every template."""
    return sorted(TEMPLATES.rglob("*.html"))


def short(path: Path) -> str:
    """A path as people say it."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    return short(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), filename=str(path))


def imports_of(path: Path) -> list[Import]:
    """What a file imports, wherever in it that stands."""
    return list(_imports(tree_of(path), in_function=False, in_type_checking=False))


def _imports(node: ast.AST, *, in_function: bool, in_type_checking: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for one in node.names:
            yield Import(one.name, (), node.lineno, in_function, in_type_checking)
    elif isinstance(node, ast.ImportFrom) and node.module is not None:
        names = tuple(one.name for one in node.names)
        yield Import(node.module, names, node.lineno, in_function, in_type_checking)
    in_function = in_function or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        in_type_checking = True
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, in_function=in_function, in_type_checking=in_type_checking)


def imported_modules(one: Import) -> list[str]:
    """The webapp modules an import reaches: ``from webapp.ledger import api`` reaches ``webapp.ledger.api``."""
    found = []
    for name in one.names or ("",):
        path = WEBAPP.joinpath(*one.module.split(".")[1:], name) if name else None
        is_module = path is not None and (path.is_dir() or path.with_suffix(".py").is_file())
        found.append(f"{one.module}.{name}" if is_module else one.module)
    return list(dict.fromkeys(found))


def calls_of(path: Path, name: str) -> list[int]:
    """The lines that call a function or method of this name."""
    return [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and _called(node.func).split(".")[-1] == name
    ]


def _called(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_called(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
