"""Orders for which units are kept, the older first."""

from typing import Any

from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, changed, order
from tests.subscriptions.seed import MACBOOK, stocked
from webapp.accounts.operations.settings import update_settings

OLDER, NEWER = "Jan de Vries", "Eva Smit"


def kept(house: House, *quantities: int, units: int) -> list[str]:
    """So many units, ``U-0`` first, and a confirmed order of each quantity, of which all that is there is kept."""
    catalogue(house)
    house.do(update_settings, reserveOnConfirm=True)
    stocked(house, *(f"U-{n}" for n in range(units)))
    return [confirmed(house, quantity, newer=bool(n)) for n, quantity in enumerate(quantities)]


def confirmed(house: House, quantity: int, *, newer: bool = False) -> str:
    body = MINIMAL
    if newer:
        body = changed(MINIMAL, customer={"email": "eva@example.com", "firstName": "Eva", "lastName": "Smit"})
    one = str(order(house, body, items=[{"sku": MACBOOK, "quantity": quantity}])["orderId"])
    assert house.api().post(f"/v1/orders/{one}/confirm").status_code == 200
    return one


def put(house: House, serial: str, **told: Any) -> Any:
    return house.api().put(f"/v1/assets/{serial}", told)


def broken(house: House, serial: str, reason: str = "damaged") -> Any:
    """The unit is put aside; the answer."""
    answer = put(house, serial, status="unavailable", statusReason=reason)
    assert answer.status_code == 200, answer.text
    return answer


def balance(house: House) -> tuple[int, int, int]:
    """How many are free, promised and set apart."""
    one = next(row for row in house.api().get("/v1/stock").json["stock"] if row["sku"] == MACBOOK)
    return one["available"], one["reserved"], one["held"]


def undo(house: House, batch: str, **more: Any) -> Any:
    return house.api().post(f"/v1/batches/{batch}/undo", more or None)
