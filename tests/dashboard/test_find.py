"""The one box finds what is called so, and says what comes near."""

from urllib.parse import quote

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.catalog.making import EAN, PACK, make, shown, variant
from tests.house import House


@pytest.fixture
def full(lite: House) -> House:
    stock_up(lite)
    door = lite.api()
    door.post("/v1/assets", {"serialNumber": "C02ZX1", "sku": "MBP-16-A"})
    for name, code in (("Rotterdam", "RTM"), ("Utrecht", "UTR")):
        depot = door.post("/v1/warehouses", {"name": name, "code": code}).get_json()["data"]
        for shelf in ("A-01-02", f"{code}-ONLY"):
            door.post(f"/v1/locations/{depot['id']}/layouts", {"name": shelf})
    return lite


def found(house: House, words: str, person: str = "vik") -> str:
    """The page that the box answers with, when it leads to no single thing."""
    answer = house.page(person).get(f"/find?q={quote(words)}")
    assert answer.status_code == 200, answer.location
    return answer.text


def led_to(house: House, words: str) -> str:
    """The page of the only thing that is called so."""
    answer = house.page("vik").get(f"/find?q={quote(words)}")
    assert answer.status_code == 303, answer.text
    page = house.page("vik").get(answer.location)
    assert page.status_code == 200
    return page.text


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("c02zx1", '<bdi class="serial">C02ZX1</bdi>'),
        ("MBP-16-A", "<h1>MacBook Pro 16&#34;</h1>"),
        ("mbp-16-a", "<h1>MacBook Pro 16&#34;</h1>"),
        ("MACBOOK-PRO-16", "<h1>MacBook Pro 16&#34;</h1>"),
        ("rtm", "<h1>Rotterdam</h1>"),
        ("Utrecht", "<h1>Utrecht</h1>"),
        ("UTR/a-01-02", "<h1>Utrecht</h1>"),
        ("RTM/A-01-02", "<h1>Rotterdam</h1>"),
        ("UTR-ONLY", "<h1>Utrecht</h1>"),
        ("", "<h1>Overview</h1>"),
    ],
)
def test_what_is_called_so_is_opened(full: House, words: str, title: str) -> None:
    assert title in led_to(full, words)


def test_a_code_that_two_places_share_is_a_choice(full: House) -> None:
    page = found(full, "A-01-02")
    assert "RTM/A-01-02" in page
    assert "UTR/A-01-02" in page


@pytest.mark.parametrize("words", ["RTM/UTR-ONLY", "nonsense/RTM", "WH-01/A-01-02", "' OR 1=1 --", "100%", "\\"])
def test_a_path_that_is_no_place_opens_none(full: House, words: str) -> None:
    page = found(full, words)
    assert "Nothing is called" in page


def test_a_part_of_a_name_lists_what_has_it_by_kind(full: House) -> None:
    page = found(full, "Mac")
    assert "Products</h2>" in page
    assert "MacBook Pro 16" in page
    page = found(full, "16-")
    assert "SKUs</h2>" in page
    assert "MBP-16-B" in page


def test_colleagues_are_found_by_name(full: House) -> None:
    assert f"/people/{full.people['olga']}" in found(full, "olga", "anna")
    assert f"/history?actorId={full.people['olga']}" in found(full, "olga", "vik")


def test_more_than_fits_leads_to_all(full: House) -> None:
    for number in range(8):
        full.api().post("/v1/assets", {"serialNumber": f"MANY{number}", "sku": "MBP-16-A"})
    page = found(full, "many")
    assert page.count("MBP-16-A · available") == 6
    assert "/units?q=many" in page


def test_a_unit_whose_receipt_was_taken_back_is_found_and_says_so(full: House) -> None:
    full.api().post("/v1/assets", {"serialNumber": "GONE1", "sku": "MBP-16-A"})
    full.api().post(f"/v1/batches/{newest_batch(full)}/undo")
    page = led_to(full, "gone1")
    assert "This receipt was taken back" in page
    assert "receipt taken back" in found(full, "gone")


def test_a_bar_code_leads_to_its_variant_and_one_of_two_grades_to_a_choice(lite: House) -> None:
    make(lite, grades="AB")
    one, other = shown(lite, make(lite, "TAB"))["variants"][0], variant(lite, make(lite, "PH", "AB"), "PH-B")
    lite.api().patch(f"/v1/products/variants/{one['variantId']}", {"gtin": EAN})
    for code in (EAN, f"0{EAN}", f"{EAN[:1]} {EAN[1:]}"):
        answer = lite.page("vik").get(f"/find?q={quote(code)}")
        assert (answer.status_code, answer.location.endswith(f"/variants/{one['variantId']}")) == (303, True)
    for grade in "AB":
        sku = variant(lite, other["productId"], f"PH-{grade}")["variantId"]
        lite.api().patch(f"/v1/products/variants/{sku}", {"packs": [{"gtin": PACK, "quantity": 10}]})
    text = found(lite, PACK)
    assert text.count("a pack of 10") == 2


