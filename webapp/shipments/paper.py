"""What goes along with a shipment: the delivery note for who gets it, the packing list for who packs it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from webapp.core.operation.actor import Actor
from webapp.core.paper.fonts import told_apart
from webapp.core.paper.report import PaperColumn, Report, Table
from webapp.core.paper.wrapping import in_rows

_NOTE = (
    PaperColumn("Item", 66),
    PaperColumn("SKU", 38),
    PaperColumn("Pieces", 14, number=True),
    PaperColumn("Serial numbers", 62),
)
_COME = (PaperColumn("Item", 104), PaperColumn("SKU", 58), PaperColumn("Pieces", 18, number=True))
_LIST = (PaperColumn("Packed", 18), PaperColumn("No.", 14, number=True), PaperColumn("Serial number", 148))
_BOX = "\N{BALLOT BOX}"


def delivery_note(shipment: Any, order: Any, actor: Actor, left: Mapping[int, int]) -> Report:
    """What the customer gets with this shipment, and what is to come after it.

    ``left`` is how many of each line left by then, this shipment's own among them.
    """
    come = [(line, line.quantity - line.closed - left.get(line.position, 0)) for line in order.lines]
    waiting = [(line.product_name, line.sku, f"{many:,}") for line, many in come if many > 0]
    return Report(
        house=actor.tenant.name,
        title=f"Delivery note for {order.buyer}",
        facts=_facts(shipment, order),
        sums=[
            (f"{len(shipment.units):,}", "in this shipment"),
            (f"{sum(many for _, many in come if many > 0):,}", "still to come"),
        ],
        columns=_NOTE,
        tables=[
            Table("In this shipment", [row for kind in _kinds(shipment) for row in _delivered(*kind)]),
            Table("Still to come", waiting, empty="Nothing: the order is complete.", columns=_COME),
        ],
        code=order.id,
        notes=shipment.notes or "",
    )


def _kinds(shipment: Any) -> list[tuple[str, str, list[str]]]:
    """The items of a shipment: name, SKU and serial numbers."""
    serials = told_apart([unit.serial for unit in shipment.units])
    kinds = groupby(zip(shipment.units, serials, strict=True), lambda one: (one[0].product_name, one[0].sku))
    return [(name, sku, [serial for _, serial in units]) for (name, sku), units in kinds]


def _delivered(name: str, sku: str, serials: Sequence[str]) -> Iterator[Sequence[str]]:
    """An item with all its serial numbers, so many in a row that the row stays on its page."""
    first, *more = in_rows(serials)
    yield name, sku, f"{len(serials):,}", first
    for serial_numbers in more:
        yield "", sku, "", serial_numbers


def packing_list(shipment: Any, order: Any, actor: Actor) -> Report:
    """What is put into the box, item by item, each with a box to tick."""
    kinds = _kinds(shipment)
    return Report(
        house=actor.tenant.name,
        title=f"Packing list for {order.buyer}",
        facts=_facts(shipment, order),
        sums=[(f"{len(shipment.units):,}", "units"), (f"{len(kinds):,}", "items")],
        columns=_LIST,
        tables=[
            Table(
                f"{name}, {sku} ({len(serials):,})",
                [(_BOX, f"{at:,}", serial) for at, serial in enumerate(serials, start=1)],
            )
            for name, sku, serials in kinds
        ],
        code=order.id,
        notes=shipment.notes or "",
    )


def _facts(shipment: Any, order: Any) -> list[tuple[str, str]]:
    return [
        ("Sent to", _address(order.shipping_address)),
        ("Order", order.id),
        ("Left on", shipment.shipped_on.isoformat()),
        ("Carrier", shipment.carrier or "–"),
        ("Tracking", shipment.tracking_number or "–"),
    ]


def _address(told: Mapping[str, Any]) -> str:
    """An address as on an envelope: a line for each of its parts."""
    names = ("contactName", "company", "streetAddress", "buildingInfo", "locality")
    town = " ".join(filter(None, (told.get("postalCode"), told["city"])))
    parts = (*(told.get(name) for name in names), town, told.get("adminArea"), told["country"])
    return "\n".join(part for part in parts if part)
