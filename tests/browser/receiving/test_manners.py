"""The field is always ready, undo is one press, sounds differ, and what goes wrong is kept and said."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Seat
from tests.browser.receiving.desk import (
    SKU,
    expect_banner,
    expect_row,
    expect_sent,
    open_desk,
    received,
    row,
    scan,
)
from tests.house import House

pytestmark = pytest.mark.browser

_LISTEN = """
window.heard = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.heard.push([this.type, Math.round(this.frequency.value)].join(" "));
  return start.apply(this, when);
};
"""


def test_the_field_has_the_focus_again_after_every_press(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    scan(page, SKU, "C02ZX0001")
    expect_row(page, "C02ZX0001", "accepted").get_by_role("button", name="Undo").click()
    expect(page.locator("#scan")).to_be_focused()
    page.get_by_role("button", name="Olga: your menu").click()
    page.keyboard.press("Escape")
    expect(page.locator("#scan")).to_be_focused()
    page.locator("[data-line=item] summary").click()
    expect(page.locator("#set-sku")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#scan")).to_be_focused()
    page.locator("[data-line=item] summary").click()
    expect(page.locator("#set-sku")).to_be_focused()
    page.keyboard.press("F2")
    expect(page.locator("#scan")).to_be_focused()


def test_a_code_lands_in_the_field_wherever_the_focus_is(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    scan(page, SKU, "C02ZX0001")
    expect_row(page, "C02ZX0001", "accepted")
    page.evaluate("document.activeElement.blur()")
    scan(page, "C02ZX0002")
    page.locator("[data-line=place] summary").focus()
    scan(page, "C02ZX0003")
    expect_row(page, "C02ZX0003", "accepted")
    assert received(shop) == ["C02ZX0001", "C02ZX0002", "C02ZX0003"]


def test_ctrl_z_takes_the_last_one_back_but_not_while_typing(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    scan(page, SKU, "C02ZX0001", "C02ZX0002")
    expect_row(page, "C02ZX0002", "accepted")
    page.keyboard.type("abc")
    page.keyboard.press("Control+z")
    expect_row(page, "C02ZX0002", "accepted")
    page.locator("#scan").fill("")
    page.keyboard.press("Control+z")
    expect_row(page, "C02ZX0002", "undone")
    expect_row(page, "C02ZX0001", "accepted")


def test_five_sounds_differ_and_can_be_muted(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga", watched=False)
    visitor.page.add_init_script(_LISTEN)
    page = open_desk(visitor, shop)
    page.keyboard.press("Shift")
    for state in ("Accepted", "Attention", "Refused", "Undone", "Waiting"):
        page.get_by_role("button", name="Sound").click()
        page.evaluate("window.heard.push('|')")
        page.locator("#sounds").get_by_role("button", name=state).click()
        page.keyboard.press("Escape")
    tunes = [part for part in ",".join(page.evaluate("window.heard")).split("|") if part.strip(",")]
    assert len(set(tunes)) == 5
    page.get_by_role("button", name="Sound").click()
    page.get_by_label("Mute").check()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    assert page.evaluate("window.heard") == []
    expect(page.locator(".sounds-open")).to_have_attribute("data-sound", "off")


def test_sound_and_banner_follow_the_answer(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga")
    visitor.page.add_init_script(_LISTEN)
    page = open_desk(visitor, shop)
    scan(page, SKU)
    expect_banner(page, "accepted")
    scan(page, "C02ZX0001")
    expect_banner(page, "accepted", "C02ZX0001")
    assert page.evaluate("window.heard")[-2:] == ["sine 880", "sine 1320"]


def test_a_browser_without_a_database_says_so_and_loses_nothing_on_a_reload(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga", watched=False)
    visitor.page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('private'); };")
    page = open_desk(visitor, shop)
    expect(page.locator("#unsafe")).to_be_visible()
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    page.route("**/receive/scans", lambda route: route.abort())
    scan(page, "C02ZX0001", "C02ZX0002")
    page.unroute("**/receive/scans")
    page = open_desk(visitor, shop)
    expect_sent(page)
    assert received(shop) == ["C02ZX0001", "C02ZX0002"]


def test_a_token_that_is_old_is_renewed(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga")
    page = visitor.page
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelectorAll('[name=csrf_token]')"
        ".forEach((field) => { field.value = 'old'; }))"
    )
    open_desk(visitor, shop)
    scan(page, SKU, "C02ZX0001")
    expect_row(page, "C02ZX0001", "accepted")
    expect_sent(page)


def test_what_the_server_will_not_take_stays_and_can_be_sent_again(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga")
    page = open_desk(visitor, shop)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")

    def refuse(route: Route) -> None:
        codes = [one["code"] for one in json.loads(route.request.post_data or "{}")["scans"]]
        if "C02ZX0002" in codes:
            route.fulfill(status=422, json={"message": "Nobody can take this."})
        else:
            route.continue_()

    page.route("**/receive/scans", refuse)
    scan(page, "C02ZX0001", "C02ZX0002", "C02ZX0003")
    expect_row(page, "C02ZX0003", "accepted")
    parked = expect_row(page, "C02ZX0002", "refused")
    expect(parked).to_contain_text("Nobody can take this.")
    page.unroute("**/receive/scans")
    parked.get_by_role("button", name="Send again").click()
    expect_row(page, "C02ZX0002", "accepted")
    assert received(shop) == ["C02ZX0001", "C02ZX0003", "C02ZX0002"]


def test_what_the_server_will_not_take_is_said_over_the_last_good_result(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    scan(page, SKU)
    expect_banner(page, "accepted", SKU)
    page.route("**/receive/scans", lambda route: route.fulfill(status=422, json={"message": "Nobody can take this."}))
    scan(page, "C02ZX0001")
    expect_banner(page, "refused", "Nobody can take this.")


def test_an_unknown_bar_code_is_not_called_the_chosen_item_before_one_is_chosen(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    scan(page, "4012345678901")
    asked = expect_row(page, "4012345678901", "attention")
    expect(asked.get_by_role("button", name="It is the item chosen now")).to_have_count(0)


def test_the_page_stays_light(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    scan(page, SKU, *[f"SN{number:03d}" for number in range(110)])
    expect_row(page, "SN109", "accepted")
    expect_sent(page)
    assert page.locator("#scan-rows > li").count() <= 100
    expect(row(page, "SN000")).to_have_count(0)


def _page_of_other_window(page: Page) -> Page:
    return page.context.new_page()


def test_two_windows_of_one_desk_send_in_one_line(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga")
    one = open_desk(visitor, shop)
    scan(one, SKU)
    expect_row(one, SKU, "accepted")
    two = _page_of_other_window(one)
    two.goto(one.url)
    expect(two.locator("html[data-desk=ready]")).to_be_attached()
    expected = []
    for number in range(10):
        for page in (one, two):
            code = f"C02ZX{number:03d}{'A' if page is one else 'B'}"
            page.bring_to_front()
            scan(page, code)
            expected.append(code)
    expect_row(two, expected[-1], "accepted")
    expect_sent(two)
    assert received(shop) == expected


_TURN_OF_NOBODY = """() => new Promise((resolve) => {
  indexedDB.open("stockdesk-desk").onsuccess = ({ target: { result: base } }) => {
    const work = base.transaction("lease", "readwrite");
    work.objectStore("lease").put({ tenant: document.body.dataset.tenant, holder: "gone", until: Date.now() + 10_000 });
    work.oncomplete = () => { base.close(); resolve(); };
  };
})"""


def test_a_window_that_is_gone_gives_its_turn_away_at_once(seat: Seat, shop: House) -> None:
    page = open_desk(seat(shop, "olga"), shop)
    page.clock.set_fixed_time("2026-11-21T10:00:00Z")  # timers run on, and no turn ever ends by its time
    page.evaluate(_TURN_OF_NOBODY)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
