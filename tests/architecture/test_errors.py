"""The catalogue of errors: each declared once, raised, written down; every refusal of the database has one."""

import ast
import re
from functools import cache

import pytest
from sqlalchemy import Index

from tests.architecture.source import ROOT, python_files, tree_of
from webapp.core.data import ddl
from webapp.core.data.database import Base
from webapp.core.operation.errors import Problem, catalogue, problem_for
from webapp.core.operation.registry import operations

SHARED: dict[str, str] = {
    "VALIDATION_ERROR": "the published code of everything that cannot be read or judged",
}
"""Codes of several classes that do not descend from one another, each with its reason."""

UNMAPPED: dict[str, str] = {
    "uq_api_key_secret": "256 random bits",
    "uq_payment_number": "payments are numbered as their subscription is made",
    "uq_one_time_link_secret": "256 random bits",
    "uq_bin_place": "a target for foreign keys; its first columns are unique already",
    "uq_trade_item_product": "a target for foreign keys; its first columns are unique already",
    "uq_variant_product": "a target for foreign keys; its first columns are unique already",
    "uq_expected_line_position": "lines are numbered while their intake is held",
    "uq_pool_record": "a target for foreign keys; its first columns are unique already",
    "uq_record_stock": "a target for foreign keys; its first columns are unique already",
    "uq_event_id": "a random id of ours",
    "uq_movement_id": "a random id of ours",
    "uq_movement_action": "n alone is given once; unique so that SQLite reads a kind of movement in its order",
    "uq_movement_seq": "the ledger counts below the lock of its record",
    "uq_movement_lot_seq": "the ledger counts below the lock of its lot",
    "uq_pool_place": "the ledger makes a pool once, below the lock of its record",
}
"""Unique indexes that no input can hit, each with its reason."""

WAITING: dict[str, str] = {}
"""Errors that a hook hands to features which come later."""

BY_HAND: dict[str, str] = {
    "TenantExists": "tenants are made by the operator's command",
    "StillHasCodes": "the plan of an undo names the codes; this is for a code that comes at the same moment",
    "StockChanged": "what the locks of the ledger exclude, should they ever fail to",
}
"""Errors of constraints that no operation declares, each with its reason."""


def _classes() -> list[type[Problem]]:
    return sorted(set(catalogue()), key=lambda cls: cls.__name__)


def test_the_database_can_raise_what_it_refuses_with() -> None:
    """A refusal by a constraint is told with whatever the command was given."""
    for cls in _classes():
        if cls.__dict__.get("constraints"):
            assert cls(order_id="ord_1", sku="A", quantity=1).words


def test_a_code_belongs_to_one_error() -> None:
    by_code: dict[str, list[type[Problem]]] = {}
    for cls in _classes():
        by_code.setdefault(cls.code, []).append(cls)
    twice = {
        code: [cls.__name__ for cls in found]
        for code, found in by_code.items()
        if code not in SHARED and not any(all(issubclass(cls, first) for cls in found) for first in found)
    }
    assert twice == {}


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_an_error_says_all_a_door_needs(cls: type[Problem]) -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9_]*[A-Z0-9]", cls.code)
    assert 400 <= cls.status <= 503
    assert (cls.__doc__ or "").strip().endswith(".")
    assert cls.message.strip().endswith((".", "}", "?"))
    assert not re.search(r"(?i)\binvalid\b|\berror\b|\bfailed\b|\bplease\b|\boops\b", cls.message)


@cache
def _mentions() -> set[str]:
    """Names used in webapp other than in a class's bases, in an import or in ``raises=``."""
    found: set[str] = set()
    for path in python_files("webapp"):
        tree = tree_of(path)
        excused = {id(name) for node in ast.walk(tree) for part in _declarations(node) for name in ast.walk(part)}
        found |= {
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(tree)
            if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in excused
        }
    return found


def _declarations(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.ClassDef):
        return node.bases
    if isinstance(node, ast.Call):
        return [keyword.value for keyword in node.keywords if keyword.arg == "raises"]
    return []


def test_every_error_is_raised_or_explains_a_constraint() -> None:
    idle = [
        cls.__name__ for cls in _classes() if cls.__name__ not in _mentions() | WAITING.keys() and not cls.constraints
    ]
    assert idle == []


def _names_in_the_schema() -> set[str]:
    names = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    names |= {str(one.name) for table in Base.metadata.tables.values() for one in table.constraints}
    names |= {f"pk_{table.name}" for table in Base.metadata.tables.values()}
    statements = [statement for dialect in ddl._scripts.values() for _, statement in dialect]
    return names | set(re.findall(r"\w+", " ".join(statements)))


def test_every_constraint_that_is_explained_is_there() -> None:
    explained = {constraint for cls in _classes() for constraint in cls.constraints}
    assert explained - _names_in_the_schema() == set()


def test_a_constraint_is_explained_by_one_error() -> None:
    explained = [constraint for cls in _classes() for constraint in cls.__dict__.get("constraints", ())]
    assert len(explained) == len(set(explained))


def _unique_indexes() -> list[Index]:
    tables = [
        table
        for table in Base.metadata.tables.values()
        if "tenant_id" in table.c or table.name in ("tenant", "app_user")
    ]
    return [index for table in tables for index in table.indexes if index.unique]


def test_every_unique_index_that_input_can_hit_is_explained() -> None:
    names = {str(index.name) for index in _unique_indexes()}
    silent = {name for name in names if problem_for(name) is None}
    assert silent - set(UNMAPPED) == set()
    assert set(UNMAPPED) - silent == set()


def test_every_operation_declares_what_the_database_can_refuse_of_it() -> None:
    """An error with a constraint that no operation declares would be missing in the document."""
    declared = {cls for operation in operations.values() for cls in operation.raises}
    missing = [
        cls.__name__
        for cls in _classes()
        if cls.constraints and cls.__name__ not in BY_HAND and not any(issubclass(cls, one) for one in declared)
    ]
    assert missing == []


def test_every_code_is_written_down() -> None:
    text = (ROOT / "docs" / "contract.md").read_text()
    assert sorted({cls.code for cls in _classes()} - set(re.findall(r"[A-Z][A-Z0-9_]+", text))) == []


def test_every_code_of_a_detail_is_written_down() -> None:
    told = (ROOT / "docs" / "contract.md").read_text().partition("The detail codes are")[2].partition("\n\n")[0]
    known = {*re.findall(r"`([a-z_]+)`", told), *(problem.code.lower() for problem in catalogue())}
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {code}"
        for path in python_files("webapp")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Detail"
        for code in _codes(node)
        if code not in known
    ]
    assert wrong == []
    assert "stale" not in known


def _codes(call: ast.Call) -> list[str]:
    """The code that a Detail is made with, as far as it is written there."""
    given = [*call.args[2:3], *(one.value for one in call.keywords if one.arg == "code")]
    return [one.value for part in given for one in ast.walk(part) if isinstance(one, ast.Constant)]
