"""The fulfilment desk: an order and its units, or any unit and who waits for it; each scan once, each taken back."""

import re
from typing import Any

from tests.house import House
from tests.orders.seed import catalogue, order
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, stocked
from webapp.accounts.operations.settings import update_settings
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify
from webapp.locations.operations import create_warehouse

EVA = {"email": "eva@bakker.example", "firstName": "Eva", "lastName": "Bakker"}


class Desk:
    """The scan pipe of one window, which knows the order that is open in it."""

    def __init__(self, house: House, person: str = "olga") -> None:
        self.house, self.page, self.person = house, house.page(person), house.people[person]
        self.number, self.order = 0, ""

    def send(self, *scans: dict[str, Any], **told: Any) -> Any:
        body = {"intake": self.order, "person": self.person, "scans": list(scans), **told}
        headers = {"X-CSRFToken": self.page.csrf(), "Accept": "application/json"}
        with self.house.app.app_context():
            return self.page.client.post(self.page.path("/fulfil/scans"), json=body, headers=headers)

    def code(self, code: str) -> dict[str, Any]:
        self.number += 1
        return {"key": f"scan-{id(self)}-{self.number:04}", "code": code}

    def scan(self, *codes: str) -> list[Any]:
        answer: Any = self.send(*map(self.code, codes))
        assert answer.status_code == 200, answer.text
        self.hear(answer.json)
        return [*answer.json["results"]]

    def hear(self, told: Any) -> None:
        """The answer came whole: from here on its order is open."""
        self.last, self.order = told, told["intake"]

    def press(self, row: Any, words: str) -> Any:
        """Press a row's button."""
        found = re.search(rf'value="([^"]+)">(?:<svg.*?</svg>)?<span>{words}', row["html"], re.DOTALL)
        assert found, row["html"]
        to, _, choice = found[1].partition(" ")
        pressed = {**self.code(""), "answer": {"to": to, "choice": choice}}
        answer: Any = self.send(pressed)
        assert answer.status_code == 200, answer.text
        self.hear(answer.json)
        return answer.json["results"][0]


def progress(house: House, order_id: str) -> tuple[str, int]:
    """How far an order is."""
    told = house.api().get(f"/v1/orders/{order_id}").json
    return told["status"], told["rentalProgress"]["rentedDevices"]


def test_an_order_and_then_its_units(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=2)
    desk = Desk(house)
    told = desk.scan(made["orderId"], "SN-1", "sn-1", "nobody", "SN-2")
    assert [row["state"] for row in told] == ["accepted", "accepted", "accepted", "refused", "accepted"]
    assert [row["title"] for row in told] == ["Order opened", "Went out", "Out already", "Stays here", "Went out"]
    assert progress(house, made["orderId"]) == ("fulfilled", 2)
    back = desk.press(told[1], "Undo")
    assert (back["state"], desk.last["changed"][0]["state"]) == ("undone", "undone")
    assert "SN-1" in desk.last["changed"][0]["html"]
    assert progress(house, made["orderId"]) == ("partial", 1)
    assert [row["state"] for row in desk.scan("SD:UNDO", "SD:UNDO")] == ["undone", "refused"]
    assert progress(house, made["orderId"]) == ("confirmed", 0)
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_a_unit_with_no_order_open_asks_for_the_oldest(house: House) -> None:
    made = ready(house, "SN-1", "SN-2")
    later = confirmed(house, (MACBOOK, 1), customer=EVA)
    desk = Desk(house)
    (asked,) = desk.scan("SN-1")
    assert (asked["state"], asked["title"]) == ("attention", "For Jan de Vries")
    assert progress(house, made["orderId"]) == ("confirmed", 0)
    assert desk.press(asked, "Yes, to Jan de Vries")["state"] == "accepted"
    assert desk.last["changed"][0]["state"] == "accepted"
    assert progress(house, made["orderId"]) == ("fulfilled", 1)
    (full,) = desk.scan("SN-2")  # the order is open by now
    assert full["state"] == "refused"
    assert later["orderId"] in full["say"]
    assert desk.press(full, "To Eva Bakker")["state"] == "accepted"
    assert progress(house, later["orderId"]) == ("fulfilled", 1)


def test_a_wrong_sku_names_who_would_take_it(house: House) -> None:
    made = ready(house, "SN-1")
    stocked(house, "DELL-1", "DELL-2", sku=MONITOR)
    other = confirmed(house, (MONITOR, 1), customer=EVA)
    desk = Desk(house)
    _, wrong = desk.scan(made["orderId"], "DELL-1")
    assert (wrong["state"], other["orderId"] in wrong["say"]) == ("refused", True)
    desk.scan("SD:DONE")
    assert desk.press(wrong, "To Eva Bakker")["state"] == "accepted"
    desk.scan("SD:DONE")
    (nobody,) = desk.scan("DELL-2")
    assert (nobody["state"], nobody["say"]) == ("refused", f"No confirmed order waits for {MONITOR}.")


