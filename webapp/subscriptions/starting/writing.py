"""Writing what comes of units that go out: many in the statements of one, each below a batch of its own."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from webapp.accounts.models import Tenant
from webapp.core.data.ids import new_id
from webapp.core.inputs.span import day_meant
from webapp.core.operation.registry import Work
from webapp.customers.naming import full_name
from webapp.ledger.models import table_of
from webapp.ledger.posting import Happening, post_parts, record_parts
from webapp.orders.models import SalesOrder
from webapp.orders.progress import settle_parts
from webapp.orders.selling.pricing import Tax
from webapp.subscriptions.inputs import Terms
from webapp.subscriptions.models import Payment, Subscription
from webapp.subscriptions.schedule import add_months, schedule
from webapp.subscriptions.starting.asking import RENTED, Going


def rent_out(parts: Sequence[Work], order: SalesOrder, going: Sequence[Going], terms: Terms) -> list[str]:
    """Let these units go, each as a part of the work; answers the ids of their subscriptions."""
    if not going:
        return []
    work = parts[0]
    prefix = work.actor.tenant.prefix("sub")
    ids = [new_id(prefix) for _ in going]
    post_parts(work, [(part, one.moves) for part, one in zip(parts, going, strict=True)])
    begins = _begin(work, order, terms)
    rows = [begins.subscription(part, one, made) for part, one, made in zip(parts, going, ids, strict=True)]
    work.session.execute(insert(table_of(Subscription)), rows)
    dues = [due for part, one, made in zip(parts, going, ids, strict=True) for due in begins.payments(part, one, made)]
    work.session.execute(insert(table_of(Payment)), dues)
    told = [(part, [_told(order, one, made)]) for part, one, made in zip(parts, going, ids, strict=True)]
    record_parts(work, told)
    settle_parts(parts, order)
    return ids


def _told(order: SalesOrder, going: Going, subscription_id: str) -> Happening:
    """The unit tells on which subscription it went."""
    told = {"rental": subscription_id, "customer": full_name(order.customer), "order": order.id}
    unit_id = going.unit.id
    return Happening(
        subject="unit", subject_id=unit_id, unit_id=unit_id, action=RENTED, reference=order.id,
        before=dict.fromkeys(told), after=told,
    )  # fmt: skip


@dataclass(frozen=True)
class _Beginning:
    """What is the same for all units that go out together."""

    order: SalesOrder
    terms: Terms
    zone: str
    billing_start: str

    @property
    def _common(self) -> dict[str, Any]:
        order = self.order
        told = {"customer_id": order.customer_id, "currency": order.currency}
        return {**told, "vat_basis_points": order.vat_basis_points}

    def _start(self, work: Work) -> dt.date:
        return day_meant(self.terms.start_date or work.at, self.zone)

    def _months(self, line: Any) -> int:
        return int(self.terms.contract_length or line.contract_length)

    def subscription(self, work: Work, going: Going, subscription_id: str) -> dict[str, Any]:
        """The row of one."""
        return {
            **_stamp(work), **self._common, **_from_line(going.line), **_cost(going),
            **_dates(self._start(work), self._months(going.line)),
            "id": subscription_id,
            "status": "active",
            "unit_id": going.unit.id,
            "prices_include_vat": self.order.prices_include_vat,
            "billing_start": self.billing_start,
            "notes": self.terms.notes,
            "batch_id": work.batch_id,
            "created_by": work.actor.id,
            "version": 1,
        }  # fmt: skip

    def payments(self, work: Work, going: Going, subscription_id: str) -> Iterator[dict[str, Any]]:
        """A payment for each month."""
        line, tax = going.line, Tax(self.order.vat_basis_points, self.order.prices_include_vat)
        months = self._months(line)
        common = {**_stamp(work), **self._common, "subscription_id": subscription_id, "status": "pending"}
        for due in schedule(self._start(work), months, self.billing_start, line.unit_price, line.setup_fee, tax):
            yield {
                **common,
                "id": new_id("pay"),
                "number": due.number,
                "billing_period": due.billing_period,
                "due_date": due.due_date,
                "rent": due.rent,
                "rent_tax": due.rent_tax,
                "setup_fee": due.setup_fee,
                "setup_fee_tax": due.setup_fee_tax,
                "subtotal": due.rent + due.setup_fee,
                "tax_amount": due.rent_tax + due.setup_fee_tax,
                "total": due.total,
            }


def _begin(work: Work, order: SalesOrder, terms: Terms) -> _Beginning:
    asked = select(Tenant.time_zone, Tenant.billing_start).where(Tenant.id == work.tenant_id)
    tenant = work.session.execute(asked).one()
    return _Beginning(order, terms, tenant.time_zone, terms.billing_start_option or tenant.billing_start)


def _stamp(work: Work) -> dict[str, Any]:
    return {"tenant_id": work.tenant_id, "created_at": work.at, "updated_at": work.at}


def _dates(start: dt.date, months: int) -> dict[str, Any]:
    return {
        "start_date": start,
        "end_date": add_months(start, months),
        "original_contract_length": months,
        "contract_length": months,
    }


_OVERRIDDEN = {"manual": "order_override"}
"""What was set by hand on the order's line is the order's own on the subscription."""


def _from_line(line: Any) -> dict[str, Any]:
    """What the subscription copies from the order's line."""
    return {
        **{name: getattr(line, name) for name in (
            "order_id", "position", "variant_id", "product_id", "sku", "product_name", "image_url", "setup_fee",
            "list_price",
        )},
        "monthly_amount": line.unit_price,
        "list_price_source": _OVERRIDDEN.get(line.list_price_source, line.list_price_source),
    }  # fmt: skip


def _cost(going: Going) -> dict[str, Any]:
    """What this very unit cost, unless the order says otherwise: recovery is reckoned against it (seed 000).

    ``manual`` is a cost of its own; one that is the catalogue's still, or is not known, is that of the line.
    """
    line, own = going.line, going.unit.acquisition_cost
    cost, source = line.acquisition_cost, line.acquisition_cost_source
    if own is not None and source != "manual" and (own, "variant") != (cost, source):
        return {"acquisition_cost": own, "acquisition_cost_source": "manual"}
    return {"acquisition_cost": cost, "acquisition_cost_source": _OVERRIDDEN.get(source, source)}
