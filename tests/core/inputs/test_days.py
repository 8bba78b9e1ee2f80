"""Days as people and labels write them; where two readings are possible, somebody is asked."""

import datetime as dt

import pytest

from webapp.core.inputs.days import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-12-31", "2027-12-31"),
        ("31.12.2027", "2027-12-31"),
        ("31-12-27", "2027-12-31"),
        ("31/12/2027", "2027-12-31"),
        ("12/31/2027", "2027-12-31"),
        ("4/4/2027", "2027-04-04"),
        ("31 Dec 2027", "2027-12-31"),
        ("31december2027", "2027-12-31"),
        ("02/2028", "2028-02-29"),
        ("2027-12", "2027-12-31"),
        ("271231", "2027-12-31"),
        ("271200", "2027-12-31"),
        ("991231", "2099-12-31"),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: str) -> None:
    assert read_day(text) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["03/04/2027", "4/3/2027"])
def test_what_could_be_two_days_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Is .* year-month-day"):
        read_day(text)


@pytest.mark.parametrize("text", ["soon", "31.02.2027", "2027-13-01", "99999999", "", "12"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(There is no such day|Type a date)"):
        read_day(text)
