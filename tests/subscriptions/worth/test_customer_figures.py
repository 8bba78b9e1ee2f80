"""What customers rent and have paid: the figures of one, and lists that are narrowed and sorted by them."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from tests.house import House, write
from tests.orders.seed import MINIMAL, changed, order
from tests.subscriptions.seed import MONITOR, confirmed, ready, rented, stocked
from webapp.core.data.tenancy import tenant_scope
from webapp.subscriptions.models import Payment, Subscription

PAID_AT = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)


def pay(house: House, rental_id: str, *numbers: int, status: str = "paid") -> None:
    """These months of a subscription are paid, or what is said instead."""
    mine = (Payment.tenant_id == house.tenant_id, Payment.subscription_id == rental_id, Payment.number.in_(numbers))
    paid_at = PAID_AT if status == "paid" else None
    write(house.session, update(Payment).where(*mine).values(status=status, paid_at=paid_at))


def test_what_is_paid_is_collected_and_a_unit_is_bought_once(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=3)
    stocked(house, "DELL-1", sku=MONITOR)
    one, two = (rented(house, made["orderId"], serial)["rentalId"] for serial in ("SN-1", "SN-2"))
    rented(house, confirmed(house, (MONITOR, 1))["orderId"], "DELL-1")  # nobody knows what it cost
    pay(house, one, 1, 2)
    pay(house, two, 1)
    pay(house, two, 2, status="cancelled")
    ended = update(Subscription).where(Subscription.tenant_id == house.tenant_id, Subscription.id == two)
    write(house.session, ended.values(status="ended_completed"))
    assert house.api().put("/v1/assets/SN-2", {"status": "available"}).status_code == 200
    rented(house, made["orderId"], "SN-2")
    told = house.api().get(f"/v1/customers/{made['customerId']}").json
    assert (told["lifetimeCollected"], told["totalAcquisitionCost"]) == (477, 3600)
    assert (told["customerMargin"], told["subscriptionsTracked"]) == (-3123, 4)
    assert told["profitability"] == {
        "lifetimeCollected": 477, "totalAcquisitionCost": 3600, "costRecoveryPercent": 13.25,
        "averageMonthlyRevenue": 112.33, "totalDevicesEver": 3, "activeDevices": 3,
    }  # fmt: skip
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        planned = select(Payment.id).where(Payment.tenant_id == house.tenant_id, Payment.status == "pending")
        assert len(house.session.execute(planned).all()) > 10
    house.session.rollback()


def test_the_list_is_narrowed_and_sorted_by_what_is_rented(house: House) -> None:
    made = ready(house, "SN-1")
    stocked(house, "DELL-1", "DELL-2", sku=MONITOR)
    who = {name: changed(MINIMAL["customer"], email=f"{name}@example.com") for name in ("mary", "nora")}
    two = confirmed(house, (MONITOR, 2), customer=who["mary"])
    order(house, customer=who["nora"])
    rented(house, made["orderId"], "SN-1")
    for serial in ("DELL-1", "DELL-2"):
        rented(house, two["orderId"], serial)

    def listed(query: str) -> list[str]:
        found, after = [], ""
        while True:
            answer = house.api().get(f"/v1/customers?{query}{after}").json
            found += [one["email"].partition("@")[0] for one in answer["customers"]]
            if not answer["hasMore"]:
                return found
            after = f"&startAfter={answer['nextCursor']}"

    assert sorted(listed("hasActiveRentals=true")) == ["jan", "mary"]
    assert listed("hasActiveRentals=false") == ["nora"]
    for sort, names in (
        ("totalMonthlyRevenue", ["jan", "mary", "nora"]),
        ("totalDevicesRented", ["mary", "jan", "nora"]),
    ):
        assert listed(f"sortBy={sort}&limit=1") == names
        assert listed(f"sortBy={sort}&sortDir=asc&limit=2") == names[::-1]
    assert house.api().get("/v1/customers?hasActiveRentals=perhaps").status_code == 400


@pytest.mark.parametrize("query", ["sortBy=totalDevicesRented", "hasActiveRentals=true"])
def test_the_page_knows_them_too(lite: House, query: str) -> None:
    made = ready(lite, "SN-1")
    rented(lite, made["orderId"], "SN-1")
    assert "Jan de Vries" in lite.page("olga").get(f"/customers?{query}").text
    assert "Paid so far" in lite.page("olga").get(f"/customers/{made['customerId']}").text