def test_what_is_neither_unit_nor_order_says_what_it_is(house: House) -> None:
    ready(house, "SN-1")
    desk = Desk(house)
    house.do(create_warehouse, name="Hall", code="HQ")
    told = desk.scan(MACBOOK, "SD:GRADE:A", "SN-11", "hq")
    assert [row["state"] for row in told] == ["refused"] * 4
    item, card, serial, place = (row["say"] for row in told)
    assert ("not one unit of it" in item, "receiving desk" in card, "the place Hall" in place) == (True, True, True)
    assert "Is SN-1 meant?" in serial


def test_a_scan_sent_twice_is_done_once(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=2)
    desk = Desk(house)
    scans = [desk.code(made["orderId"]), desk.code("SN-1"), desk.code("SD:UNDO"), desk.code("SN-2")]
    first, again = desk.send(*scans).json, desk.send(*scans).json
    assert [row["state"] for row in first["results"]] == ["accepted", "accepted", "undone", "accepted"]
    assert [row["state"] for row in again["results"]] == ["accepted", "accepted", "undone", "accepted"]
    assert progress(house, made["orderId"]) == ("partial", 1)


def test_two_windows_work_on_an_order_each(house: House) -> None:
    made = ready(house, "SN-1", "SN-2")
    later = confirmed(house, (MACBOOK, 1), customer=EVA)
    one, other = Desk(house), Desk(house)
    one.scan(made["orderId"])
    other.scan(later["orderId"])
    assert [row["title"] for row in (*one.scan("SN-1"), *other.scan("SN-2"))] == ["Went out", "Went out"]
    assert (progress(house, made["orderId"]), progress(house, later["orderId"])) == (("fulfilled", 1), ("fulfilled", 1))


def test_the_undo_card_takes_back_what_this_window_let_go(house: House) -> None:
    made = ready(house, "SN-1", "SN-2")
    later = confirmed(house, (MACBOOK, 1), customer=EVA)
    one, other = Desk(house), Desk(house)
    one.scan(made["orderId"], "SN-1")
    other.scan(later["orderId"], "SN-2")
    (back,) = one.scan("SD:UNDO")
    assert (back["state"], back["code"]) == ("undone", "SN-1")
    assert "SN-1 is here again" in back["say"]
    assert [row["state"] for row in one.scan("SD:UNDO")] == ["refused"]
    assert (progress(house, made["orderId"]), progress(house, later["orderId"])) == (("confirmed", 0), ("fulfilled", 1))
    *_, asked = other.scan("SD:DONE", "SD:UNDO")  # none is open: the card guesses nothing
    assert (asked["state"], "SN-2, to Eva Bakker" in asked["say"]) == ("attention", True)
    assert progress(house, later["orderId"]) == ("fulfilled", 1)
    assert other.press(asked, "Take SN-2 back")["state"] == "undone"
    assert {one["state"] for one in other.last["changed"]} == {"undone"}
    assert progress(house, later["orderId"]) == ("confirmed", 0)


def test_a_proposal_whose_answer_nobody_heard_stays_one(house: House) -> None:
    """The order that was scanned behind it is not open for it when both are sent again."""
    ready(house, "SN-1")
    later = confirmed(house, (MACBOOK, 1), customer=EVA)
    desk = Desk(house)
    scans = [desk.code("SN-1"), desk.code(later["orderId"])]
    for told in (desk.send(*scans).json, desk.send(*scans).json):
        assert [row["state"] for row in told["results"]] == ["attention", "accepted"]
        assert told["intake"] == later["orderId"]
        assert told["address"].endswith(f"/fulfil?order={later['orderId']}")
    assert progress(house, later["orderId"]) == ("confirmed", 0)


def test_an_order_that_is_not_open_closes_the_one_before(lite: House) -> None:
    made = ready(lite, "SN-1")
    gone = confirmed(lite, (MACBOOK, 1), customer=EVA)["orderId"]
    lite.api().post(f"/v1/orders/{gone}/cancel")
    waits = order(lite)["orderId"]
    desk = Desk(lite)
    titles = {gone: "Cancelled", waits: "Not confirmed yet", "ORD_NOBODY": "No such order"}
    for code, title in {**titles, "ord_nobody": "No such order", f"_{waits[7:]}0": "Stays here"}.items():
        told = desk.scan(made["orderId"], code, "SN-1")
        closes = title != "Stays here"
        assert [row["state"] for row in told] == ["accepted", "refused", "attention" if closes else "accepted"], code
        assert (told[1]["title"], told[1]["say"].endswith("is closed now.")) == (title, closes)
        assert progress(lite, made["orderId"]) == (("confirmed", 0) if closes else ("fulfilled", 1))
        (alone,) = Desk(lite).scan(code)
        assert (alone["title"], "closed now" in alone["say"]) == (title, False)


