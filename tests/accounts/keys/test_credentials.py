"""What each published API says to a request without, or with a wrong, credential (docs/contract.md, row 12)."""

import re

import pytest

from tests.doors import JsonDoor
from tests.house import PASSWORD, House, new_house
from webapp.accounts.secrets import new_key
from webapp.core.web.api import ApiRoute, api_routes

PART = re.compile(r"<[^>]+>")
JSON_ROUTES = [route for route in api_routes if route.needs is not None]


def of(dialect: str) -> list[ApiRoute]:
    """The routes of one dialect that need a credential."""
    return [route for route in JSON_ROUTES if route.dialect.name == dialect]


def name_of(route: ApiRoute) -> str:
    """How a route is called in a test's name."""
    return f"{route.method} {route.rule}"


def send(house: House, route: ApiRoute, **headers: str) -> tuple[int, dict[str, object]]:
    """One request to a route with these headers alone."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    body = None if route.method == "GET" else {}
    answer = JsonDoor(house.app, told).send(route.method, PART.sub("some-id", route.rule), body)
    return answer.status_code, answer.get_json()


@pytest.mark.parametrize("route", of("flexportal"), ids=name_of)
def test_flexportal(house: House, route: ApiRoute) -> None:
    secret = house.key()

    def code(**headers: str) -> tuple[int, object]:
        status, body = send(house, route, **headers)
        return status, body["error"]["code"]  # type: ignore[index]  # the shape is what is tested

    assert code() == (401, "AUTH_REQUIRED")
    assert code(Tenant_ID=house.slug) == (401, "AUTH_REQUIRED")
    assert code(Authorization="Bearer", Tenant_ID=house.slug) == (401, "AUTH_REQUIRED")
    assert code(Authorization="Basic YTpi", Tenant_ID=house.slug) == (401, "AUTH_REQUIRED")
    assert code(Authorization="Bearer nonsense", Tenant_ID=house.slug) == (401, "INVALID_TOKEN")
    assert code(Authorization=f"Bearer {new_key()}", Tenant_ID=house.slug) == (401, "INVALID_TOKEN")
    assert code(Authorization=f"Bearer {secret[:-1]}", Tenant_ID=house.slug) == (401, "INVALID_TOKEN")
    assert code(Authorization=f"Bearer {secret}") == (403, "NO_TENANT_ACCESS")
    assert code(Authorization=f"Bearer {secret}", Tenant_ID="somebody-else") == (403, "NO_TENANT_ACCESS")


@pytest.mark.parametrize("route", of("packagex"), ids=name_of)
def test_packagex(house: House, route: ApiRoute) -> None:
    for headers in ({}, {"PX_API_KEY": "nonsense"}, {"PX_API_KEY": new_key()}, {"X_API_KEY": ""}):
        status, body = send(house, route, **headers)
        assert (status, body["status"], body["data"]) == (401, 401, None), headers
    status, _ = send(house, route, PX_API_KEY=house.key())
    assert status not in (401, 403)
    status, _ = send(house, route, X_API_KEY=house.key())
    assert status not in (401, 403)


@pytest.mark.parametrize("route", of("shopsynch"), ids=name_of)
def test_shopsynch(house: House, route: ApiRoute) -> None:
    secret, token = house.key(), person_token(house)
    refused = (
        {},
        {"X_MerchantApiKey": secret},
        {"Authorization": f"Bearer {token}"},
        {"X_MerchantApiKey": secret, "Authorization": "Bearer nonsense"},
        {"X_MerchantApiKey": secret, "Authorization": f"Bearer {secret}"},
        {"X_MerchantApiKey": new_key(), "Authorization": f"Bearer {token}"},
    )
    for headers in refused:
        status, body = send(house, route, **headers)
        assert (status, body["status"]) == (401, False), headers
    status, _ = send(house, route, X_MerchantApiKey=secret, Authorization=f"Bearer {token}")
    assert status not in (401, 403)


def person_token(house: House, person: str = "anna") -> str:
    """What signing in as a person gives."""
    body = {"email": house.email(person), "password": PASSWORD}
    token: str = JsonDoor(house.app, {}).post("/v1/auth/login", body).get_json()["token"]
    return token


def merchant(house: House, person: str, *scopes: str) -> JsonDoor:
    """A person through a merchant's key."""
    headers = {"X-MerchantApiKey": house.key(*scopes), "Authorization": f"Bearer {person_token(house, person)}"}
    return JsonDoor(house.app, headers)


def test_key_and_person_must_both_allow_it(house: House) -> None:
    body = {"name": "Lagos", "code": "LGS"}
    assert merchant(house, "vik", "*").post("/v1/warehouses", body).status_code == 403
    assert merchant(house, "mo", "warehouses:read").post("/v1/warehouses", body).status_code == 403
    assert merchant(house, "mo", "warehouses:write").post("/v1/warehouses", body).status_code == 200


def test_a_person_of_another_tenant_is_nobody_here(house: House) -> None:
    other = new_house(house.app)
    headers = {"X-MerchantApiKey": house.key(), "Authorization": f"Bearer {person_token(other)}"}
    assert JsonDoor(house.app, headers).get("/v1/warehouses").status_code == 401


def test_a_person_who_was_taken_out_is_nobody_from_this_moment(house: House) -> None:
    door = merchant(house, "mo", "*")
    assert door.get("/v1/warehouses").status_code == 200
    house.api().post(f"/v1/people/{house.people['mo']}/take-out")
    assert door.get("/v1/warehouses").status_code == 401


def test_a_key_says_nothing_on_pages_and_a_session_nothing_to_the_api(lite: House) -> None:
    with lite.app.app_context():
        answer = lite.app.test_client().get(f"/{lite.slug}/", headers={"Authorization": f"Bearer {lite.key()}"})
    assert answer.status_code == 303
    assert lite.page().client.get("/v1/products").status_code == 401
