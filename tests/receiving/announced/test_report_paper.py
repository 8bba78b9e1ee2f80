"""The discrepancy report on paper: read back out of the file, letter by letter."""

from tests.house import House
from tests.receiving.announced.paper import pages_of
from tests.receiving.desk import desk, product, variant
from tests.receiving.test_expected import announce, serials
from webapp.core.paper.fonts import width_of
from webapp.core.paper.report import PaperColumn, Report, Table, report_pdf
from webapp.core.paper.wrapping import wrapped

COLUMNS = (PaperColumn("Item", 30), PaperColumn("Pieces", 10, number=True))


def printed(count: int) -> list[list[str]]:
    """The pages of a report with so many rows."""
    rows = [(f"ITEM-{n}", str(n)) for n in range(count)]
    told = Report(
        "House", "Title", [("Who", "Anna")], [(str(count), "rows")], COLUMNS, [Table("All", rows, ("Sum", "1"))]
    )
    return pages_of(report_pdf(told))


def test_the_report_says_what_is_missing_unexpected_and_right(house: House) -> None:
    at = desk(house, name="Monday אבג", supplier="Back Office GmbH", deliveryNote="LS-1")
    at.door.post("/v1/products", product("DESK", variant("DESK-1", "count")) | {"name": "שולחן (" + "Groß " * 20 + ")"})
    announce(at, *serials("SN-1", "SN-2"), {"sku": "PAPER-A4", "quantity": 1200}, {"sku": "DESK-1", "quantity": 2})
    at.scan("MBP-16-A", "SN-1", "SN-9", {"code": "PAPER-A4", "qty": 1100})
    answer = house.page("vik").get(f"/intakes/{at.intake}/report.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    [page] = pages_of(answer.data)
    text = "\n".join(page)
    for words in ("Expected and received: Monday גבא", "Back Office GmbH", "LS-1", "Page 1 of 1", "Vik"):
        assert words in text
    assert page[page.index("expected") - 1] == "1,204"
    assert [page[page.index(words) - 1] for words in ("here as announced", "missing", "unexpected")] == [
        "1,101",
        "103",
        "1",
    ]
    missing, rest = text.split("Unexpected (1)")
    unexpected, right = rest.split("Here as announced (1)")
    assert ("SN-2" in missing, "SN-1" in missing, "SN-9" in unexpected, "SN-1" in right) == (True, False, True, True)
    assert "Together\n1,203\n1,100\n103" in missing
    assert "ןחלוש" in missing
    assert missing.count("Groß") == 20


def test_each_page_has_its_number_and_the_head_of_the_table() -> None:
    pages = printed(200)
    assert len(pages) > 3
    for n, page in enumerate(pages, start=1):
        assert page[-1] == f"Page {n} of {len(pages)}"
        assert page.count("Item") == 1
    told = [text for page in pages for text in page if text.startswith("ITEM-")]
    assert told == [f"ITEM-{n}" for n in range(200)]
    assert "Sum" in pages[-1]
    for count in range(25, 60):  # wherever a page ends: no heading is left alone, no total without its head
        for page in printed(count):
            assert any(text.startswith("ITEM-") or text == "Sum" for text in page)


def test_long_names_are_broken_and_what_runs_to_the_left_is_turned() -> None:
    text = "MacBook Pro 16 with a very long name/with slashes-and-hyphens Donaudampfschifffahrtsgesellschaftskapitän"
    lines = wrapped(text, 100, 9, 99)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(width_of(line, 9) for line in lines) <= 100
    assert wrapped("אבג דהו", 1000, 9) == ("והד גבא",)
    assert [line[::-1] for line in wrapped("אבג דהו", 25, 9)] == ["אבג", "דהו"]
    assert wrapped("x" * 500, 50, 9, 2)[1].endswith("…")
    assert wrapped("", 50, 9) == ("",)
