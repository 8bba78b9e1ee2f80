"""Imports go downwards, by feature and by the role of a file; nothing dodges the order inside a function."""

import ast
from pathlib import Path

from tests.architecture.source import (
    WEBAPP,
    Import,
    imported_modules,
    imports_of,
    module_of,
    python_files,
    short,
    tree_of,
)

FILES = python_files("webapp")

MAY_NOT: dict[str, frozenset[str]] = {
    "errors": frozenset({"models", "inputs", "queries", "operations", "wire", "views", "api"}),
    "models": frozenset({"errors", "inputs", "queries", "operations", "wire", "views", "api"}),
    "inputs": frozenset({"queries", "operations", "wire", "views", "api"}),
    "queries": frozenset({"operations", "wire", "views", "api"}),
    "wire": frozenset({"operations", "views", "api"}),
    "operations": frozenset({"wire", "views", "api"}),
    "views": frozenset({"api", "views"}),
    "api": frozenset({"views", "api"}),
}
"""What a file of a role never imports, in its own feature or in another."""

ROLES = frozenset({"models", "errors", "inputs", "queries", "operations", "wire"})
OPEN: dict[str, str] = {
    "accounts.access": "the gate that features.py hands to the doors",
    "accounts.permissions": "what every route and operation names",
    "accounts.bootstrap": "the operator's commands make tenants and people through it, and features.py hangs its hook",
    "assets.steps": "what is wished of units, and how it is carried out",
    "locations.places": "the one reading of the words that name a place",
    "locations.lineage": "the paths that lead to bins, for what is sought below one",
    "locations.hooks": "features.py hangs on them what higher features know of a place",
    "ledger.course": "how quantities went over days, for the charts of higher features",
    "ledger.history": "the one telling of what happened to a unit or an order",
    "ledger.stands": "where a posting stands: pools and records",
    "ledger.posting": "how lines are written",
    "ledger.quantities": "the verbs of a stock keeper, on a locked record or lot",
    "ledger.triggers": "the language in which a higher feature's tables guard themselves and the ledger's",
    "ledger.undoing": "how a feature's own lines are taken back",
    "ledger.units": "the one door for a unit's state",
    "ledger.verifying": "where a feature lets its own tables be compared",
    "ledger.words": "the words of movements, for timelines",
    "catalog.writing": "the one way to write products, and to hold some while their prices change",
    "catalog.snapshots": "how a change to many things is watched, so that it can be undone",
    "receiving.reading": "what a command card says, wherever one is scanned",
    "assets.nearest": "which units a mistyped code may mean",
    "pricing.advisor": "the exact sums of prices",
    "customfields.judging": "what may stand in the fields of a tenant's own, wherever they are written",
    "customfields.values": "how they are kept to be found",
    "customfields.lists": "how a list is narrowed by them",
    "audit.forgetting": "how the words of a person are taken out of the trail",
    "customers.finding": "the one way an order finds its customer, or makes one",
    "customers.naming": "the one way to say a customer's name",
    "customers.hooks": "features.py hangs on them what orders know of a customer",
    "subscriptions.fulfilling": "the operation by which many units go out, which the demo tells",
    "subscriptions.starting": "the word by which the ledger knows that a unit was rented out",
    "orders.hooks": "features.py hangs on them what went out for an order, and how it left",
    "orders.selling": "the tax of an order, which its payments have too",
    "orders.progress": "the one counting of how far an order is",
    "assets.hooks": "features.py hangs on them what higher features know of units",
    "catalog.hooks": "features.py hangs the higher features on them",
}
"""Modules outside the fixed roles that other features may import, each with its reason."""

DOORS: dict[str, str] = {
    "webapp.accounts.access": "the gate reads credentials",
    "webapp.accounts.sign_in": "the pages before any tenant",
    "webapp.dashboard.find": "the page of the one box, beside the overview",
    "webapp.frame": "the frame of every page marks where one is",
}
"""Modules besides core/web, views and api that may know the request, each with its reason."""


EXCUSED: dict[str, str] = {
    "webapp.ledger.wire imports webapp.ledger.operations": "it writes what undoing returned",
    "webapp.dashboard.find imports webapp.dashboard.views": "both route the pages of one blueprint",
}
"""Imports against the roles, each with its reason."""


