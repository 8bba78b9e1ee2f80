"""Files nobody meant: mutated and made up. No failure of ours, and every row is accounted for."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import House, new_house
from tests.imports.sheets import HEADER, PUBLISHED, line, send, send_part, sheet
from tests.sizes import scaled

pytestmark = pytest.mark.fuzz

FILES = scaled(4000)
MADE_UP = scaled(1000)
SEEDS = [
    PUBLISHED, sheet(line(), line(**{"Variant SKU": "PHONE-B"})), sheet(line(GTIN="4006381333931", Packs="96385074 5")),
    sheet(line(**{"9mo_Price": "1.299,00", "9mo_Setup_Fee": "€ 5", "9mo_Discount": "5%"}), delimiter=";"),
    sheet(line(**{"Product Status": "discontinued", "Variant Status": "inactive", "Tracking": "lot"}), delimiter="\t"),
]  # fmt: skip
ODD = [
    "", '"', '""', "'", "\0", "\ufeff", "\u202e", "=1+1", "1e999", "-0", "NaN", "٣", "9" * 30, "none", "é", "\x85",
    "\u2028", "💥", "a" * 5000, "1.2.3", "1,2,3", "\r", "\n", "\t", ";", "|", "\\", "%", "-5%", "999%", "https://[",
    "\x1b[0m",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]


def _cell(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    cells = lines[at].split(",")
    cells[dice.randrange(len(cells))] = dice.choice(ODD)
    lines[at] = ",".join(cells)
    return "\n".join(lines)


def _insert(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(ODD) + text[at:]


def _cut(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text) + 1)
    return text[:start] + text[start + dice.randrange(40) :]


def _repeat(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join([*lines, *dice.choices(lines, k=dice.randrange(4))])


def _shuffle(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


MUTATIONS: list[Callable[[str, random.Random], str]] = [_cell, _cell, _cell, _insert, _insert, _cut, _repeat, _shuffle]


def _bytes(text: str, dice: random.Random) -> bytes:
    data = text.encode(dice.choice([*ENCODINGS, *["utf-8"] * 8]), "replace")
    if dice.random() < 0.1:
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.randbytes(dice.randrange(1, 6)) + data[at:]
    return data


def judge(house: House, data: bytes, *, part: bool) -> int:
    """Send a file and hold the answer to its word; the status."""
    answer = send_part(house, data) if part else send(house, data)
    assert answer.status_code in (201, 400), (answer.status_code, data)
    told = answer.get_json()
    if answer.status_code == 400:
        assert told["error"]["details"], data
        return 400
    summary, errors = told["summary"], told["errors"]
    accepted = summary["variantsCreated"] + summary["variantsUpdated"]
    repeated = re.search(r"([0-9]+) rows? repeat", told["message"])
    refused = len({one["row"] for one in errors})
    assert summary["totalRows"] == accepted + refused + (int(repeated[1]) if repeated else 0), data
    assert len(errors) == len({one["row"] for one in errors})
    assert all(one["row"] >= 2 and one["error"] for one in errors)
    return 201


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_mutated_files(request: pytest.FixtureRequest, engine: str) -> None:
    app = request.getfixturevalue(f"{engine}_app")
    with app.app_context():
        house = new_house(app)
        seen = {201: 0, 400: 0}
        for number in range(FILES // 2):
            dice = random.Random(f"{engine} {number}")  # noqa: S311  (the same files every time)
            text = dice.choice(SEEDS)
            for _ in range(dice.randrange(1, 6)):
                text = dice.choice(MUTATIONS)(text, dice)
            seen[judge(house, _bytes(text, dice), part=dice.random() < 0.2)] += 1
    assert min(seen.values()) > FILES // 40, seen


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30) | st.sampled_from(ODD[5:])
ROWS = st.lists(st.dictionaries(st.sampled_from([*HEADER, "GTIN", "9mo_Price", "Packs", "Images"]), CELLS, max_size=8))


def test_made_up_cells(lite: House) -> None:
    @settings(max_examples=MADE_UP, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ROWS, st.sampled_from(",;\t|"))
    def run(rows: list[dict[str, str]], delimiter: str) -> None:
        told = [line(**row) for row in rows]
        judge(lite, sheet(*told, delimiter=delimiter).encode("utf-8", "replace"), part=False)

    run()


@pytest.mark.parametrize(
    "data", [b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0", b"\0", b"PK\x03\x04", b'"', b"sep=,"]
)
def test_files_that_are_hardly_there(lite: House, data: bytes) -> None:
    assert judge(lite, data, part=False) == 400
