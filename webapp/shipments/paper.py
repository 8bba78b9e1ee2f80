"""What goes along with a shipment: the delivery note for who gets it, the packing list for who packs it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from webapp.core.operation.actor import Actor
from webapp.core.paper.report import PaperColumn, Report, Table

_NOTE = (PaperColumn("Item", 80), PaperColumn("SKU", 50), PaperColumn("Serial number", 50))
_LIST = (PaperColumn("Packed", 18), PaperColumn("No.", 14, number=True), PaperColumn("Serial number", 148))
_BOX = "\N{BALLOT BOX}"


def delivery_note(shipment: Any, order: Any, actor: Actor) -> Report:
    """What the customer gets with this shipment, and what is still to come."""
    gone = sum(line.rented for line in order.lines)
    come = sum(line.quantity - line.closed for line in order.lines) - gone
    waiting = [line for line in order.lines if line.quantity > line.rented + line.closed]
    return Report(
        house=actor.tenant.name,
        title=f"Delivery note for {order.buyer}",
        facts=_facts(shipment, order),
        sums=[(f"{len(shipment.units):,}", "in this shipment"), (f"{come:,}", "still to come")],
        columns=_NOTE,
        tables=[
            Table(
                "In this shipment",
                [(one.product_name, one.sku, one.serial) for one in shipment.units],
                ("Together", "", _many(len(shipment.units))),
            ),
            Table(
                "Still to come",
                [(one.product_name, one.sku, _many(one.quantity - one.rented - one.closed)) for one in waiting],
                empty="Nothing: the order is complete.",
            ),
        ],
    )


def packing_list(shipment: Any, order: Any, actor: Actor) -> Report:
    """What is put into the box, item by item, each with a box to tick."""
    kinds = [(key, list(units)) for key, units in groupby(shipment.units, lambda one: (one.product_name, one.sku))]
    return Report(
        house=actor.tenant.name,
        title=f"Packing list for {order.buyer}",
        facts=_facts(shipment, order),
        sums=[(f"{len(shipment.units):,}", "units"), (f"{len(kinds):,}", "items")],
        columns=_LIST,
        tables=[
            Table(
                f"{name}, {sku} ({len(units):,})",
                [(_BOX, f"{at:,}", one.serial) for at, one in enumerate(units, start=1)],
            )
            for (name, sku), units in kinds
        ],
    )


def _facts(shipment: Any, order: Any) -> list[tuple[str, str]]:
    return [
        ("Sent to", _address(order.shipping_address)),
        ("Order", order.id),
        ("Notes", shipment.notes or "–"),
        ("Left on", shipment.shipped_on.isoformat()),
        ("Carrier", shipment.carrier or "–"),
        ("Tracking", shipment.tracking_number or "–"),
    ]


def _address(told: Mapping[str, Any]) -> str:
    """An address on as few lines as it takes."""
    names = ("contactName", "company", "streetAddress", "buildingInfo", "locality")
    town = " ".join(filter(None, (told.get("postalCode"), told["city"])))
    parts = (*(told.get(name) for name in names), town, told.get("adminArea"), told["country"])
    return ", ".join(part for part in parts if part)


def _many(count: int) -> str:
    return f"{count:,} piece{'' if count == 1 else 's'}"
