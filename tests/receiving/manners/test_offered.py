"""Other pages send people to the desk with an item or a code: nothing is done before they say so."""

from tests.doors import fields_of
from tests.house import House
from tests.receiving.desk import desk
from tests.receiving.test_desk_page import scan


def _say_so(house: House, address: str, **button: str) -> str:
    page = house.page("olga").get(address).text
    form = page[page.index("data-offered") :]
    key = fields_of(form[: form.index("</form>")])
    answer = house.page("olga").post("/receive", {**key, **button})
    assert answer.status_code == 303
    return house.page("olga").get(answer.location).text


def test_an_item_is_chosen_once_somebody_says_so(house: House) -> None:
    desk(house)
    page = house.page("olga").get("/receive?sku=MBP-16-A").text
    assert "Receive under <code" in page
    assert "Scan a SKU or a GTIN" in page, "a link alone changes nothing"
    told = _say_so(house, "/receive?sku=MBP-16-A", sku="MBP-16-A")
    assert "<strong>MBP-16-A</strong>" in told
    assert "data-offered" not in told


def test_a_code_is_received_once_somebody_says_so(house: House) -> None:
    desk(house)
    scan(house.page("olga"), "MBP-16-A")
    assert house.api().get("/v1/assets").get_json()["count"] == 0
    assert "is not here yet" in house.page("olga").get("/receive?code=NEW-7").text
    assert 'data-state="accepted" data-code="NEW-7"' in _say_so(house, "/receive?code=NEW-7", code="NEW-7")
    assert "&lt;script&gt;" in house.page("olga").get("/receive?code=<script>").text
