"""Command cards: a sheet that reads as the commands."""

from base64 import b64decode

import pytest

from tests.house import House
from tests.labels.paper import read_pdf

FIXED = {*(f"SD:GRADE:{grade}" for grade in "ABCDE"), "SD:HELD", "SD:NEXTBIN", "SD:PRINT", "SD:UNDO", "SD:DONE"}


@pytest.mark.parametrize("symbol", ["code128", "qr"])
def test_every_card_reads_as_its_command(lite: House, symbol: str) -> None:
    file = lite.api("labels:read").get(f"/v1/labels/cards?symbol={symbol}&quantities=1,12,1").get_json()
    assert (file["fileName"], file["contentType"]) == ("command-cards.pdf", "application/pdf")
    pages = read_pdf(b64decode(file["content"]))
    assert [len(page) for page in pages] == [10, 2]
    assert {data for page in pages for _, data in page} == {*FIXED, "SD:QTY:1", "SD:QTY:12"}


def test_the_page_leads_to_the_sheet(lite: House) -> None:
    door = lite.page("vik")
    page = door.get("/labels/cards?quantities=3").text
    assert "Grade A" in page
    pdf = door.get("/labels/cards.pdf?quantities=3&symbol=qr")
    assert pdf.content_type == "application/pdf"
    assert ("]Q1", "SD:QTY:3") in [one for read in read_pdf(pdf.data) for one in read]


@pytest.mark.parametrize("query", ["quantities=0", "quantities=x", "quantities=1;2", "symbol=aztec", "quantities=²"])
def test_cards_that_cannot_be_are_refused(lite: House, query: str) -> None:
    assert lite.api().get(f"/v1/labels/cards?{query}").status_code == 400
    assert lite.page("vik").get(f"/labels/cards?{query}").status_code == 422
