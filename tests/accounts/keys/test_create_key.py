"""Making API keys, through both doors and by the command."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.doors import JsonDoor
from tests.house import House
from webapp.accounts.models import ApiKey
from webapp.accounts.secrets import is_key_shaped
from webapp.audit.models import AuditEntry, Batch
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope


def door(house: House, secret: str) -> JsonDoor:
    """The JSON door with this key."""
    return JsonDoor(house.app, {"Authorization": f"Bearer {secret}", "Tenant-ID": house.slug})


def test_the_api_answers_with_the_secret_once(house: House) -> None:
    answer = house.api().post("/v1/keys", {"name": "Web shop", "scopes": ["products:read"]})
    assert answer.status_code == 201
    made = answer.get_json()
    assert is_key_shaped(made["key"])
    assert made["key"].endswith(made["hint"])
    assert door(house, made["key"]).get("/v1/products").status_code == 200
    listed = [one for one in house.api().get("/v1/keys").get_json()["keys"] if one["name"] == "Web shop"]
    assert len(listed) == 1
    assert "key" not in listed[0]
    assert listed[0]["lastUsedAt"] is not None


def test_the_secret_is_stored_nowhere(house: House) -> None:
    answer = house.api().post("/v1/keys", {"name": "x", "scopes": ["*"]}, Idempotency_Key="one-key")
    secret = answer.get_json()["key"]
    with tenant_scope(house.tenant_id):
        rows = [
            *house.session.execute(select(ApiKey).where(ApiKey.tenant_id == house.tenant_id)).scalars(),
            *house.session.execute(select(Batch).where(Batch.tenant_id == house.tenant_id)).scalars(),
            *house.session.execute(select(AuditEntry).where(AuditEntry.tenant_id == house.tenant_id)).scalars(),
        ]
    assert rows
    assert not any(secret in str(vars(row)) for row in rows)
    other = house.door(house.key())
    again = other.post("/v1/keys", {"name": "x", "scopes": ["*"]}, Idempotency_Key="one-key")
    assert again.status_code == 201  # another key holds another store of idempotency keys


def test_scopes_are_judged(house: House) -> None:
    for scopes in ([], ["products"], ["products:delete"], "products:read", [5], None):
        answer = house.api().post("/v1/keys", {"name": "x", "scopes": scopes})
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR"), scopes


def test_everything_swallows_the_rest(house: House) -> None:
    made = house.api().post("/v1/keys", {"name": "x", "scopes": ["products:read", "*", "products:read"]})
    assert made.get_json()["scopes"] == ["*"]


def test_a_key_cannot_make_a_stronger_one(house: House) -> None:
    weak = house.api("keys:write")
    answer = weak.post("/v1/keys", {"name": "x", "scopes": ["*"]})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "TOO_MANY_RIGHTS")
    assert weak.post("/v1/keys", {"name": "x", "scopes": ["keys:write"]}).status_code == 201


def test_the_last_day_ends_with_the_tenants_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    day = clock.today("Europe/Amsterdam") + dt.timedelta(days=3)
    body = {"name": "x", "scopes": ["products:read"], "expiresOn": day.isoformat()}
    made = house.api().post("/v1/keys", body).get_json()
    end = dt.datetime.fromisoformat(made["expiresAt"])
    monkeypatch.setattr(clock, "now", lambda: end - dt.timedelta(seconds=1))
    assert door(house, made["key"]).get("/v1/products").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: end)
    answer = door(house, made["key"]).get("/v1/products")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "INVALID_TOKEN")


def test_a_day_that_is_over_is_refused(house: House) -> None:
    yesterday = clock.today("Europe/Amsterdam") - dt.timedelta(days=1)
    body = {"name": "x", "scopes": ["*"], "expiresOn": yesterday.isoformat()}
    assert house.api().post("/v1/keys", body).get_json()["error"]["details"][0]["path"] == "expiresOn"


def test_the_form_makes_one_and_shows_it_once(lite: House) -> None:
    browser = lite.page()
    answer = browser.fill("/keys/new", name="Shop", scopes="products:read", requestsPerMinute="60")
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "sdk_live_" in page
    again = browser.get(answer.location).text
    assert "sdk_live_" not in again
    assert "60 requests a minute" in again


def test_the_form_keeps_what_was_ticked(lite: House) -> None:
    answer = lite.page().fill("/keys/new", name="", scopes="products:read")
    assert answer.status_code == 422
    assert 'value="products:read" checked' in answer.text
    assert lite.page().fill("/keys/new", name="x").status_code == 422


def test_only_an_admin_may(lite: House) -> None:
    assert lite.page("mo").get("/keys").status_code == 403
    assert lite.api("products:write").get("/v1/keys").status_code == 403


def test_the_command_prints_the_key_alone(lite: House) -> None:
    runner = lite.app.test_cli_runner()
    made = runner.invoke(
        args=[
            "key",
            "create",
            "--tenant",
            lite.slug,
            "--name",
            "N",
            "--scope",
            "products:read",
            "--scope",
            "assets:read",
        ]
    )
    assert made.exit_code == 0
    secret = made.stdout.removesuffix("\n")
    assert is_key_shaped(secret)
    assert door(lite, secret).get("/v1/products").status_code == 200
    assert door(lite, secret).get("/v1/people").status_code == 403


def test_the_command_says_what_is_wrong(lite: House) -> None:
    runner = lite.app.test_cli_runner()
    wrong = runner.invoke(args=["key", "create", "--tenant", lite.slug, "--name", "N", "--scope", "nothing"])
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert "There is no scope nothing" in wrong.stderr
    nobody = runner.invoke(args=["key", "create", "--tenant", "nobody", "--name", "N", "--scope", "*"])
    assert nobody.exit_code == 1