def _order() -> tuple[str, ...]:
    """The feature order, read from features.py without importing it."""
    for node in tree_of(WEBAPP / "features.py").body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ORDER":
            found: tuple[str, ...] = ast.literal_eval(node.value)
            return found
    raise AssertionError("features.py has no ORDER")


ORDER = _order()
RANK = {"config": 0, "core": 0, "dialects": 1, **{name: 2 + i for i, name in enumerate(ORDER)}, "demo": 90}


def _feature(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _role(module: str) -> str:
    """What a module is in its feature, or in the part of one: ``models`` of ``pricing.presets.models``."""
    parts = module.split(".")[2:]
    return next((part for part in parts[:2] if part in MAY_NOT), parts[0] if parts else "")


def _room(module: str) -> str:
    """Where a module stands: itself, or the package of its role, whose modules may know one another."""
    head, role, _ = module.partition(f".{_role(module)}")
    return f"{head}{role}"


def _webapp_imports(path: Path) -> list[tuple[Import, str]]:
    found = [one for one in imports_of(path) if one.module.split(".")[0] == "webapp"]
    return [(one, module) for one in found for module in imported_modules(one)]


def _is_feature(name: str) -> bool:
    return name in ORDER


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {path.name for path in WEBAPP.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders - set(RANK) == set()


def test_features_import_downwards_only() -> None:
    wrong = []
    for path in FILES:
        here = _feature(module_of(path))
        if here not in RANK:
            continue
        for one, module in _webapp_imports(path):
            there = _feature(module)
            if RANK.get(there, 99) > RANK[here]:
                wrong.append(f"{short(path)}:{one.line} imports {module}")
    assert wrong == []


def test_roles_import_downwards_only() -> None:
    wrong = []
    for path in FILES:
        here = module_of(path)
        if not _is_feature(_feature(here)):
            continue
        forbidden = MAY_NOT.get(_role(here), frozenset({"views", "api"}))
        for _, module in _webapp_imports(path):
            is_other = _room(module) != _room(here) and _is_feature(_feature(module))
            if is_other and _role(module) in forbidden:
                wrong.append(f"{here} imports {module}")
    assert sorted(set(wrong)) == sorted(EXCUSED)


def test_features_meet_in_their_fixed_roles_only() -> None:
    wrong, used = [], set()
    for path in FILES:
        here = _feature(module_of(path))
        for one, module in _webapp_imports(path):
            there = _feature(module)
            if not _is_feature(there) or there == here or not _role(module):
                continue
            name = f"{there}.{_role(module)}"
            used.add(name)
            is_wiring = module_of(path) in ("webapp", "webapp.features", "webapp.frame", "webapp.cli")
            if _role(module) not in ROLES and name not in OPEN and not is_wiring:
                wrong.append(f"{short(path)}:{one.line} imports {module}")
    assert wrong == []
    assert [name for name in OPEN if name not in used] == []


def test_no_webapp_import_hides_in_a_function_or_behind_type_checking() -> None:
    wrong = [
        f"{short(path)}:{one.line} {module}"
        for path in FILES
        for one, module in _webapp_imports(path)
        if one.in_function or one.in_type_checking
    ]
    assert wrong == []


def test_core_knows_no_feature_and_no_business_module() -> None:
    wrong = [
        f"{short(path)}:{one.line} {module}"
        for path in python_files("webapp/core")
        for one, module in _webapp_imports(path)
        if _feature(module) not in ("core", "")
    ]
    assert wrong == []


def _may_know_the_request(module: str) -> bool:
    return (
        module.startswith(("webapp.core.web", "webapp.core.site"))
        or _role(module) in ("views", "api")
        or module in DOORS
    )


def test_only_doors_know_the_request() -> None:
    wrong = []
    for path in FILES:
        for one in imports_of(path):
            known = {"request", "session", "current_user"} & set(one.names)
            if one.module in ("flask", "flask_login") and known and not _may_know_the_request(module_of(path)):
                wrong.append(f"{short(path)}:{one.line} {', '.join(sorted(known))}")
    assert wrong == []


def test_the_feature_order_of_the_linter_is_the_same() -> None:
    text = (WEBAPP.parent / "pyproject.toml").read_text()
    places = [text.index(f'"({name})"') for name in ORDER]
    assert places == sorted(places, reverse=True)
