"""Renting a unit out: what is asked in which order, and everything that comes of it, in one transaction."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from webapp.accounts.models import Tenant
from webapp.assets.queries import UnitRow
from webapp.assets.steps import HeldUnit, hold_units
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.ledger.models import table_of
from webapp.ledger.posting import Happening, Move, post, record_events
from webapp.ledger.stands import Stand
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.progress import settle
from webapp.orders.selling.pricing import Tax
from webapp.subscriptions.errors import (
    AssetNotAvailable,
    AssetUnknown,
    ItemFullyFulfilled,
    OrderNotConfirmed,
    SkuMismatch,
)
from webapp.subscriptions.inputs import Terms
from webapp.subscriptions.models import Payment, Subscription
from webapp.subscriptions.promises import Kept, kept_for, warehouses_of
from webapp.subscriptions.queries.waiting import orders_in_words
from webapp.subscriptions.schedule import Due, add_months, schedule

RENTED = "RENTED_OUT"
"""The action of an event that tells of a unit which subscription it goes out on."""
GOES_OUT = ("confirmed", "partial", "fulfilled")
WHY = {
    "rented_out": "is rented out already",
    "returned": "came back and waits for inspection",
    "sold": "is sold",
    "unavailable": "is marked unavailable",
    "available": "is on its way to another place",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which unit goes out on which line, and to whom it is said to go."""

    unit: UnitRow
    index: int | None = None
    customer_id: str | None = None


def must_be_confirmed(order: SalesOrder) -> None:
    """Raise OrderNotConfirmed, unless units may go out for the order."""
    if order.status not in GOES_OUT:
        way_on = "Confirm it first." if order.status == "pending" else "Take another order."
        raise OrderNotConfirmed(status=order.status, way_on=way_on)


def rent_out(work: Work, order: SalesOrder, asked: Asked, terms: Terms) -> str:
    """Let a unit go out on an order that is locked and confirmed; answers the subscription's id."""
    unit, stand, kept = _held(work, order, asked)
    lines = lines_of(work, order.id)
    line = _line_for(work, order, unit, lines, asked.index)
    if asked.customer_id not in (None, order.customer_id):
        raise InputRefused([Detail("customerId", "This is not the customer of the order.")])
    if stand is None or (kept.here is None and kept.free < 1):
        why = f"cannot go: every {unit.sku} left in {unit.warehouse} is promised to somebody else"
        raise AssetNotAvailable(serial=unit.serial, why=why)
    subscription_id = new_id(work.actor.tenant.prefix("sub"))
    post(work, [_leaves(order, unit, stand, kept), *kept.given_back(order.id, _open(lines, line) - 1)])
    _write(work, order, line, unit, subscription_id, terms)
    told = {"rental": subscription_id, "customer": buyer_of(order), "order": order.id}
    record_events(
        work,
        [
            Happening(
                subject="unit", subject_id=unit.id, unit_id=unit.id, action=RENTED, reference=order.id,
                before=dict.fromkeys(told), after=told,
            )
        ],
    )  # fmt: skip
    settle(work, order)
    return subscription_id


def buyer_of(order: SalesOrder) -> str:
    """Who ordered, as the order has it."""
    return f"{order.customer['firstName']} {order.customer['lastName']}"


def _held(work: Work, order: SalesOrder, asked: Asked) -> tuple[HeldUnit, Stand | None, Kept]:
    """The unit, locked and free to go, where it stands, and what is kept for the order."""
    elsewhere = warehouses_of(work, order.id, asked.unit.variant_id)
    hold = hold_units(work, [asked.unit.id], lambda unit: [(unit.variant_id, one) for one in elsewhere])
    unit = hold.units.get(asked.unit.id)
    if unit is None:
        raise AssetUnknown(asked.unit.serial)
    if not is_free(unit):
        raise AssetNotAvailable(serial=unit.serial, why=WHY[unit.status])
    stand = hold.stands.get((unit.variant_id, unit.warehouse_id or ""))
    pool_id = stand.spot.pool_id if stand else ""
    return unit, stand, kept_for(work, order.id, unit.variant_id, pool_id, hold.free.get(pool_id, 0))


def is_free(unit: HeldUnit) -> bool:
    """Whether a unit may go."""
    return unit.status == "available" and unit.place == "good"


def has_room(line: Any) -> bool:
    """Whether a line still asks for something."""
    return bool(line.rented + line.closed < line.quantity)


def lines_of(work: Work, order_id: str) -> Sequence[Any]:
    """The lines of an order, in their order."""
    lines = table_of(OrderLine)
    mine = (lines.c.tenant_id == work.tenant_id, lines.c.order_id == order_id)
    return work.session.execute(select(lines).where(*mine).order_by(lines.c.position)).all()


