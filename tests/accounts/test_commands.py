"""The operator's commands on tenants, people and keys judge what the pages judge."""

import pytest
from click.testing import Result

from tests.accounts.browser import Browser
from tests.doors import JsonDoor
from tests.house import House, new_house


def _run(house: House, *words: str, said: str = "") -> Result:
    return house.app.test_cli_runner().invoke(args=list(words), input=said)


def _refused(result: Result) -> str:
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 101, "a\x07b", "a\nb"], ids=ascii)
def test_a_tenants_name_is_judged(lite: House, name: str) -> None:
    assert "name" in _refused(_run(lite, "tenant", "create", "other", "--name", name, "--currency", "EUR"))


@pytest.mark.parametrize("more", [["--currency", "XXX"], ["--currency", "EUR", "--time-zone", "Mars/North"]], ids=str)
def test_a_tenants_currency_and_time_zone_are_judged(lite: House, more: list[str]) -> None:
    _refused(_run(lite, "tenant", "create", "other", "--name", "Other", *more))


def _person(house: House, *words: str, said: str = "long enough for all\n") -> Result:
    return _run(
        house, "user", "create", "--tenant", house.slug, "--role", "viewer", "--password-stdin", *words, said=said
    )  # fmt: skip


@pytest.mark.parametrize("email", ["", "nobody", "a@", "@b.example", f"{'x' * 300}@b.example", "a b@c.example"])
def test_an_address_is_judged(lite: House, email: str) -> None:
    assert "email" in _refused(_person(lite, "--email", email))


@pytest.mark.parametrize("name", ["x" * 201, "a\x07b"], ids=["long", "control"])
def test_a_persons_name_is_judged(lite: House, name: str) -> None:
    assert "name" in _refused(_person(lite, "--email", f"p.{lite.slug}@renter.example", "--name", name))


def test_a_name_from_the_address_begins_with_a_letter(lite: House) -> None:
    email = f"sp.{lite.slug}@renter.example"
    assert _person(lite, "--email", f" {email}").stdout == f"{email} may sign in at {lite.slug} as viewer.\n"
    names = {one["name"] for one in lite.api().get("/v1/people").get_json()["people"]}
    assert f"Sp {lite.slug.title()}" in names


def test_a_person_who_is_known_keeps_their_password_and_the_operator_hears_it(lite: House) -> None:
    email, other = f"two.{lite.slug}@renter.example", new_house(lite.app)
    assert "old password stays" not in _person(lite, "--email", email).stdout
    again = _person(other, "--email", email, said="another long one\n")
    assert again.exit_code == 0
    assert "old password stays" in again.stdout
    assert f"user password --email {email}" in again.stdout
    assert Browser(lite.app).sign_in(email, "long enough for all").status_code == 303


def _key(house: House, *words: str) -> Result:
    return _run(house, "key", "create", "--tenant", house.slug, "--name", "shop", "--scope", "*", *words)


def test_a_key_has_a_last_day_and_a_limit(lite: House) -> None:
    secret = _key(lite, "--expires", "2099-12-31", "--requests-per-minute", "1").stdout.strip()
    door = JsonDoor(lite.app, {"Authorization": f"Bearer {secret}", "Tenant-ID": lite.slug})
    [key] = door.get("/v1/keys").get_json()["keys"]
    assert (key["expiresAt"][:10], key["requestsPerMinute"]) == ("2099-12-31", 1)
    assert door.get("/v1/keys").status_code == 429


@pytest.mark.parametrize(
    "words", [["--expires", "2001-01-01"], ["--expires", "soon"], ["--requests-per-minute", "0"]], ids=str
)
def test_a_keys_day_and_limit_are_judged(lite: House, words: list[str]) -> None:
    _refused(_key(lite, *words))
