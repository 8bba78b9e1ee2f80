"""What can be done next with what the one box found, for who may do it."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.catalog.queries.gtins import gtin_of
from webapp.core.operation.actor import Actor
from webapp.receiving.reading.cards import read_card


@dataclass(frozen=True)
class Do:
    """One next action: a page that does it."""

    label: str
    href: str


def unit_does(actor: Actor, unit_id: str, *, live: bool) -> tuple[Do, ...]:
    """Move it, give it a label, see what moved."""
    wanted = [
        (live and actor.may(Permission.RECEIVE), "Move", "assets.move_unit", {"unit_id": unit_id}),
        (live and actor.may(Permission.PRINT_LABELS), "Label", "labels.print_labels", {"ids": unit_id}),
        (actor.may(Permission.READ_HISTORY), "Movements", "movements.index", {"unitId": unit_id}),
    ]
    return _those(wanted)


def variant_does(actor: Actor, variant_id: str, sku: str) -> tuple[Do, ...]:
    """Receive more of it, see its units, label it, see what moved."""
    wanted = [
        (actor.may(Permission.RECEIVE), "Receive more", "receiving.desk", {"sku": sku}),
        (True, "Its units", "assets.index", {"sku": sku}),
        (actor.may(Permission.PRINT_LABELS), "Label", "labels.print_labels", {"ids": variant_id}),
        (actor.may(Permission.READ_HISTORY), "Movements", "movements.index", {"variantId": variant_id}),
    ]
    return _those(wanted)


def bin_does(actor: Actor, bin_id: str, warehouse_id: str, code: str) -> tuple[Do, ...]:
    """What lies in it, and what moved in and out."""
    wanted = [
        (True, "Its units", "assets.index", {"warehouseId": warehouse_id, "bin": code}),
        (actor.may(Permission.READ_HISTORY), "Movements", "movements.index", {"binId": bin_id}),
    ]
    return _those(wanted)


def order_does(actor: Actor, order_id: str, *, waits: bool) -> tuple[Do, ...]:
    """Let its goods go, or fetch them."""
    wanted = [
        (waits and actor.may(Permission.FULFIL), "At the desk", "fulfil.desk", {"order": order_id}),
        (waits, "Pick list", "picks.picks", {"order_id": order_id}),
    ]
    return _those(wanted)


def unknown_does(actor: Actor, words: str, gtin: str, raw: str) -> tuple[Do, ...]:
    """What a code that nobody has may be: a variant's bar code, a new product or unit, a part of something.

    ``gtin`` is the one that was read out of a longer code; ``raw`` that code itself, which a desk reads by itself.
    """
    gtin = gtin or (words if gtin_of(words) else "")
    edits = actor.may(Permission.EDIT_CATALOGUE)
    named = {"gtin": gtin} if gtin else {"sku": words}
    is_unit = words != gtin or not gtin
    wanted = [
        (edits and bool(gtin), "Give this GTIN to a variant", "variants.link_gtin", {"gtin": gtin}),
        (is_unit and actor.may(Permission.RECEIVE), "Receive it as a unit", "receiving.desk", {"code": raw}),
        (edits, "Create a product", "catalog.create_product", named),
        (is_unit, "Look among units", "assets.index", {"q": words}),
        (is_unit, "Look among products", "catalog.index", {"q": words}),
    ]
    return _those(wanted)


def command_does(actor: Actor) -> tuple[Do, ...]:
    """Where a command card works."""
    return _those([(actor.may(Permission.RECEIVE), "Open the receiving desk", "receiving.desk", {})])


def command_words(text: str) -> str:
    """What a command card is for, in a sentence; nothing for a code that is none."""
    try:
        card = read_card(text)
    except ValueError as error:
        return str(error)
    if card is None:
        return ""
    return (
        f"{_COMMANDS[card.word].format(value=card.value or 'no number')} It works at the receiving desk: scan it there."
    )


_COMMANDS = {
    "grade": "The card GRADE {value} chooses that grade for what is received next.",
    "held": "The card HELD lets what comes be held for a look, and good again.",
    "qty": "The card QTY {value} is for the next counted scan.",
    "nextbin": "The card NEXT BIN goes on to the bin after this one.",
    "print": "The card PRINT AGAIN prints the last label once more.",
    "undo": "The card UNDO takes back what the desk did last.",
    "done": "The card DONE ends an intake.",
}


def _those(wanted: list[tuple[bool, str, str, dict[str, Any]]]) -> tuple[Do, ...]:
    return tuple(Do(label, url_for(endpoint, **parts)) for may, label, endpoint, parts in wanted if may)