def test_an_orders_code_that_is_half_read_is_not_the_order_before(house: House) -> None:
    """With caps lock it opens its order; without its first letters it opens none."""
    made = ready(house, "SN-1", "SN-2", "SN-3", quantity=2)["orderId"]
    later = confirmed(house, (MACBOOK, 1), customer=EVA)["orderId"]
    desk = Desk(house)
    opened, went = desk.scan(made, later.upper(), "SN-1")[1:]
    assert (opened["title"], went["say"]) == ("Order opened", "To Eva Bakker. 0 still open.")
    for lost in (later[3:], later[1:], later[3:].upper(), f"x{later[1:]}"):
        told = desk.scan(made, lost, "SN-2")
        assert [row["state"] for row in told] == ["accepted", "refused", "attention"], lost
        assert "its beginning was not read" in told[1]["say"]
    assert (progress(house, made), progress(house, later)) == (("confirmed", 0), ("fulfilled", 1))


def test_orders_are_known_by_the_prefix_that_the_tenant_chose(lite: House) -> None:
    """A unit or an item whose code begins as orders do is still what it is."""
    ready(lite, "Rent_1")
    before = confirmed(lite, (MACBOOK, 1), customer=EVA)["orderId"]
    for prefix in ("RENT", "Rent"):
        lite.do(update_settings, orderIdPrefix=prefix)
    chosen = confirmed(lite, (MACBOOK, 1), customer=EVA)["orderId"]
    assert chosen.startswith("Rent_")
    desk = Desk(lite)
    for code in (before.upper(), chosen.upper(), chosen.lower(), chosen):
        assert [row["title"] for row in desk.scan(code)] == ["Order opened"]
    assert [row["title"] for row in desk.scan("rent_1", "RENT_2")] == ["Went out", "No such order"]
    assert progress(lite, chosen) == ("fulfilled", 1)


def test_what_no_desk_sends(lite: House) -> None:
    catalogue(lite)
    desk = Desk(lite)
    wrong: list[list[Any]] = [[], [{}], ["SN-1"], [{"key": "x", "code": "SN-1"}], [desk.code("x" * 8193)]]
    for scans in (*wrong, [desk.code("SN-1")] * 51):
        assert desk.send(*scans).status_code == 422
    assert [desk.send(desk.code("SN-1"), intake=one).status_code for one in (None, 1, "x" * 65)] == [422] * 3
    assert desk.send(desk.code("SN-1"), person="usr_other").status_code == 403
    assert desk.send(desk.code("SN-1"), takeOver=lite.people["mo"]).status_code == 403
    assert [row["state"] for row in desk.scan("x" * 513)] == ["refused"]
    assert desk.send(desk.code("\x00"), desk.code("SD:UNDO")).json["results"][0]["state"] == "refused"
    assert lite.page("vik").get("/fulfil").status_code == 403


def test_without_a_script(lite: House) -> None:
    made = ready(lite, "SN-1", "SN-2", quantity=2)
    page = lite.page("olga")
    assert ">Fulfil<" in page.get("/").text

    def scan(code: str) -> str:
        answer = page.fill(at[0], code=code)
        assert answer.status_code == 303
        at[0] = answer.headers["Location"].removeprefix(page.path(""))
        return page.get(at[0]).text

    at = ["/fulfil"]
    opened = scan(made["orderId"])
    assert "Order opened" in opened
    assert "<b>2</b> left" in opened
    assert 'data-state="refused" data-code="nobody"' in scan("nobody")
    went = scan("SN-1")
    assert 'data-state="accepted" data-code="SN-1"' in went
    assert "<b>1</b> left" in went
    found = re.search(r'name="answer" value="([^"]+ undo [^"]+)"', went)
    assert found is not None
    page.fill(at[0], answer=found[1])
    assert "Taken back" in page.get(at[0]).text
    assert at[0] == f"/fulfil?order={made['orderId']}"
    assert "none is open" in page.get("/fulfil").text
    assert progress(lite, made["orderId"]) == ("confirmed", 0)
    assert "Jan de Vries" in page.get(f"/fulfil?order={made['orderId']}").text
    assert page.get("/fulfil?order=ord_nobody").status_code == 404
