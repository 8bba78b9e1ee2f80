"""What can be done next with what the one box found, for who may do it."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.inputs.gtin import judge_gtin
from webapp.core.operation.actor import Actor


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
        (actor.may(Permission.RECEIVE), "Receive more", "receiving.desk", {}),
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


def unknown_does(actor: Actor, words: str) -> tuple[Do, ...]:
    """What a code that nobody has may be: a new product, a variant's bar code, a part of something."""
    code = _is_gtin(words)
    edits = actor.may(Permission.EDIT_CATALOGUE)
    wanted = [
        (edits, "Create a product", "catalog.create_product", {}),
        (edits and code, "Give this GTIN to a variant", "variants.index", {}),
        (not code, "Look among units", "assets.index", {"q": words}),
        (not code, "Look among products", "catalog.index", {"q": words}),
    ]
    return _those(wanted)


def _is_gtin(words: str) -> bool:
    try:
        judge_gtin(words)
    except ValueError:
        return False
    return True


def _those(wanted: list[tuple[bool, str, str, dict[str, Any]]]) -> tuple[Do, ...]:
    return tuple(Do(label, url_for(endpoint, **parts)) for may, label, endpoint, parts in wanted if may)