def _line_for(work: Work, order: SalesOrder, unit: HeldUnit, lines: Sequence[Any], index: int | None) -> Any:
    """The line that is named by its place, or the first of the unit's SKU with something open."""
    if index is not None and index >= len(lines):
        raise InputRefused([Detail("orderItemIndex", f"The order has {len(lines)} lines, counted from 0.")])
    asked = lines if index is None else [lines[index]]
    fitting = [line for line in asked if line.variant_id == unit.variant_id]
    if not fitting:
        raise SkuMismatch(
            serial=unit.serial,
            sku=unit.sku,
            way_on=orders_in_words(work.session, work.tenant_id, unit.variant_id, but=order.id),
        )
    line = next(filter(has_room, fitting), None)
    if line is None:
        raise ItemFullyFulfilled(sku=unit.sku)
    return line


def _open(lines: Sequence[Any], line: Any) -> int:
    """How many units of the line's SKU the order still asks for."""
    return sum(one.quantity - one.rented - one.closed for one in lines if one.variant_id == line.variant_id)


def _leaves(order: SalesOrder, unit: HeldUnit, stand: Stand, kept: Kept) -> Move:
    """The unit goes to the customer, out of what is kept for the order if something is."""
    return Move(
        spot=stand.spot,
        from_node="reserved" if kept.here else "available",
        to_node="customer",
        action="ASSIGNED",
        unit_id=unit.id,
        status_from="available",
        status_to="rented_out",
        bin_from=unit.bin_id,
        reservation_id=kept.here,
        reference=order.id,
    )


def _write(work: Work, order: SalesOrder, line: Any, unit: HeldUnit, subscription_id: str, terms: Terms) -> None:
    """The subscription, and a payment for each month."""
    tenant = work.session.execute(select(Tenant).where(Tenant.id == work.tenant_id)).scalar_one()
    start = terms.start_date or work.at.astimezone(ZoneInfo(tenant.time_zone)).date()
    months = terms.contract_length or line.contract_length
    billing_start = terms.billing_start_option or tenant.billing_start
    mine = {"tenant_id": work.tenant_id, "created_at": work.at, "updated_at": work.at}
    common = {"customer_id": order.customer_id, "currency": order.currency, "vat_basis_points": order.vat_basis_points}
    work.session.execute(
        insert(table_of(Subscription)),
        {
            **mine, **common, **_from_line(line), **_dates(start, months),
            "id": subscription_id,
            "status": "active",
            "unit_id": unit.id,
            "prices_include_vat": order.prices_include_vat,
            "billing_start": billing_start,
            "notes": terms.notes,
            "batch_id": work.batch_id,
            "created_by": work.actor.id,
            "version": 1,
        },
    )  # fmt: skip
    _plan(
        work,
        common,
        schedule(start, months, billing_start, line.unit_price, line.setup_fee, _tax(order)),
        subscription_id,
    )


def _tax(order: SalesOrder) -> Tax:
    return Tax(order.vat_basis_points, order.prices_include_vat)


def _plan(work: Work, common: dict[str, Any], dues: Iterable[Due], subscription_id: str) -> None:
    """A payment for each month."""
    rows = [
        {
            **asdict(due),
            "tenant_id": work.tenant_id,
            "id": new_id("pay"),
            "subscription_id": subscription_id,
            "billing_period": due.billing_period,
            "subtotal": due.rent + due.setup_fee,
            "tax_amount": due.rent_tax + due.setup_fee_tax,
            "status": "pending",
            "created_at": work.at,
            "updated_at": work.at,
            **common,
        }
        for due in dues
    ]
    work.session.execute(insert(table_of(Payment)), rows)


def _dates(start: dt.date, months: int) -> dict[str, Any]:
    return {
        "start_date": start,
        "end_date": add_months(start, months),
        "original_contract_length": months,
        "contract_length": months,
    }


def _from_line(line: Any) -> dict[str, Any]:
    """What the subscription copies from the order's line; what was set by hand there is the order's own here."""
    manual = {"manual": "order_override"}
    return {
        **{name: getattr(line, name) for name in (
            "order_id", "position", "variant_id", "product_id", "sku", "product_name", "image_url", "setup_fee",
            "list_price", "acquisition_cost",
        )},
        "monthly_amount": line.unit_price,
        "list_price_source": manual.get(line.list_price_source, line.list_price_source),
        "acquisition_cost_source": manual.get(line.acquisition_cost_source, line.acquisition_cost_source),
    }  # fmt: skip
