"""Hundreds of codes as people meet them: each is read as written down here, or refused in those words.

A line of corpus.jsonl is [code, what it says, a desk's set-up]; what it says is the fields that are not empty, or for a
refusal some of its words.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from webapp.core.codes.reading import CodeRefused, Reading, read_code
from webapp.core.codes.setup import DeskSetup


def _sections() -> dict[str, list[list[Any]]]:
    """The lines below each heading."""
    found: dict[str, list[list[Any]]] = {}
    heading = ""
    for line in (Path(__file__).parent / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading = line.removeprefix("# ")
        else:
            found.setdefault(heading, []).append(json.loads(line))
    return found


CORPUS = _sections()


def _told(reading: Reading) -> dict[str, Any]:
    """What a reading says, as the corpus has it."""
    told = {
        name: value
        for name, value in asdict(reading).items()
        if name != "segments" and value is not None and value is not False
    }
    return {**told, "expiry": reading.expiry.isoformat()} if reading.expiry else told


def says(code: str, setup: list[dict[str, Any]]) -> dict[str, Any] | str:
    """What a code says in the end, or the words it is refused in."""
    try:
        reading = read_code(code, DeskSetup.of(setup[0]).wedge if setup else None)
    except CodeRefused as refused:
        return refused.words
    in_brackets = "".join(f"({one.ai}){one.value}" for one in reading.segments)
    assert in_brackets == (reading.text if reading.is_gs1 else "")
    return _told(reading)


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    """At least three hundred different codes."""
    lines = [json.dumps([code, *setup]) for section in CORPUS.values() for code, _, *setup in section]
    assert len(set(lines)) == len(lines) >= 300


@pytest.mark.parametrize("section", CORPUS)
def test_codes_say_what_is_written_down(section: str) -> None:
    """Each its reading, or why it is refused."""
    for code, expected, *setup in CORPUS[section]:
        told = says(code, setup)
        if isinstance(expected, str):
            assert isinstance(told, str), f"{code!a} is not refused: {told}"
            assert expected in told, ascii(code)
        else:
            assert told == expected, ascii(code)
