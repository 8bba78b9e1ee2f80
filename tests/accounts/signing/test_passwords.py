"""The one rule for passwords, and the operator's commands that keep to it."""

import pytest

from tests.accounts.browser import Browser
from tests.house import House
from webapp.accounts.secrets import hash_password, is_password, weakness

EMAIL = "olga.vermeer@renter.example"


@pytest.mark.parametrize(
    "password",
    [
        "", "1234567", "x" * 1001, "password", "Pass-Word 123", "12345678", "aaaaaaaa", "abababababab", "QWERTY123",
        EMAIL, "Olga.Vermeer", "olga vermeer", "OLGA-VERMEER", "null\0byte--", "half\ud800surrogate", "tab\tinside it",
    ],
)  # fmt: skip
def test_weak_ones_are_told_why(password: str) -> None:
    assert (weakness(password, email=EMAIL, name="Olga Vermeer") or "").endswith(".")


@pytest.mark.parametrize(
    "password", ["correct horse", "x7$kQ9!z", "pässwörter sind lang", "  spaces count  ", "パスワードを決める"]
)
def test_others_are_taken(password: str) -> None:
    assert weakness(password, email=EMAIL, name="Olga Vermeer") is None


def test_the_same_letters_typed_on_another_keyboard_fit() -> None:
    assert is_password(hash_password("caf\u00e9 au lait"), "cafe\u0301 au lait")
    assert not is_password(None, "anything")


def test_the_commands_keep_the_rule_and_set_a_new_one(lite: House) -> None:
    runner = lite.app.test_cli_runner()
    create = ["user", "create", "--tenant", lite.slug, "--role", "viewer", "--password-stdin", "--email"]
    email = f"cli.{lite.slug}@renter.example"
    assert "at least 8" in runner.invoke(args=[*create, email], input="short\n").stderr
    assert runner.invoke(args=[*create, email], input="long enough for all\n").exit_code == 0
    browser = Browser(lite.app)
    assert browser.sign_in(email, "long enough for all").status_code == 303
    change = ["user", "password", "--password-stdin", "--email"]
    assert runner.invoke(args=[*change, email], input="password\n").exit_code == 1
    assert runner.invoke(args=[*change, "nobody@renter.example"], input="long enough\n").exit_code == 1
    assert runner.invoke(args=[*change, email.upper()], input="another long one\n").exit_code == 0
    assert browser.get(f"/{lite.slug}/").status_code == 303
    assert Browser(lite.app).sign_in(email, "another long one").status_code == 303