def card(house: House, words: str, person: str = "anna") -> str:
    """What stands below the box."""
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    door = house.page(person)
    with house.app.app_context():  # it must not see what the test's own context remembers
        return door.client.get(door.path(f"/find?q={quote(words)}"), headers=headers).text


def test_below_the_box_a_scan_is_a_card_with_what_can_be_done_next(house: House) -> None:
    sku = variant(house, make(house, "TAB"), "TAB-A")["variantSku"]
    house.api().post("/v1/assets", {"serialNumber": "SN-1", "sku": sku})
    told = card(house, "sn-1")
    for words in ("found-name", "SN-1", sku, "available", ">Open</a>", ">Move</a>", ">Label</a>", ">Movements</a>"):
        assert words in told
    assert ">Move</a>" not in card(house, "sn-1", "vik")
    assert ">Receive more</a>" in card(house, sku)
    assert card(house, "\x1d" * 3) == card(house, "") == ""


def test_a_gs1_message_is_found_by_what_it_says(lite: House) -> None:
    one = variant(lite, make(lite, "TAB"), "TAB-A")
    lite.api().patch(f"/v1/products/variants/{one['variantId']}", {"gtin": EAN})
    lite.api().post("/v1/assets", {"serialNumber": "SN-GS1", "sku": one["variantSku"]})
    assert "SN-GS1" in card(lite, f"]C101{EAN.zfill(14)}21SN-GS1")
    assert one["variantSku"] in card(lite, f"(01){EAN.zfill(14)}")


def test_an_unknown_code_says_what_it_may_be(lite: House) -> None:
    gtin = card(lite, "4006381333931")
    assert "/products/new?gtin=4006381333931" in gtin
    assert "/variants/link?gtin=4006381333931" in gtin
    assert "Receive it as a unit" not in gtin
    plain = card(lite, "4006381333932")
    assert ">Give this GTIN to a variant</a>" not in plain
    for there in ("/receive?code=4006381333932", "/products/new?sku=4006381333932", ">Look among units</a>"):
        assert there in plain
    assert "&lt;script&gt;" in card(lite, "<script>alert(1)</script>")


def test_what_an_unknown_code_leads_to_is_what_the_person_may_do(lite: House) -> None:
    offered = {who: card(lite, "NEW-0001", who) for who in ("vik", "olga", "mo")}
    assert [">Create a product</a>" in offered[who] for who in offered] == [False, False, True]
    assert [">Receive it as a unit</a>" in offered[who] for who in offered] == [False, True, True]
    assert ">Give this GTIN to a variant</a>" not in card(lite, "4006381333931", "olga")


def test_an_unknown_gs1_message_offers_its_gtin_and_itself(lite: House) -> None:
    told = card(lite, f"]C101{EAN.zfill(14)}21SN-NEW")
    assert f"/variants/link?gtin={EAN.zfill(14)}" in told
    assert f"/receive?code=%5DC101{EAN.zfill(14)}21SN-NEW" in told


def test_a_mistyped_serial_leads_to_those_that_are_nearly_it(house: House) -> None:
    sku = variant(house, make(house, "TAB"), "TAB-A")["variantSku"]
    for serial in ("C02ZX1Y2MD6T", "C02ZX1Y2MD7T"):
        house.api().post("/v1/assets", {"serialNumber": serial, "sku": sku})
    told = card(house, "C02ZX1Y2DM7T")
    assert "Nearly so</h2>" in told
    assert told.index(">C02ZX1Y2MD7T<") < told.index(">Create a product<")
    assert "Nearly so" not in card(house, "C02ZX1Y2MD7T")
    assert "C02ZX1Y2MD7T" in house.page("vik").get("/find?q=C02ZX1Y2DM7T").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("SD:GRADE:B", "The card GRADE B chooses that grade"),
        ("sd:undo", "The card UNDO takes back"),
        ("SD:QTY:012", "The card QTY 12 is for"),
        ("SD:QTY:x", "The card QTY no number is for"),
        ("SD:NONSENSE", "This is no card of ours"),
    ],
)
def test_a_command_card_says_where_it_works(lite: House, typed: str, words: str) -> None:
    told = card(lite, typed)
    assert words in told
    assert ">Open the receiving desk</a>" in told
    assert "Create a product" not in told
    assert ">Open the receiving desk</a>" not in card(lite, typed, "vik")
    assert words in found(lite, typed)
