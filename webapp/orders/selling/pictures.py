"""An order as it is and as it is to be: one way in which all that changes one is written, kept and taken back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.core.data.columns import same
from webapp.core.inputs.text import shortened
from webapp.core.operation.registry import Work
from webapp.core.search.lines import together
from webapp.customers.naming import full_name
from webapp.customfields.values import found_texts, keep_values
from webapp.ledger.models import REFERENCE, table_of
from webapp.ledger.posting import Happening, record_events
from webapp.orders.errors import NothingLeft
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.progress import settle
from webapp.orders.selling.limits import judge_sums
from webapp.orders.selling.pricing import Tax, sums_of

ACTION = "ORDER_CHANGED"
SUBJECT = "order"
FIELDS = (
    "customer_id", "customer", "billing_address", "shipping_address", "notes", "custom_fields",
)  # fmt: skip
_COURSE = {"tenant_id", "order_id", "position", "rented"}
_LINE = [column for column in OrderLine.__table__.c if column.name not in _COURSE]


@dataclass(frozen=True)
class Picture:
    """What can be changed of an order: its fields, and its lines by their positions."""

    fields: Mapping[str, Any]
    lines: Mapping[int, Mapping[str, Any]]

    def is_as(self, other: "Picture") -> bool:
        """Whether both show the same order."""
        return same(self.fields, other.fields) and self.lines == other.lines


def picture_of(session: Session, tenant_id: int, order_id: str) -> Picture:
    """An order as it is."""
    columns = (getattr(SalesOrder, name) for name in FIELDS)
    mine = (SalesOrder.tenant_id == tenant_id, SalesOrder.id == order_id)
    fields = session.execute(select(*columns).where(*mine)).mappings().one()
    lines = session.execute(
        select(OrderLine.position, *_LINE)
        .where(OrderLine.tenant_id == tenant_id, OrderLine.order_id == order_id)
        .order_by(OrderLine.position)
    ).mappings()
    return Picture(dict(fields), {row["position"]: {c.name: row[c.name] for c in _LINE} for row in lines})


def search_key(customer: Mapping[str, Any], custom_fields: Mapping[str, Any] | None) -> str:
    """What an order is looked up by: its own copy of the customer, and its custom fields."""
    name = full_name(customer)
    return together(name, customer.get("company"), customer["email"], *found_texts(custom_fields))


def repaint(work: Work, order: SalesOrder, before: Picture, after: Picture) -> None:
    """Let a locked order, which is as ``before`` has it, be as ``after`` has it; sums and status follow."""
    for name, value in after.fields.items():
        if not same(before.fields[name], value):
            setattr(order, name, value)
    order.search_key = search_key(order.customer, order.custom_fields)
    keep_values(work, SUBJECT, order.id, after.fields["custom_fields"], before=before.fields["custom_fields"])
    sums = judge_sums(sums_of(after.lines.values(), Tax(order.vat_basis_points, order.prices_include_vat)))
    if sums.total_devices < 1:  # said before a line is taken away that stays for another reason
        raise NothingLeft
    _repaint_lines(work, order, before, after)
    for name, value in asdict(sums).items():  # only now: the database holds them against the lines
        setattr(order, name, value)
    settle(work, order)


def _repaint_lines(work: Work, order: SalesOrder, before: Picture, after: Picture) -> None:
    table, mine = table_of(OrderLine), (OrderLine.tenant_id == work.tenant_id, OrderLine.order_id == order.id)
    gone = sorted(before.lines.keys() - after.lines.keys())
    if gone:
        work.session.execute(delete(table).where(*mine, OrderLine.position.in_(gone)))
    for position, line in after.lines.items():
        was = before.lines.get(position)
        changed = {name: value for name, value in line.items() if was is not None and was[name] != value}
        if changed:
            work.session.execute(update(table).where(*mine, OrderLine.position == position).values(changed))
    key = {"tenant_id": work.tenant_id, "order_id": order.id, "rented": 0}
    new = [{**key, "position": n, **line} for n, line in after.lines.items() if n not in before.lines]
    if new:
        work.session.execute(insert(table), new)


def keep_change(work: Work, order: SalesOrder, before: Picture, after: Picture, note: str | None = None) -> None:
    """Write what became of an order into the ledger, so that it can be taken back."""
    was, now = differing(before, after)
    buyer = full_name(order.customer)
    happening = Happening(
        subject=SUBJECT,
        subject_id=order.id,
        action=ACTION,
        before=was,
        after=now,
        reference=shortened(f"Order of {buyer}", REFERENCE),
        note=note,
    )
    record_events(work, [happening])


def differing(before: Picture, after: Picture) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, as the ledger keeps it: a line that is not there is null."""
    names = [name for name in FIELDS if not same(before.fields[name], after.fields[name])]
    places = [n for n in sorted(before.lines.keys() | after.lines.keys()) if before.lines.get(n) != after.lines.get(n)]
    told = [
        {**{name: one.fields[name] for name in names}, "lines": {str(n): _plain(one.lines.get(n)) for n in places}}
        for one in (before, after)
    ]
    return told[0], told[1]


def _plain(line: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if line is None else dict(line)


def holds(now: Picture, told: Mapping[str, Any]) -> bool:
    """Whether an order is as a kept change left it, as far as that changed it."""
    lines = told["lines"]
    fields = {name: value for name, value in told.items() if name in FIELDS}
    return all(same(now.fields[name], value) for name, value in fields.items()) and all(
        now.lines.get(int(n)) == line for n, line in lines.items()
    )


def with_told(now: Picture, told: Mapping[str, Any]) -> Picture:
    """An order as it would be with these parts."""
    fields = {name: told.get(name, value) for name, value in now.fields.items()}
    lines = dict(now.lines)
    for n, line in told["lines"].items():
        if line is None:
            lines.pop(int(n), None)
        else:
            lines[int(n)] = line
    return Picture(fields, dict(sorted(lines.items())))
