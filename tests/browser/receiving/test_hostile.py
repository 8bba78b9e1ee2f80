"""Serials, notes and names that try to be a script stay words."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Seat
from tests.browser.receiving.desk import SKU, expect_row, expect_sent, open_desk, scan
from tests.house import House
from webapp.accounts.operations.me import rename_me

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<img/src=x/onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "{{7*7}}",
    "<svg/onload=alert(1)>",
)


def test_no_script_runs_whatever_is_scanned_or_typed(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga")
    called: list[str] = []
    visitor.page.on("dialog", lambda dialog: (called.append(dialog.message), dialog.dismiss()))
    page = open_desk(visitor, shop)
    scan(page, SKU)
    page.locator("[data-line=preset] summary").click()
    page.locator("#set-notes").fill(PAYLOADS[0])
    page.locator("#set-condition").fill(PAYLOADS[1])
    page.locator("[data-line=preset]").get_by_role("button", name="Keep for the next").click()
    expect(page.locator("[data-line=preset]")).to_contain_text(PAYLOADS[1])
    scan(page, *PAYLOADS)
    expect_sent(page)
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    for payload in PAYLOADS:
        expect(page.locator("#scan-rows")).to_contain_text(payload[:10])
    assert (
        page.locator("#scan-rows img, #scan-rows script, #context img, #result img, #scan-rows svg[onload]").count()
        == 0
    )
    assert called == []


def test_a_person_with_a_hostile_name_leaves_scans_waiting(seat: Seat, shop: House) -> None:
    visitor = seat(shop, "olga", watched=False)
    called: list[str] = []
    visitor.page.on("dialog", lambda dialog: (called.append(dialog.message), dialog.dismiss()))
    shop.do(rename_me, "mo", name=PAYLOADS[4])
    page = open_desk(visitor, shop)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    page.evaluate(
        """([name, tenant]) => new Promise((done) => {
          const asked = indexedDB.open("stockdesk-desk", 1);
          asked.onsuccess = () => {
            const work = asked.result.transaction("rows", "readwrite");
            work.objectStore("rows").add({ key: "hostile-key-1", tenant, person: "usr_else", name, desk: "", intake: "",
              code: name, at: new Date().toISOString(), state: "waiting" });
            work.oncomplete = done;
          };
        })""",
        [PAYLOADS[4], shop.slug],
    )
    page = open_desk(visitor, shop)
    expect(page.locator("#others")).to_contain_text(PAYLOADS[4])
    assert page.locator("#others svg[onload]").count() == 0
    assert called == []
