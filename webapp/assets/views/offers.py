"""What can be done to a unit as it is, in a clerk's words: for its buttons and for the choices of its forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.assets.operations.one import TAKES_AWAY
from webapp.assets.queries import UnitRow
from webapp.assets.steps import REASONS
from webapp.assets.steps.ways import GONE, WAYS, end_of
from webapp.core.operation.actor import Actor

Pairs = list[tuple[str, str]]

_SAYS = {"available": "Available", "returned": "Returned, to be inspected", "sold": "Sold"}
_BACK = {"loss": "Found again, to be inspected", "customer": "Taken back, to be inspected"}


@dataclass(frozen=True)
class Offer:
    """One button of a unit's page."""

    label: str
    href: str
    kind: str = ""


def status_choices(actor: Actor, unit: UnitRow) -> Pairs:
    """What a unit can be said to be from here on, by this actor."""
    ends = WAYS.get((unit.status, unit.stands), {})
    may_end = {end for end in ends if end not in TAKES_AWAY or actor.may(Permission.WRITE_OFF)}
    is_held = unit.status == "unavailable" and unit.stands == "held"
    pairs = [(end, _words(end, unit)) for end in ("available", "returned", "sold") if end in may_end]
    reasons = [
        (reason, words)
        for reason, words in REASONS.items()
        if (end_of("unavailable", reason) in may_end or (is_held and reason not in GONE)) and reason != unit.reason
    ]
    return [*pairs, *reasons]


def _words(end: str, unit: UnitRow) -> str:
    return _BACK.get(unit.stands, _SAYS[end]) if end == "returned" else _SAYS[end]


def any_status(actor: Actor) -> Pairs:
    """What many units, each as it may be, can be said to be."""
    sold = [("sold", "Sold")] if actor.may(Permission.WRITE_OFF) else []
    reasons = [(one, words) for one, words in REASONS.items() if one not in GONE or actor.may(Permission.WRITE_OFF)]
    return [("available", "Available"), ("returned", "Returned, found or taken back"), *sold, *reasons]


def offers(actor: Actor, unit: UnitRow) -> Sequence[Offer]:
    """The buttons that fit a unit's state; the first is what most likely comes next."""
    if not unit.status or not actor.may(Permission.RECEIVE):
        return []

    def to(endpoint: str, **more: Any) -> str:
        return url_for(f"assets.{endpoint}", unit_id=unit.id, **more)

    made: list[Offer] = []
    if unit.status == "returned" and unit.warehouse_id:
        made.append(Offer("Inspect", to("inspect_unit"), "primary"))
    if unit.stands == "loss":
        made.append(Offer("Found again", to("change_status", to="returned"), "primary"))
    if unit.stands == "customer":
        made.append(Offer("Take back", to("change_status", to="returned"), "primary"))
    if unit.warehouse_id:
        made += [Offer("Move", to("move_unit")), Offer("Re-grade", to("regrade_unit"))]
    if unit.stands not in ("loss", "customer") and status_choices(actor, unit):
        made.append(Offer("Change status", to("change_status")))
    return [*made, Offer("Edit", to("change_asset"))]
