"""A pick list on paper: many rows on a page, each with a code that a scanner reads."""

from types import SimpleNamespace

from tests.labels.paper import read_pdf
from webapp.core.paper.fonts import shown
from webapp.core.paper.report import report_pdf
from webapp.orders.picking.paper import pick_paper
from webapp.orders.picking.queries import Asked, PickList
from webapp.orders.picking.walking import UNIT, Pick, Site, Spot, Unit, Want

LINES = 50
ORDER = SimpleNamespace(id="ord_1m802n5mqj96jxywqtg3v5adh", buyer="Sarah Johnson, Acme Corporation", status="confirmed")
HOUSE = SimpleNamespace(tenant=SimpleNamespace(time_zone="UTC", name="Second Hand Ltd"), name="Olga Vermeer")


def paper(sku: str, name: str) -> bytes:
    """Two units each of so many SKUs, from a bin each."""
    site = Site("wh_1", "Rotterdam", "RTM")
    asked, picks = {}, []
    for n in range(LINES):
        want = Want(ORDER.id, n, f"var_{n}", sku.format(n), 2)
        asked[want] = Asked(ORDER, SimpleNamespace(sku=want.sku, product_name=name, position=n), 2, 2, 0)
        spot = Spot(UNIT, want.variant_id, f"pool_{n}", site, f"lay_{n}", f"A-{n:02}", 5)
        picks.append(Pick(want, spot, 2, [Unit("unit_1", f"C02ZX1Y2MD{n:03}"), Unit("unit_2", f"C02ZX1Y3MD{n:03}")]))
    return report_pdf(pick_paper(PickList([ORDER], asked, picks), HOUSE))  # type: ignore[arg-type]


def test_fifty_rows_are_on_four_pages_and_each_is_scanned() -> None:
    pages = read_pdf(paper("MACBOOK-PRO-16-M3-{:03}", "MacBook Pro 16 inch M3 Max, space black"))
    assert len(pages) == 4
    assert {kind for page in pages for kind, _ in page} == {"]C0"}, "bars, which the oldest scanner reads too"
    scanned = [data for page in pages for _, data in page]
    assert sorted(scanned) == sorted([*(f"MACBOOK-PRO-16-M3-{n:03}" for n in range(LINES)), ORDER.id])


def test_a_long_sku_is_scanned_too() -> None:
    pages = read_pdf(paper("a-rather-long-sku-of-some-supplier-{:03}-with-colour-and-grade/" + "x" * 30, "Screen"))
    assert len({data for page in pages for _, data in page}) == LINES + 1


def test_what_the_font_lacks_is_a_white_square_and_nothing_fails() -> None:
    assert shown("Screen \N{DESKTOP COMPUTER} \N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}") == "Screen □ □□"
    assert paper("SKU-{}", "مرحبا \N{DESKTOP COMPUTER} 漢字 \U0010ffff").startswith(b"%PDF")
