"""Revoking a key: it opens nothing from this moment."""

from tests.accounts.keys.test_create_key import door
from tests.house import House, new_house


def make(house: House) -> tuple[str, str]:
    """A new key: its id and its secret."""
    made = house.api().post("/v1/keys", {"name": "Shop", "scopes": ["products:read"]}).get_json()
    return made["id"], made["key"]


def test_it_opens_nothing_any_more(house: House) -> None:
    key_id, secret = make(house)
    assert door(house, secret).get("/v1/products").status_code == 200
    answer = house.api().send("DELETE", f"/v1/keys/{key_id}")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "revoked")
    refused = door(house, secret).get("/v1/products")
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (401, "INVALID_TOKEN")


def test_a_second_time_changes_nothing(house: House) -> None:
    key_id, _ = make(house)
    first = house.api().send("DELETE", f"/v1/keys/{key_id}").get_json()
    second = house.api().send("DELETE", f"/v1/keys/{key_id}").get_json()
    assert first["revokedAt"] == second["revokedAt"]


def test_a_foreign_key_is_not_found(house: House) -> None:
    key_id, secret = make(new_house(house.app))
    assert house.api().send("DELETE", f"/v1/keys/{key_id}").status_code == 404
    assert house.page().get(f"/keys/{key_id}").status_code == 404
    assert secret not in house.api().get("/v1/keys").text


def test_the_page_revokes(lite: House) -> None:
    key_id, secret = make(lite)
    assert lite.page().press(f"/keys/{key_id}/revoke").location == f"/{lite.slug}/keys/{key_id}"
    page = lite.page().get(f"/keys/{key_id}").text
    assert "opens nothing any more" in page
    assert "Revoke this key" not in page
    assert door(lite, secret).get("/v1/products").status_code == 401
