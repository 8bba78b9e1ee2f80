"""Correcting at a desk, and what the ledger has afterwards."""

from typing import Any

from sqlalchemy import select

from tests.house import House
from tests.receiving.desk import Scanner
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Movement, Unit
from webapp.ledger.verifying import verify
from webapp.receiving.queries.intakes import received_by_sku


def correct(at: Scanner, status: int = 200, **said: Any) -> dict[str, Any]:
    """Correct rows of the desk's intake."""
    answer = at.door.post(f"/v1/intakes/{at.intake}/correct", said)
    assert answer.status_code == status, answer.text
    return dict(answer.get_json())


def undo(at: Scanner, batch_id: str, status: int = 200) -> str:
    """Take a batch back; the batch that did it."""
    answer = at.door.post(f"/v1/batches/{batch_id}/undo", {})
    assert answer.status_code == status, answer.text
    return str(answer.get_json().get("batchId", ""))


def keys_of(at: Scanner, sku: str, *names: str) -> list[str]:
    """Receive serial numbers as something; the keys of their scans."""
    return [one["key"] for one in at.scan(sku, *names)[1:]]


def unit(at: Scanner, serial: str) -> dict[str, Any]:
    """A unit as the API shows it."""
    return dict(at.door.get(f"/v1/assets/{serial}").get_json())


def add_hall(at: Scanner, code: str, bin_code: str) -> None:
    """A second warehouse with a bin."""
    made = at.door.post("/v1/warehouses", {"name": f"Hall {code}", "code": code})
    assert made.status_code in (200, 201), made.text
    [hall] = [one for one in at.door.get("/v1/warehouses").get_json()["data"] if one["code"] == code]
    made = at.door.post(f"/v1/locations/{hall['id']}/layouts", {"name": bin_code})
    assert made.status_code in (200, 201), made.text


def by_sku(house: House, intake: str) -> dict[str, int]:
    """What an intake has, by SKU."""
    with tenant_scope(house.tenant_id):
        found = {row.sku: row.qty for row in received_by_sku(house.session, house.tenant_id, intake)}
    house.session.rollback()
    return found


def standing(house: House) -> set[tuple[str, str]]:
    """The live units: their ids with their serials, so that a stranger with the same serial is told apart."""
    with tenant_scope(house.tenant_id):
        rows = house.session.execute(
            select(Unit.id, Unit.serial).where(Unit.tenant_id == house.tenant_id, Unit.status.is_not(None))
        )
        found = {(row.id, row.serial) for row in rows}
    house.session.rollback()
    return found


def sources(house: House) -> set[str]:
    """Where all receipts came from."""
    with tenant_scope(house.tenant_id):
        rows = house.session.execute(
            select(Movement.from_node).where(Movement.tenant_id == house.tenant_id, Movement.action == "RECEIVED")
        )
        found = {row.from_node for row in rows}
    house.session.rollback()
    return found


def verified(house: House) -> bool:
    """Whether the ledger, replayed, agrees with every balance."""
    with tenant_scope(house.tenant_id):
        drift = verify(house.session, house.tenant_id)
    house.session.rollback()
    assert not drift, drift
    return True
