"""An order in the house and the model beside it: each act is done in both, and they are compared."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House
from tests.orders.life.buyer import Buyer
from tests.orders.life.model import Line, Model
from tests.orders.life.shelves import Place, Shelves
from tests.orders.seed import CURL, catalogue, order, variant
from tests.orders.test_change_order import DELL, MAC, dearer
from tests.orders.test_close_line import OTHER, WHY
from webapp.catalog.models import Variant
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Record
from webapp.locations.models import Warehouse

SKUS = (MAC, OTHER, DELL)
ELSEWHERE = "Utrecht"


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
    shelf: dict[Place, list[str]]
    door: JsonDoor
    at: str
    records: dict[Place, str]
    buyer: Buyer
    steps: list[Step] = field(default_factory=list)
    undone: Step | None = None
    version: int = 1

    def act(self, name: str, *told: Any) -> None:
        """Do it in both, and compare; what there is nothing for is left out."""
        if not self._can_be_asked(name, *told):
            return
        if name in ("undo", "redo", "pull", "shop"):
            getattr(self, name)(*told)
        elif name == "merge":
            self.buyer.merge(*told)
        elif name == "forget":
            self.buyer.forget(self.model)
        else:
            self._do(name, *told)
        self._agrees(with_parcels=name not in ("edit", "shop", "confirm", "cancel"))

    def _can_be_asked(self, name: str, *told: Any) -> bool:
        if name == "fulfil":
            return bool(self.shelf.get(told[0]))
        if name == "shop":
            return told[0] in self.records
        there = {"carry": self.model.parcels, "pull": self.model.parcels, "undo": self.steps, "redo": self.undone}
        return bool(there.get(name, True))

    def _do(self, name: str, *told: Any) -> None:
        was, serial = deepcopy(self.model), ""
        seen = told[1] if name == "edit" else ""
        if name == "fulfil":
            serial = self.shelf[told[0]][-1]
        if seen == "stale" and self.version > 1:
            code = "STALE_VERSION"
        else:
            known = {"edit": told[:1], "fulfil": (*told, serial)}.get(name, told)
            code = getattr(self.model, name)(*known)
        answer = self._asked(name, serial, was, *told)
        said = "" if answer.status_code < 300 else answer.json["error"]["code"]
        assert said == code, (name, told, answer.text)
        if code:
            return
        self.undone = None
        if serial:
            self.shelf[told[0]].pop()
        if self.model.told != was.told:
            self.steps.append(Step(answer.headers["Batch-Id"], was, deepcopy(self.model), serial))

    def _asked(self, name: str, serial: str, was: Model, *told: Any) -> TestResponse:
        if name == "edit":
            items = [{"sku": sku, "contractLength": months, "quantity": n} for (sku, months), n in told[0]]
            late = self.version > 1 and told[1] == "stale"
            body = {"items": items, **({"version": self.version - late} if told[1] else {})}
            return self.door.patch(self.at, body)
        if name == "fulfil":
            body = {"orderId": self.at.rpartition("/")[2], "assetSerialNumber": serial}
            return self.door.post("/v1/subscriptions", body)
        if name == "ship":
            some = was.waiting[: told[0]]
            return self.door.post(f"{self.at}/shipments", {"serialNumbers": some} if some else {})
        if name == "carry":
            newest = self._left()[-1]["shipmentId"]
            return self.door.patch(f"/v1/shipments/{newest}", {"carrier": told[0]})
        if name == "close":
            return self.door.post(f"{self.at}/lines/{told[0]}/close", {**WHY, "quantity": told[1]})
        if name == "substitute":
            return self.door.post(f"{self.at}/lines/{told[0]}/substitute", {**WHY, "sku": OTHER, "keepPrice": told[1]})
        return self.door.post(f"{self.at}/{name}")

    def shop(self, place: Place, count: int) -> None:
        """Somebody else reserves."""
        answer = self.door.patch(f"/v1/inventory/{self.records[place]}/reserve", {"qty": count})
        assert (answer.status_code == 200) == self.model.shelves.shop(place, count), answer.text
        self.undone = None

    def pull(self) -> None:
        """Take back a unit that left in a parcel, before the parcel: it stays out."""
        left = {serial for parcel in self.model.parcels for serial in parcel.serials}
        for step in self.steps[::-1]:
            if step.serial in left:
                answer = self.door.post(f"/v1/batches/{step.batch}/undo")
                assert (answer.status_code, answer.json["error"]["code"]) == (409, "CANNOT_UNDO"), answer.text
                break

    def undo(self) -> None:
        """Take the newest step back; what cannot be taken back ends the taking back."""
        step = self.steps.pop()
        again = deepcopy(self.model)
        can = self.model.back(step.was, step.now)
        if can and self.model.lines != again.lines and not step.serial:
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
        step, self.undone = self.undone, None
        assert step is not None
        answer = self.door.post(f"/v1/batches/{step.batch}/undo")
        assert answer.status_code == 200, answer.text
        self._shelved(step.serial, back=False)
        remembered = self.model.remembered
        self.model = deepcopy(step.now)
        self.model.remembered = remembered
        self.steps.append(Step(answer.headers["Batch-Id"], step.was, deepcopy(self.model), step.serial))

    def _shelved(self, serial: str, *, back: bool) -> None:
        if serial:
            sku, _, rest = serial.partition("#")
            shelf = self.shelf[sku, int(rest[0])]
            (shelf.append if back else shelf.remove)(serial)

    def _left(self) -> list[Any]:
        found: list[Any] = self.door.get(f"{self.at}/shipments").json["shipments"]
        return found

    def _agrees(self, *, with_parcels: bool) -> None:
        told, model = self.door.get(self.at).json, self.model
        lines = [
            Line(n["sku"], n["contractLength"], n["quantity"], n["unitPrice"], n["closedQuantity"], n["rentedQuantity"])
            for n in told["items"]
        ]
        assert lines == model.lines
        assert (told["status"], told["customer"]["customerId"]) == (model.status, self.buyer.id)
        coming = sum(Decimal(str(line.price)) * (line.quantity - line.closed) for line in model.lines)
        assert Decimal(str(told["totals"]["subtotal"])) == coming
        rented = sum(line.rented for line in model.lines)
        wanted = sum(line.quantity - line.closed for line in model.lines)
        assert told["rentalProgress"] == {"totalDevices": wanted, "rentedDevices": rented}
        assert len(told["rentalIds"]) == rented == len(model.out)
        stock = {row.id: (row.reserved, row.available) for row in stand(self.house)}
        shelves = model.shelves
        held = {one: (shelves.kept[at] + shelves.others[at], shelves.free[at]) for at, one in self.records.items()}
        assert stock == held, "stock"
        if model.out and with_parcels:
            left = [([unit["serialNumber"] for unit in one["units"]], one["carrier"]) for one in self._left()]
            assert [(sorted(one), by) for one, by in left] == [(sorted(p.serials), p.carrier) for p in model.parcels]
        assert told["version"] >= self.version
        self.version = told["version"]


def stand(house: House) -> Sequence[Any]:
    """What every record holds, and where it is."""
    mine = (Record.tenant_id == house.tenant_id, Warehouse.tenant_id == house.tenant_id)
    shown = select(Record.id, Record.reserved, Record.available, Variant.variant_sku, Warehouse.name)
    with tenant_scope(house.tenant_id):
        rows = house.session.execute(
            shown.join(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
            .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
            .where(*mine)
        ).all()
    house.session.rollback()
    return rows


def begun(house: House, reserves: bool, *stock: tuple[int, ...]) -> Course:
    """A tenant with so many units of each SKU, here and elsewhere, and an order, after which prices rose."""
    catalogue(house)
    door = house.api()
    told = {"specification": "As sold", "category": "IT", "brand": "Any"}
    made = [variant(OTHER, (24, 99), (36, 80), listPrice=1999)]
    door.post("/v1/products", {"productSku": "MACBOOK-PRO-16", "name": "Macbook-Pro-16", **told, "variants": made})
    assert door.patch("/v1/settings", {"reserveOnConfirm": reserves}).status_code == 200
    assert door.post("/v1/warehouses", {"name": ELSEWHERE, "code": "UTR"}).status_code == 200
    shelf = {
        (sku, site): [f"{sku}#{site}.{n}" for n in range(count)]
        for site, counts in enumerate(stock)
        for sku, count in zip(SKUS, counts, strict=True)
    }
    units = [
        {"serialNumber": serial, "sku": sku, **({"location": ELSEWHERE} if site else {})}
        for (sku, site), serials in shelf.items()
        for serial in serials
    ]
    assert not units or door.post("/v1/assets/bulk", {"assets": units, "mode": "all"}).status_code == 200
    one = order(house, CURL)
    dearer(house)
    records = {(str(row.variant_sku), int(row.name == ELSEWHERE)): str(row.id) for row in stand(house)}
    places = {sku: sorted((at for at in records if at[0] == sku), key=lambda at: records[at]) for sku in SKUS}
    free = Counter({place: len(serials) for place, serials in shelf.items()})
    lines = [Line(MAC, 24, 5, 129.5), Line(DELL, 24, 5, 19)]
    buyer = Buyer(house, one["customerId"], CURL["customer"]["email"])
    return Course(
        house,
        Model(lines, reserves, Shelves(places, free)),
        shelf,
        door,
        f"/v1/orders/{one['orderId']}",
        records,
        buyer,
    )
