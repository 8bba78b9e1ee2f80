"""The papers of a shipment: the whole address, notes as they were written, and nothing beside its table."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from tests.receiving.announced.paper import pages_of
from webapp.core.paper.fonts import told_apart, width_of
from webapp.core.paper.report import EDGE, WIDTH, report_pdf
from webapp.core.paper.wrapping import wrapped
from webapp.shipments.paper import delivery_note, packing_list

HOUSE: Any = SimpleNamespace(tenant=SimpleNamespace(time_zone="UTC", name="Second Hand Ltd"), name="Olga Vermeer")
SCHOOL = {
    "contactName": "Dr. Maria-Magdalena van den Broek-Hooghiemstra",
    "company": "Stichting Katholiek Voortgezet Onderwijs Noordoost-Brabant, locatie Zwijsen College",
    "streetAddress": "Bisschop van den Tillaartstraat 28-30, ingang goederenontvangst",
    "buildingInfo": "Gebouw C",
    "postalCode": "5211 AB",
    "city": "'s-Hertogenbosch",
    "country": "Netherlands",
}
LONGEST = {
    "contactName": 200, "company": 200, "streetAddress": 300, "buildingInfo": 200, "locality": 200, "city": 200,
    "adminArea": 200, "postalCode": 50, "country": 100,
}  # fmt: skip


def papers(address: dict[str, str], *serials: str, notes: str | None = None) -> list[bytes]:
    """Both papers of a shipment."""
    units = [SimpleNamespace(serial=one, product_name="MacBook Pro 14", sku="MBP-14", position=0) for one in serials]
    facts = {"carrier": "UPS", "tracking_number": "1Z-1", "shipped_on": SimpleNamespace(isoformat=lambda: "2025-02-01")}
    sent = SimpleNamespace(**facts, units=units, notes=notes)
    order = SimpleNamespace(id="ord_1m802n5mqj96jxywqtg3v5adh", buyer="A school", shipping_address=address, lines=[])
    return [report_pdf(delivery_note(sent, order, HOUSE, {})), report_pdf(packing_list(sent, order, HOUSE))]


def told(pdf: bytes) -> list[str]:
    return [text for page in pages_of(pdf) for text in page]


def test_an_address_is_whole_with_a_line_for_each_part() -> None:
    for pdf in papers(SCHOOL, "SN-1"):
        words = told(pdf)
        at = words.index("Sent to") + 1
        town = "5211 AB 's-Hertogenbosch"
        assert words[at : at + 6] == [*list(SCHOOL.values())[:4], town, "Netherlands"]


@pytest.mark.parametrize("letter", ["W", "W ", "字"])
def test_the_longest_address_is_whole(letter: str) -> None:
    address = {name: (letter * size)[:size].strip() for name, size in LONGEST.items()}
    for pdf in papers(address, "SN-1"):
        words = "".join(pages_of(pdf)[0])
        drawn = "".join(address.values()).replace("字", "□").replace(" ", "")
        assert words.replace(" ", "").count(drawn[0]) >= len(drawn)


def test_notes_stay_on_the_lines_on_which_they_were_written() -> None:
    notes = "handle with care\r\n\nline 1\tof 2\nring\u00a0twice"
    for pdf in papers(SCHOOL, "SN-1", notes=notes):
        words = told(pdf)
        at = words.index("Notes") + 1
        assert words[at : at + 3] == ["handle with care", "line 1 of 2", "ring twice"]


def test_what_the_font_lacks_is_measured_as_it_is_drawn() -> None:
    serials = "序列号-💻-" * 40
    for room in (60.0, 90.0, 175.0):
        assert max(width_of(line, 8.5) for line in wrapped(serials, room, 8.5, 99)) <= room
    for pdf in papers(SCHOOL, *(f"序列号-💻-{n}" for n in range(370, 390))):
        assert all(width_of(text, 8.5) < WIDTH - 2 * EDGE for text in told(pdf))


def test_serials_that_would_look_alike_are_told_apart() -> None:
    assert told_apart(["SN-1", "序-1", "列-1", "号-2", "SN\u200d-1"]) == [
        "SN-1", "<U+5E8F>-1", "<U+5217>-1", "号-2", "SN<U+200D>-1",
    ]  # fmt: skip
    for pdf in papers(SCHOOL, "序-1", "列-1", "号-2"):
        words = " ".join(told(pdf))
        assert re.findall(r"\S+-\d(?=,| |$)", words[words.index("<U+") :])[:3] == ["<U+5E8F>-1", "<U+5217>-1", "□-2"]
