"""Whose the order is: merged with another record of theirs, and forgotten."""

from dataclasses import dataclass

from tests.house import House
from tests.orders.life.model import Model
from tests.orders.seed import CURL, changed, order


@dataclass
class Buyer:
    """A customer, by the id and the address that lead to them now."""

    house: House
    id: str
    email: str
    is_forgotten: bool = False
    records: int = 1

    def merge(self, away: bool) -> None:
        """Another record of theirs comes up; that one stays, or theirs does."""
        told = {"email": f"buyer-{self.records}@example.com", "firstName": "Sarah", "lastName": "Johnson"}
        other = order(self.house, changed(CURL, customer=told))
        door = self.house.api()
        assert door.post(f"/v1/orders/{other['orderId']}/cancel").status_code == 200
        self.records += 1
        stays, goes = (other["customerId"], self.id) if away else (self.id, other["customerId"])
        answer = door.post(f"/v1/customers/{stays}/merge", {"other": goes, "sure": True})
        said = "" if answer.status_code == 200 else answer.json["error"]["code"]
        assert said == ("CUSTOMER_ANONYMISED" if self.is_forgotten else ""), answer.text
        if away and not said:
            self.id, self.email = stays, told["email"]

    def forget(self, model: Model) -> None:
        """They want to be forgotten, which waits for what they have and wait for."""
        answer = self.house.api().post(f"/v1/customers/{self.id}/anonymise", {"email": self.email})
        said = "" if answer.status_code == 200 else answer.json["error"]["code"]
        assert said == self._refusal(model), answer.text
        self.is_forgotten = self.is_forgotten or not said

    def _refusal(self, model: Model) -> str:
        if self.is_forgotten:
            return "CUSTOMER_ANONYMISED"
        if model.status in ("pending", "confirmed", "partial"):
            return "CUSTOMER_HAS_PENDING_ORDERS"
        return "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS" if model.out else ""
