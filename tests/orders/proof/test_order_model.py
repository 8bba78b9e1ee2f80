"""An order's life, act by act, beside a model: the same lines, sums, stock, versions and refusals on both engines."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House, new_house
from tests.orders.proof.model import PRICES, Line, Model
from tests.orders.seed import CURL, catalogue, order, variant
from tests.orders.test_change_order import DELL, MAC, dearer
from tests.orders.test_close_line import OTHER, WHY
from tests.sizes import scaled
from tests.subscriptions.seed import stocked
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.undoing.hooks import went_back
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.model

SKUS = (MAC, OTHER, DELL)
Life = Sequence[tuple[Any, ...]]
_item = st.tuples(st.sampled_from(sorted(PRICES)), st.integers(1, 6))
_at = st.integers(0, 2)
ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("edit"), st.lists(_item, min_size=1, max_size=3), st.sampled_from(("", "", "right", "stale"))
        ),
        st.tuples(st.just("close"), _at, st.integers(1, 4)),
        st.tuples(st.just("substitute"), _at, st.booleans()),
        st.tuples(st.just("fulfil"), st.sampled_from(SKUS)),
        st.tuples(st.just("fulfil"), st.sampled_from(SKUS)),
        st.tuples(st.just("shop"), st.sampled_from(SKUS), st.integers(1, 2)),
        st.sampled_from((("confirm",), ("confirm",), ("cancel",), ("undo",), ("undo",), ("redo",))),
    ),
    min_size=4,
    max_size=12,
)
STOCK = st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 3))


@dataclass
class Step:
    """What was done and can be taken back: its batch, the model before and after it, and the unit that went."""

    batch: str
    was: Model
    now: Model
    serial: str = ""


@dataclass
class Course:
    """The order in the house and the model beside it."""

    house: House
    model: Model
    shelf: dict[str, list[str]]
    door: JsonDoor
    at: str
    records: dict[str, str]
    steps: list[Step] = field(default_factory=list)
    undone: Step | None = None
    version: int = 1

    def act(self, name: str, *told: Any) -> None:
        """Do it in both, and compare."""
        if name in ("undo", "redo"):
            getattr(self, name)()
        elif name == "shop":
            answer = self.door.patch(f"/v1/inventory/{self.records[told[0]]}/reserve", {"qty": told[1]})
            assert (answer.status_code == 200) == self.model.shop(*told), answer.text
        elif name != "fulfil" or self.shelf[told[0]]:
            self._do(name, *told)
        self._agrees()

    def _do(self, name: str, *told: Any) -> None:
        was, serial = deepcopy(self.model), ""
        seen = told[1] if name == "edit" else ""
        if seen == "stale" and self.version > 1:
            code = "STALE_VERSION"
        else:
            code = getattr(self.model, name)(*told[:1] if name == "edit" else told)
        if name == "fulfil":
            serial = self.shelf[told[0]][-1]
        answer = self._asked(name, serial, *told)
        said = "" if answer.status_code < 300 else answer.json["error"]["code"]
        assert said == code, (name, told, answer.text)
        if code:
            return
        self.undone = None
        if serial:
            self.shelf[told[0]].pop()
        if self.model.lines != was.lines:
            self.steps.append(Step(answer.headers["Batch-Id"], was, deepcopy(self.model), serial))

    def _asked(self, name: str, serial: str, *told: Any) -> TestResponse:
        if name == "edit":
            items = [{"sku": sku, "contractLength": months, "quantity": n} for (sku, months), n in told[0]]
            late = self.version > 1 and told[1] == "stale"
            body = {"items": items, **({"version": self.version - late} if told[1] else {})}
            return self.door.patch(self.at, body)
        if name == "fulfil":
            body = {"orderId": self.at.rpartition("/")[2], "assetSerialNumber": serial}
            return self.door.post("/v1/subscriptions", body)
        if name == "close":
            return self.door.post(f"{self.at}/lines/{told[0]}/close", {**WHY, "quantity": told[1]})
        if name == "substitute":
            return self.door.post(f"{self.at}/lines/{told[0]}/substitute", {**WHY, "sku": OTHER, "keepPrice": told[1]})
        return self.door.post(f"{self.at}/{name}")

    def undo(self) -> None:
        """Take the newest step back; what cannot be taken back ends the taking back."""
        if not self.steps:
            return
        step = self.steps.pop()
        again = deepcopy(self.model)
        can = self.model.back(step.was, step.now)
        if can and not step.serial:
            self.model.promise()
        answer = self.door.post(f"/v1/batches/{step.batch}/undo")
        assert (answer.status_code == 200) == can, (step, answer.text)
        if not can:
            self.steps.clear()
            return
        self._shelved(step.serial, back=True)
        self.undone = Step(answer.headers["Batch-Id"], deepcopy(self.model), again, step.serial)

    def redo(self) -> None:
        """Take the taking back back, while nothing else was done."""
        if self.undone is None:
            return
        step, self.undone = self.undone, None
        answer = self.door.post(f"/v1/batches/{step.batch}/undo")
        assert answer.status_code == 200, answer.text
        self._shelved(step.serial, back=False)
        remembered = self.model.remembered
        self.model = deepcopy(step.now)
        self.model.remembered = remembered
        self.steps.append(Step(answer.headers["Batch-Id"], step.was, deepcopy(self.model), step.serial))

    def _shelved(self, serial: str, *, back: bool) -> None:
        if serial:
            shelf = self.shelf[serial.partition("#")[0]]
            (shelf.append if back else shelf.remove)(serial)

    def _agrees(self) -> None:
        told, model = self.door.get(self.at).json, self.model
        lines = [
            Line(n["sku"], n["contractLength"], n["quantity"], n["unitPrice"], n["closedQuantity"], n["rentedQuantity"])
            for n in told["items"]
        ]
        assert lines == model.lines
        assert told["status"] == model.status
        coming = sum(Decimal(str(line.price)) * (line.quantity - line.closed) for line in model.lines)
        assert Decimal(str(told["totals"]["subtotal"])) == coming
        rented = sum(line.rented for line in model.lines)
        wanted = sum(line.quantity - line.closed for line in model.lines)
        assert told["rentalProgress"] == {"totalDevices": wanted, "rentedDevices": rented}
        assert len(told["rentalIds"]) == rented
        stock = {row["sku"]: (row["reserved"], row["available"]) for row in self.door.get("/v1/stock").json["stock"]}
        held = {sku: (model.kept[sku] + model.others[sku], model.free[sku]) for sku in SKUS}
        assert stock == held, "stock"
        assert told["version"] >= self.version
        self.version = told["version"]


def begun(house: House, reserves: bool, stock: tuple[int, ...]) -> Course:
    """A tenant with so many units of each SKU, and an order of five and five, after which prices rose."""
    catalogue(house)
    door = house.api()
    told = {"specification": "As sold", "category": "IT", "brand": "Any"}
    made = [variant(OTHER, (24, 99), (36, 80), listPrice=1999)]
    door.post("/v1/products", {"productSku": "MACBOOK-PRO-16", "name": "Macbook-Pro-16", **told, "variants": made})
    assert door.patch("/v1/settings", {"reserveOnConfirm": reserves}).status_code == 200
    shelf = {sku: [f"{sku}#{n}" for n in range(count)] for sku, count in zip(SKUS, stock, strict=True)}
    for sku, serials in shelf.items():
        stocked(house, *serials, sku=sku)
    one = order(house, CURL)
    dearer(house)
    records = {}
    for row in door.get("/v1/stock").json["stock"]:
        records[row["sku"]] = door.get(f"/v1/stock/{row['variantId']}").json["warehouses"][0]["recordId"]
    lines = [Line(MAC, 24, 5, 129.5), Line(DELL, 24, 5, 19)]
    model = Model(lines, reserves, Counter(dict(zip(SKUS, stock, strict=True))))
    return Course(house, model, shelf, door, f"/v1/orders/{one['orderId']}", records)


MORE = ("edit", [((MAC, 24), 6), ((DELL, 24), 1)], "right")
SINCE: Life = (MORE, ("confirm",), ("undo",), ("redo",), ("undo",))
REMEMBERED: Life = (
    ("confirm",), ("substitute", 0, False), ("fulfil", OTHER), ("undo",), ("edit", [((MAC, 24), 5)], "stale"),
    ("edit", [((MAC, 24), 5)], ""), ("undo",),
)  # fmt: skip
GONE: Life = (
    ("confirm",), ("fulfil", MAC), ("close", 0, 2), ("shop", MAC, 1), ("undo",), ("undo",), ("fulfil", MAC), ("undo",),
    ("redo",), ("cancel",),
)  # fmt: skip
NOTHING: Life = (("close", 0, 4), ("close", 0, 1), ("edit", [((MAC, 24), 5)], ""), ("cancel",), ("undo",))


@example(acts=SINCE, reserves=True, stock=(6, 0, 3))
@example(acts=REMEMBERED, reserves=True, stock=(4, 3, 0))
@example(acts=GONE, reserves=True, stock=(4, 0, 0))
@example(acts=NOTHING, reserves=False, stock=(0, 0, 0))
@settings(max_examples=scaled(60), database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS, reserves=st.booleans(), stock=STOCK)
def test_an_orders_life_is_as_the_model_has_it(
    house: House, acts: Life, reserves: bool, stock: tuple[int, ...]
) -> None:
    tenant = new_house(house.app)
    course = begun(tenant, reserves, stock)
    for act in acts:
        course.act(*act)
    house.session.rollback()
    with tenant_scope(tenant.tenant_id):
        assert verify(house.session, tenant.tenant_id) == []
    house.session.rollback()


def test_control_a_promise_that_does_not_follow_is_seen(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something is kept for an order that was confirmed after its change, and that change is taken back."""
    monkeypatch.setattr(went_back, "_subscribers", [])
    course = begun(lite, True, (6, 0, 3))
    *before, last = SINCE[:3]
    for act in before:
        course.act(*act)
    with pytest.raises(AssertionError, match="stock"):
        course.act(*last)
