"""Naming this browser, choosing a desk that is there, and forgetting it."""

from sqlalchemy import select

from tests.house import House, new_house
from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.data.tenancy import tenant_scope


def made(house: House, name: str = "Receiving 1") -> str:
    """A desk made through the API: its id."""
    answer = house.api().post("/v1/desks", {"name": name})
    assert answer.status_code == 201, answer.text
    desk_id: str = answer.get_json()["id"]
    return desk_id


def last_desk(house: House) -> str | None:
    """The desk of the latest batch."""
    with tenant_scope(house.tenant_id):
        return house.session.execute(
            select(Batch.desk_id).where(Batch.tenant_id == house.tenant_id).order_by(Batch.at.desc()).limit(1)
        ).scalar()


def test_the_api_makes_and_lists_desks(house: House) -> None:
    desk_id = made(house)
    assert desk_id.startswith("dsk_")
    assert [one["name"] for one in house.api().get("/v1/desks").get_json()["desks"]] == ["Receiving 1"]


def test_a_name_is_taken_once_whatever_its_case(house: House) -> None:
    made(house)
    answer = house.api().post("/v1/desks", {"name": "receiving 1"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "DESK_EXISTS")
    assert made(new_house(house.app))


def test_fields_are_judged(house: House) -> None:
    for body in ({}, {"name": " "}, {"name": "x" * 61}, {"name": 1}, {"name": "a\nb"}):
        assert house.api().post("/v1/desks", body).status_code == 400, body


def test_what_is_done_in_a_named_browser_says_so(house: House) -> None:
    door = house.page("mo")
    door.fill("/warehouses/new", name="Before", code="A1")
    assert last_desk(house) is None
    assert door.fill("/desks/new", name="Desk 7").status_code == 303
    assert "Desk 7" in door.get("/").text
    door.fill("/warehouses/new", name="After", code="A2")
    with tenant_scope(house.tenant_id):
        known = house.session.execute(select(Desk.id).where(Desk.tenant_id == house.tenant_id)).scalar()
    assert last_desk(house) == known


def test_the_cookie_is_for_this_tenant_and_hidden_from_scripts(lite: House) -> None:
    answer = lite.page("mo").fill("/desks/new", name="Desk 7")
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("desk-"))
    assert f"Path=/{lite.slug}/" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # plain http on a local network works


def test_choosing_and_forgetting(lite: House) -> None:
    door, desk_id = lite.page("olga"), made(lite)
    assert "Make this browser Receiving 1" in door.get(f"/desks/{desk_id}").text
    door.press(f"/desks/{desk_id}/choose")
    assert "Forget it here" in door.get("/desks").text
    door.press("/desks/leave")
    assert "Forget it here" not in door.get("/desks").text


def test_a_cookie_of_another_tenant_or_a_changed_one_is_no_desk(lite: House) -> None:
    other = new_house(lite.app)
    door = lite.page("olga")
    door.press(f"/desks/{made(lite)}/choose")
    cookie = door.client.get_cookie(f"desk-{lite.slug}", path=f"/{lite.slug}/")
    assert cookie is not None
    thief = other.page("olga")
    thief.client.set_cookie(f"desk-{other.slug}", cookie.value, path=f"/{other.slug}/")
    assert "Forget it here" not in thief.get("/desks").text
    # the first letter of the signature, since some bits of its last one mean nothing
    body, signature = cookie.value.rsplit(".", 1)
    changed = f"{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    door.client.set_cookie(f"desk-{lite.slug}", changed, path=f"/{lite.slug}/")
    assert "Forget it here" not in door.get("/desks").text


def test_a_viewer_sees_desks_and_names_none(lite: House) -> None:
    desk_id = made(lite)
    assert lite.page("vik").get("/desks").status_code == 200
    assert lite.page("vik").get("/desks/new").status_code == 403
    assert lite.page("vik").press(f"/desks/{desk_id}/choose").status_code == 403
