"""The set-up of a desk: kept through both doors, read for its scans, found by the test card."""

import pytest
from sqlalchemy import select

from tests.accounts.desks.test_name_desk import made
from tests.doors import fields_of
from tests.house import House
from webapp.accounts.queries import setup_of, wedge_of
from webapp.audit.models import AuditEntry
from webapp.core.codes.card import PLAIN
from webapp.core.codes.layouts import typed_as
from webapp.core.data.tenancy import tenant_scope

SQUARE = "]d2010950600013435210AB12{}21TEST7"


def test_the_api_keeps_what_is_sent_and_leaves_the_rest(house: House) -> None:
    desk_id = made(house)
    api = house.api("desks:write", "settings:read")
    answer = api.patch(f"/v1/desks/{desk_id}/setup", {"scanner": "us", "computer": "fr", "separator": "|"})
    assert answer.status_code == 200, answer.text
    answer = api.patch(f"/v1/desks/{desk_id}/setup", {"volume": 0, "muted": True, "prefix": "~"})
    setup = answer.get_json()["setup"]
    assert (setup["computer"], setup["separator"], setup["volume"], setup["muted"]) == ("fr", "|", 0, True)
    assert api.get("/v1/desks").get_json()["desks"][0]["setup"] == setup
    answer = api.patch(f"/v1/desks/{desk_id}/setup", {"separator": None, "prefix": ""})
    assert (answer.get_json()["setup"]["separator"], answer.get_json()["setup"]["prefix"]) == ("", "")
    with tenant_scope(house.tenant_id):
        assert wedge_of(house.session, house.tenant_id, desk_id).translation["&"] == "1"
        assert setup_of(house.session, house.tenant_id, None).volume == 7


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"suffix": "space"}, "suffix"),
        ({"suffix": None}, "suffix"),
        ({"scanner": "xx"}, "scanner"),
        ({"separator": "A"}, "separator"),
        ({"separator": "x" * 11}, "separator"),
        ({"typed": "äö", "meant": "["}, "meant"),
        ({"typed": "ää", "meant": "[]"}, "meant"),
        ({"volume": 11}, "volume"),
        ({"volume": "loud"}, "volume"),
        ({"muted": "yes"}, "muted"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(lite: House, body: dict[str, object], at: str) -> None:
    desk_id = made(lite)
    answer = lite.api().patch(f"/v1/desks/{desk_id}/setup", body)
    assert answer.status_code == 400
    assert at in answer.text
    assert lite.api().get("/v1/desks").get_json()["desks"][0]["setup"]["volume"] == 7


def test_no_other_desk_is_set_up(house: House) -> None:
    assert house.api().patch("/v1/desks/dsk_none/setup", {"muted": True}).status_code == 404


def test_the_trail_says_what_changed(house: House) -> None:
    desk_id = made(house)
    house.api().patch(f"/v1/desks/{desk_id}/setup", {"separator": "|"})
    with tenant_scope(house.tenant_id):
        entry = house.session.execute(
            select(AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.tenant_id == house.tenant_id, AuditEntry.subject_id == desk_id)
        ).one()  # fmt: skip
    assert (entry.before, entry.after) == ({"separator": ""}, {"separator": "|"})


def test_a_test_card_fills_the_form_and_keeps_nothing(lite: House) -> None:
    door, desk_id = lite.page("olga"), made(lite)
    assert PLAIN in door.get(f"/desks/{desk_id}/scanner").text
    page = door.press(
        "/desks/scanner",
        deskId=desk_id,
        first="~" + typed_as(PLAIN, "us", "de"),
        second="~" + typed_as(SQUARE.format("|"), "us", "de"),
        ended="tab",
    )
    assert page.status_code == 200
    assert "German (QWERTZ)" in page.text
    assert lite.api().get("/v1/desks").get_json()["desks"][0]["setup"]["computer"] == "us"
    sent = fields_of(page.text)
    assert (sent["suffix"], sent["prefix"], sent["computer"], sent["separator"]) == ("tab", "~", "de", "|")
    assert door.post(f"/desks/{desk_id}/scanner", sent).status_code == 303
    assert lite.api().get("/v1/desks").get_json()["desks"][0]["setup"]["computer"] == "de"


def test_sounds_are_kept_by_a_small_call(lite: House) -> None:
    door, desk_id = lite.page("olga"), made(lite)
    answer = door.press("/desks/sound", deskId=desk_id, volume="3", muted="no")
    assert (answer.status_code, answer.text) == (200, "")
    setup = lite.api().get("/v1/desks").get_json()["desks"][0]["setup"]
    assert (setup["volume"], setup["muted"]) == (3, False)
    assert door.press("/desks/sound", deskId=desk_id, volume="900").status_code == 422
    assert lite.page("vik").press("/desks/sound", deskId=desk_id, volume="5").status_code == 403


def test_the_form_clears_what_is_emptied(lite: House) -> None:
    door, desk_id = lite.page("olga"), made(lite)
    door.fill(f"/desks/{desk_id}/scanner", prefix="~", separator="<F8>", volume="10")
    setup = lite.api().get("/v1/desks").get_json()["desks"][0]["setup"]
    assert (setup["prefix"], setup["separator"], setup["volume"]) == ("~", "<F8>", 10)
    assert door.fill(f"/desks/{desk_id}/scanner", prefix="", separator="").status_code == 303
    setup = lite.api().get("/v1/desks").get_json()["desks"][0]["setup"]
    assert (setup["prefix"], setup["separator"]) == ("", "")
    assert door.fill(f"/desks/{desk_id}/scanner", separator="GS").status_code == 422
