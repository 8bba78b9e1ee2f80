"""A list of goods by its pages: pasted or uploaded, looked at row by row, taken in one go."""

import io
import re

import pytest
import xlsxwriter

from tests.core.sheets.test_decode import ODS
from tests.counting import counting
from tests.house import House
from tests.receiving.desk import Scanner, desk
from tests.receiving.test_expected import tally
from webapp.core.sheets.decode import UnreadableSheet
from webapp.core.sheets.workbook import workbook_text
from webapp.receiving.rows.layout import LIMITS

PASTE = "Item\tS/N\tCost\tBin\tColour\nMBP-16-A\tSN-1\t1.500,50\tWH-01\tred\nMBP-16-A\tSN-1\t\t\t\nNOBODY\tSN-3\t\t\t\n"


def bring(at: Scanner, house: House, text: str, purpose: str = "receive") -> str:
    """Bring a list to its preview; the address of that."""
    page = house.page("olga")
    answer = page.fill(f"/intakes/{at.intake}/list", purpose=purpose, pasted=text)
    assert answer.status_code == 303, answer.text
    return str(answer.location).partition(f"/{house.slug}")[2]


def test_a_paste_is_looked_at_and_received(lite: House) -> None:
    at = desk(lite)
    preview = bring(at, lite, PASTE)
    page = lite.page("olga")
    shown = page.get(preview).text
    assert "No variant has the SKU NOBODY" in shown
    assert "stands in row 2 already" in shown
    assert "Left out: Colour" in shown
    assert at.units() == []
    taken = page.press(preview.replace("/preview", "/take"))
    assert taken.status_code == 303
    assert at.units() == ["SN-1"]
    assert at.door.get("/v1/assets/SN-1").get_json()["acquisitionCost"] == 1500.5
    result = preview.replace("/preview", "")
    assert "2 refused" in page.get(result).text
    assert "NOBODY" in page.get(f"{result}/refused.csv").text
    assert page.get(preview).status_code == 303
    page.press(preview.replace("/preview", "/take"))
    assert at.units() == ["SN-1"]


@pytest.mark.parametrize("name", ["ods", "xls"])
def test_an_older_workbook_is_refused_at_the_file(lite: House, name: str) -> None:
    at = desk(lite)
    data = ODS if name == "ods" else b"\xd0\xcf\x11\xe0\xa1\xb1"
    page = lite.page("olga")
    told = {"purpose": "receive", "csvFile": (io.BytesIO(data), f"goods.{name}")}
    answer = page.post(f"/intakes/{at.intake}/list", {"csrf_token": page.csrf(), **told})
    assert answer.status_code in (400, 422)
    assert re.search(rf"\(\.{name}\).*save it as XLSX or CSV", answer.text)


def test_a_lot_with_another_date_asks_to_be_looked_at(lite: House) -> None:
    at = desk(lite)
    at.scan({"code": "MILK-1L", "qty": 2, "lot": {"number": "L1", "expiry": "2027-01-31"}})
    preview = bring(at, lite, "SKU,Qty,Lot,Expires\nMILK-1L,2,L1,2027-02-28\nMILK-1L,2,L2,2027-02-28\n")
    shown = lite.page("olga").get(f"{preview}?show=asking").text
    assert (shown.count("Look at it"), "is known here until 31 Jan 2027" in shown) == (1, True)


def test_columns_are_said_by_hand(lite: House) -> None:
    at = desk(lite)
    preview = bring(at, lite, "What;Which\nMBP-16-A;SN-1\n")
    page = lite.page("olga")
    shown = page.get(preview).text
    assert "The header lacks SKU" in shown
    first, second = re.findall(r'name="columns-(\d+)-key"', shown)
    page.fill(preview, **{f"columns-{first}-key": "sku", f"columns-{second}-key": "serialNumber"})
    page.press(preview.replace("/preview", "/take"))
    assert at.units() == ["SN-1"]


def test_goods_are_announced_from_a_list(lite: House) -> None:
    at = desk(lite)
    preview = bring(at, lite, "SKU,Qty\nPAPER-A4,12\nMBP-16-A,2\n", "announce")
    lite.page("olga").press(preview.replace("/preview", "/take"))
    assert tally(at) == (14, 0, 0, 14)
    report = lite.page("olga").get(f"/intakes/{at.intake}/report")
    assert "PAPER-A4" in report.text
    assert "PAPER-A4" in lite.page("olga").get(f"/intakes/{at.intake}/report.csv").text


def test_a_list_is_put_away(lite: House) -> None:
    at = desk(lite)
    preview = bring(at, lite, PASTE)
    assert lite.page("olga").press(preview.replace("/preview", "/drop")).status_code == 303
    assert lite.page("olga").get(preview).status_code == 404


def book(rows: list[list[object]]) -> bytes:
    """A workbook with these rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def test_a_workbook_is_read_as_it_is_shown() -> None:
    text = workbook_text(book([["SKU", "Serial", "Qty"], [], ["A", 350000000000017, 2.0], ["B", "007", 1.5]]), LIMITS)
    assert text.splitlines()[2:] == ['"A","350000000000017","2"', '"B","007","1.5"']


@pytest.mark.parametrize(
    "rows",
    [[["SKU"], *[[] for _ in range(60_000)], ["far"]], [["SKU"], ["", *[""] * 2000, "far"]]],
    ids=["down", "right"],
)
def test_a_workbook_with_cells_far_out_is_refused(rows: list[list[object]]) -> None:
    with pytest.raises(UnreadableSheet):
        workbook_text(book(rows), LIMITS)


@pytest.mark.parametrize("data", [b"PK\x03\x04rubbish", b"PK\x03\x04" + b"\0" * 500])
def test_rubbish_is_no_workbook(data: bytes) -> None:
    with pytest.raises(UnreadableSheet):
        workbook_text(data, LIMITS)


def test_five_hundred_rows_cost_no_more_statements_than_five(lite: House) -> None:
    at = desk(lite)
    costs = []
    for many in (1, 5, 500):  # the first finds no shelf to put it on yet
        text = "SKU,Serial number,Cost\n" + "".join(f"MBP-16-A,LIST-{many}-{n:04},1500\n" for n in range(many))
        page = lite.page("olga")
        page.get("/")
        with counting() as sent:
            preview = bring(at, lite, text)
            assert page.get(preview).status_code == 200
            assert page.press(preview.replace("/preview", "/take")).status_code == 303
        costs.append(len(sent))
    assert at.about()["received"] == 506
    assert costs[1] == costs[2], "it asks once a row"
