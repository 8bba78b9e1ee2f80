"""Writes docs/licences.md: what other people's work the application brings, and under which licence.

usage: .ci/licences.py           write the file
       .ci/licences.py --check   fail when it is not what would be written
"""

import json
import re
import sys
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences of what we build on

Stockdesk itself is under the MIT licence. `make lock` and `make vendor` write this page from
the packages' own statements. Each Python package carries its licence text in its installed metadata;
front-end files have theirs beside them.
"""

# What two packages leave unsaid, or say only where they are installed.
STATED = {"pysqlite3": "Zlib", "tzdata": "Apache-2.0"}


def licence(name: str) -> str:
    """The licence a package states: as an expression, else by classifiers, else in the old field."""
    if name in STATED:
        return STATED[name]
    said = metadata(name)
    if said.get("License-Expression"):
        return str(said["License-Expression"])
    classifiers = [line.split(" :: ")[-1] for line in said.get_all("Classifier", []) if line.startswith("License")]
    return ", ".join(classifiers) or str(said.get("License", "not stated")).splitlines()[0]


def python_rows() -> list[str]:
    """A row for each locked package of the running application."""
    locked = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    return [f"| {name} | {version} | {licence(name)} |" for name, version in locked]


def vendored_rows() -> list[str]:
    """A row for each vendored package."""
    packages = json.loads((ROOT / "static/vendor/manifest.json").read_text())["packages"]
    return [
        f"| {package['name']} | {package['version']} | {package['licence']} | "
        f"{', '.join('`' + file['file'] + '`' for file in package['files'])} |"
        for package in packages
    ]


def page() -> str:
    """The whole page."""
    lines = [
        HEAD,
        "## Python packages",
        "",
        "| package | version | licence |",
        "|---|---|---|",
        *python_rows(),
        "",
    ]
    lines += [
        "## Front-end files",
        "",
        "axe-core serves the tests alone; icons out of lucide-static are in `static/icons.svg`.",
    ]
    lines += ["", "| package | version | licence | files |", "|---|---|---|---|", *vendored_rows()]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is as it should be."""
    if arguments != ["--check"]:
        PAGE.write_text(page())
        return 0
    if PAGE.read_text() != page():
        print("docs/licences.md is out of date: run .venv/bin/python .ci/licences.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
