"""The files of other people are those that were published, and nothing slipped in beside them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("static/vendor", "tests/vendor"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def check(root: Path) -> tuple[int, str]:
    line = [sys.executable, ROOT / ".ci" / "vendor.py", "--check", root]
    answer = subprocess.run(line, check=False, capture_output=True, text=True)
    return answer.returncode, answer.stdout.strip()


def test_vendored_files_are_as_listed() -> None:
    assert check(ROOT) == (0, "vendored files: as listed")


def test_a_changed_file_is_named(copy: Path) -> None:
    file = copy / "static/vendor/htmx.min.js"
    file.write_bytes(file.read_bytes() + b" ")
    assert check(copy) == (1, "static/vendor/htmx.min.js was changed")


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "static/vendor/htmx.LICENSE").unlink()
    assert check(copy) == (1, "static/vendor/htmx.LICENSE is missing")


def test_an_unlisted_file_is_named(copy: Path) -> None:
    (copy / "tests/vendor/extra.js").write_text("alert(1)")
    assert check(copy) == (1, "tests/vendor/extra.js is not in the manifest")
