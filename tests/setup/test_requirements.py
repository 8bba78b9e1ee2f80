"""The locked requirements install anywhere: every package with its hash, and no place named."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
FILES = ("requirements.txt", "requirements-test.txt")
ENTRY = re.compile(
    r"^[a-z0-9][a-z0-9._-]*(\[[a-z]+\])?==[0-9][\w.]*( ; [^\\]+)?"
    r"( \\\n    --hash=sha256:[0-9a-f]{64})+$"
)


def entries(text: str) -> list[str]:
    return re.split(r"\n(?=\S)", text.strip())


def odd_entries(text: str) -> list[str]:
    return [entry for entry in entries(text) if not ENTRY.fullmatch(entry)]


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pinned_and_hashed_package(name: str) -> None:
    assert odd_entries((ROOT / name).read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "--extra-index-url file:///wheels",
        "--find-links /wheels",
        "flask==3.1.3",
        "flask @ file:///wheels/flask.whl",
    ],
)
def test_a_line_that_names_a_place_or_has_no_hash_is_found(line: str) -> None:
    assert odd_entries((ROOT / FILES[0]).read_text() + line + "\n") == [line]


def test_tests_run_on_what_the_application_runs_on() -> None:
    run, test = ({entry.split(" ")[0] for entry in entries((ROOT / name).read_text())} for name in FILES)
    assert run <= test


def test_the_lock_has_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {
        FILES[0]: project["project"]["dependencies"],
        FILES[1]: project["dependency-groups"]["test"],
    }
    for name, wanted in asked.items():
        locked = {re.split(r"[\[=]", entry)[0]: entry for entry in entries((ROOT / name).read_text())}
        for requirement in map(Requirement, wanted):
            version = locked[requirement.name].split("==")[1].split()[0]
            assert requirement.specifier.contains(version), f"run make lock: {requirement} is not {version}"
