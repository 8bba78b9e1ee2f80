"""An order's life, act by act, beside a model in Python: the same lines, sums, status and refusals on both engines."""

from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import House
from tests.orders.seed import CURL, order
from tests.orders.test_change_order import DELL, MAC, dearer
from tests.orders.test_close_line import OTHER, WHY, confirmed, undo
from tests.orders.test_order_progress import put
from tests.sizes import scaled

PRICES = {(MAC, 12): 159, (MAC, 24): 129.5, (OTHER, 24): 99, (OTHER, 36): 80, (DELL, 24): 19, (DELL, 36): 15}
RISEN = PRICES | {(MAC, 12): 169, (MAC, 24): 139.5, (DELL, 24): 21, (DELL, 36): 17}

_item = st.tuples(st.sampled_from(sorted(PRICES)), st.integers(1, 6))
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.lists(_item, min_size=1, max_size=3)),
        st.tuples(st.sampled_from(("assign", "close")), st.integers(0, 2), st.integers(1, 4)),
        st.tuples(st.just("substitute"), st.integers(0, 2), st.booleans()),
        st.sampled_from((("confirm",), ("confirm",), ("cancel",), ("undo",))),
    ),
    min_size=3,
    max_size=9,
)


@dataclass
class Model:
    """An order as it should be; a line is [sku, months, quantity, closed, rented, price]."""

    lines: list[list[Any]]
    prices: dict[tuple[str, int], float]
    is_confirmed: bool = False
    is_cancelled: bool = False
    before: list[list[Any]] | None = field(default=None)
    """The lines before the newest change, while nothing else was done since."""

    @property
    def status(self) -> str:
        if self.is_cancelled:
            return "cancelled"
        if not any(line[4] for line in self.lines):
            return "confirmed" if self.is_confirmed else "pending"
        return "partial" if any(_open(line) for line in self.lines) else "fulfilled"

    def edit(self, items: list[tuple[tuple[str, int], int]]) -> bool:
        if self.status not in ("pending", "confirmed"):
            return False
        free, found = dict(enumerate(self.lines)), {}
        for at, ((sku, months), quantity) in enumerate(items):
            same = [n for n in (at, *free) if n in free and free[n][:3] == [sku, months, quantity]]
            if same:
                found[at] = free.pop(same[0])
        new = [found.get(at, [*key, quantity, 0, 0, self.prices[key]]) for at, (key, quantity) in enumerate(items)]
        self.before, self.lines = self.lines if new != self.lines else None, new
        return True

    def assign(self, at: int, count: int) -> bool:
        if self.status not in ("confirmed", "partial") or at >= len(self.lines) or _open(self.lines[at]) < count:
            return False
        self.lines[at][4] += count
        return True

    def close(self, at: int, count: int) -> bool:
        if self._is_done(at) or _open(self.lines[at]) < count:
            return False
        if sum(line[2] - line[3] for line in self.lines) == count:
            return False
        self._rest(at, count)
        return True

    def substitute(self, at: int, keep: bool) -> bool:
        if self._is_done(at) or not _open(self.lines[at]) or self.lines[at][0] != MAC:
            return False
        months, price = self.lines[at][1], self.lines[at][5]
        if not keep and (OTHER, months) not in self.prices:
            return False
        count = _open(self.lines[at])
        self._rest(at, count)
        self.lines.append([OTHER, months, count, 0, 0, price if keep else self.prices[OTHER, months]])
        return True

    def _rest(self, at: int, count: int) -> None:
        self.before = deepcopy(self.lines)
        self.lines[at][3] += count

    def _is_done(self, at: int) -> bool:
        return self.status in ("fulfilled", "cancelled") or at >= len(self.lines)

    def confirm(self) -> bool:
        if self.status not in ("pending", "confirmed"):
            return False
        self.is_confirmed = True
        return True

    def cancel(self) -> bool:
        if self.status not in ("pending", "confirmed"):
            return False
        self.is_cancelled = True
        return True


def _open(line: list[Any]) -> int:
    return int(line[2] - line[3] - line[4])


def did(house: House, one: str, act: tuple[Any, ...]) -> bool:
    """Do it to the order; whether it was taken."""
    at, door = f"/v1/orders/{one}", house.api()
    name, *told = act
    if name == "edit":
        items = [{"sku": sku, "contractLength": months, "quantity": n} for (sku, months), n in told[0]]
        return bool(door.patch(at, {"items": items}).status_code == 200)
    if name == "close":
        body = {**WHY, "quantity": told[1]}
        return bool(door.post(f"{at}/lines/{told[0]}/close", body).status_code == 200)
    if name == "substitute":
        body = {**WHY, "sku": OTHER, "keepPrice": told[1]}
        return bool(door.post(f"{at}/lines/{told[0]}/substitute", body).status_code == 200)
    return bool(door.post(f"{at}/{name}").status_code == 200)


def agrees(house: House, one: str, model: Model) -> None:
    """The order is as the model has it."""
    told = house.api().get(f"/v1/orders/{one}").json
    lines = [
        [n["sku"], n["contractLength"], n["quantity"], n["closedQuantity"], n["rentedQuantity"], float(n["unitPrice"])]
        for n in told["items"]
    ]
    assert lines == [[*line[:5], float(line[5])] for line in model.lines]
    assert told["status"] == model.status
    coming = sum(Decimal(str(line[5])) * (line[2] - line[3]) for line in model.lines)
    assert Decimal(str(told["totals"]["subtotal"])) == coming
    rented = sum(line[4] for line in model.lines)
    wanted = sum(line[2] - line[3] for line in model.lines)
    assert told["rentalProgress"] == {"totalDevices": wanted, "rentedDevices": rented}


@settings(max_examples=scaled(60), database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_an_orders_life_is_as_the_model_has_it(house: House, acts: list[tuple[Any, ...]]) -> None:
    if not house.api().get("/v1/products?limit=1").json["products"]:
        confirmed(house)
        dearer(house)
    one = str(order(house, CURL)["orderId"])
    model = Model([[MAC, 24, 5, 0, 0, 139.5], [DELL, 24, 5, 0, 0, 21]], RISEN)
    for act in acts:
        name, *told = act
        if name == "undo":
            if model.before is not None:
                assert undo(house) in (200, 201)
                model.lines, model.before = model.before, None
        elif name == "assign":
            if model.assign(*told):
                put(house, one, told[0], rented=model.lines[told[0]][4])
                model.before = None
        else:
            kept = model.before
            taken = getattr(model, name)(*told)
            assert did(house, one, act) == taken, act
            if taken and name in ("confirm", "cancel"):
                model.before = None
            elif not taken:
                model.before = kept
        agrees(house, one, model)
