"""Every moment that a call takes is on a day from 2000 to 2100, by the day that it is here."""

import datetime as dt
from typing import Any

import pytest
from pydantic.alias_generators import to_snake

from tests.house import House
from tests.subscriptions.seed import ready, rent
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import InputRefused
from webapp.lots.inputs.writing import UpdateLot
from webapp.pricing.changes.inputs import PreviewPriceChange
from webapp.receiving.inputs.manifests import UpdateManifest
from webapp.receiving.inputs.scans import ScanIn
from webapp.shipments.inputs import ShipOrder
from webapp.subscriptions.inputs import Terms

TAKERS: list[tuple[type[Input], str, dict[str, Any]]] = [
    (Terms, "startDate", {}),
    (ShipOrder, "shippedAt", {"orderId": "x"}),
    (PreviewPriceChange, "validFrom", {"change": "percent_up", "value": 1}),
    (PreviewPriceChange, "validUntil", {"change": "percent_up", "value": 1}),
    (UpdateLot, "expires_at", {"lot_id": "x"}),
    (UpdateManifest, "arrived_at", {"manifest_id": "x"}),
]
OUTSIDE = [
    ("2100-12-31T23:59:00-12:00", "UTC"), ("2000-01-01T00:30:00+14:00", "UTC"),
    ("2100-12-31T23:30:00Z", "Europe/Amsterdam"), ("2000-01-01T05:59:00Z", "America/Chicago"),
    ("0001-01-01T00:00:00+14:00", "UTC"), ("9999-12-31T23:59:00-12:00", "UTC"), ("1999-12-31T23:59:59", "UTC"),
    ("2101-01-01T00:00:00", "UTC"),
]  # fmt: skip
INSIDE = [
    ("2100-12-31T22:59:59Z", "Europe/Amsterdam"), ("1999-12-31T23:00:00Z", "Europe/Amsterdam"),
    ("2101-01-01T09:59:59Z", "Pacific/Honolulu"), ("2000-01-01T06:00:00Z", "America/Chicago"),
]  # fmt: skip


@pytest.mark.parametrize(("takes", "name", "beside"), TAKERS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_moment_is_on_a_day_that_is_kept(takes: type[Input], name: str, beside: dict[str, Any]) -> None:
    for text, zone in OUTSIDE:
        with pytest.raises(InputRefused) as refused:
            takes.from_json({**beside, name: text}, exponent=2, zone=zone)
        assert [(one.path, one.message) for one in refused.value.details] == [
            (name, "This date is outside 2000 to 2100.")
        ], (text, zone)
    for text, zone in INSIDE:
        read = takes.from_json({**beside, name: text}, exponent=2, zone=zone)
        assert getattr(read, to_snake(name)) == dt.datetime.fromisoformat(text), (text, zone)


def test_a_clients_clock_that_is_wrong_is_passed_by() -> None:
    for text, zone in OUTSIDE:
        assert ScanIn.from_form({"key": "12345678", "code": "x", "at": text}, exponent=2, zone=zone).at is None


def test_both_doors_know_what_day_it_is_here(lite: House) -> None:
    made, late = ready(lite, "SN-1"), "2100-12-31T23:30:00Z"  # half past midnight in Amsterdam
    answer = rent(lite, made["orderId"], "SN-1", startDate=late)
    assert [one["path"] for one in answer.json["error"]["details"]] == ["startDate"]
    typed = lite.page("mo").fill("/price-changes/new", change="percent_up", value="5", validFrom=late)
    assert typed.status_code == 422
    assert "This date is outside 2000 to 2100." in typed.text
