"""Signed cursors: for one list of one tenant in one order, and broken by a change of any byte."""

import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house import House
from webapp.core.listing.keyset import scope_of, seal, unseal
from webapp.core.operation.errors import InputRefused

SECRET = "a secret of this test"
SCOPE = scope_of(1, "units", "name", "asc", {"status": "active"})
AT = dt.datetime(2025, 1, 15, 10, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.mark.parametrize("value", ["", "Ünï 🦊", 0, -5, 10**13, AT, None, "2025-01-15", "t"])
def test_a_cursor_gives_back_what_it_was_made_of(value: object) -> None:
    assert unseal(SECRET, SCOPE, seal(SECRET, SCOPE, value, "u_1")) == (value, "u_1")


@given(st.text(max_size=50), st.text(max_size=30))
def test_any_text_survives(value: str, row_id: str) -> None:
    assert unseal(SECRET, SCOPE, seal(SECRET, SCOPE, value, row_id)) == (value, row_id)


def test_every_flipped_byte_is_refused() -> None:
    cursor = seal(SECRET, SCOPE, "a name", "u_1")
    for place, was in enumerate(cursor):
        for other in {chr(ord(was) ^ 1), "A", "_", ".", "é"} - {was}:
            with pytest.raises(InputRefused):
                unseal(SECRET, SCOPE, cursor[:place] + other + cursor[place + 1 :])


def test_every_shortened_and_lengthened_cursor_is_refused() -> None:
    cursor = seal(SECRET, SCOPE, "a name", "u_1")
    for cut in range(len(cursor)):
        with pytest.raises(InputRefused):
            unseal(SECRET, SCOPE, cursor[:cut])
    for more in string.ascii_letters[:8]:
        with pytest.raises(InputRefused):
            unseal(SECRET, SCOPE, cursor + more)


@pytest.mark.parametrize(
    "other",
    [
        scope_of(2, "units", "name", "asc", {"status": "active"}),
        scope_of(1, "bins", "name", "asc", {"status": "active"}),
        scope_of(1, "units", "serial", "asc", {"status": "active"}),
        scope_of(1, "units", "name", "desc", {"status": "active"}),
        scope_of(1, "units", "name", "asc", {"status": "sold"}),
        scope_of(1, "units", "name", "asc", {}),
    ],
)
def test_a_cursor_belongs_to_one_list_one_order_one_filter_and_one_tenant(other: str) -> None:
    with pytest.raises(InputRefused):
        unseal(SECRET, other, seal(SECRET, SCOPE, "a", "u_1"))


def test_the_order_of_filters_does_not_matter() -> None:
    assert scope_of(1, "l", "s", "asc", {"a": "1", "b": "2"}) == scope_of(1, "l", "s", "asc", {"b": "2", "a": "1"})


def test_another_secret_is_another_house() -> None:
    with pytest.raises(InputRefused):
        unseal("another secret", SCOPE, seal(SECRET, SCOPE, "a", "u_1"))


@pytest.mark.parametrize(
    "junk", ["x", "null", "W10.x", "e30.e30", "0", "../../etc", "é", "a" * 5000, "' OR 1=1 --", "\0"]
)
def test_junk_is_refused_at_the_page_with_a_page(lite: House, junk: str) -> None:
    answer = lite.page("vik").client.get(f"/{lite.slug}/warehouses", query_string={"startAfter": junk})
    assert answer.status_code in (400, 422)
    assert "This part of the list is not there any more" in answer.text
    assert "From the start" in answer.text
