"""Choosing what stays: the item, the place and the presets, by scan, by card or by hand."""

from collections.abc import Mapping
from typing import Any

from webapp.core.data import clock
from webapp.core.operation.errors import Problem
from webapp.locations.places import find_place
from webapp.receiving.desk import Desk, Outcome, accepted, attention, deactivated, refused
from webapp.receiving.inputs.scans import Preset
from webapp.receiving.reading.look_up import items_as_typed, siblings, where_is
from webapp.receiving.reading.things import Item, Where

HELD = "unavailable"


def choose_place(desk: Desk, where: Where) -> Outcome:
    """Goods go there from now on, unless the place is closed."""
    if not where.is_open:
        return refused(f"{where} is closed. Scan another place, or open it first.")
    desk.chosen.where = where
    desk.chosen.blocked_by.pop("place", None)
    return accepted("context", f"Into {where} from now on.")


def choose_item(desk: Desk, item: Item) -> Outcome:
    """Goods are received under this SKU from now on, unless it is out of use."""
    if not item.is_active:
        return refused(deactivated(item))
    chosen = desk.chosen
    if chosen.item is None or chosen.item.variant_id != item.variant_id:
        chosen.lot_number = chosen.lot_expires_on = None
    chosen.item = item
    chosen.blocked_by.pop("item", None)
    asks = {"serial": "Scan the serial numbers.", "lot": "Scan or type its lot."}
    return accepted("context", f"{item.words}. {asks.get(item.tracking, 'Counted.')}", variant_id=item.variant_id)


def choose_grade(desk: Desk, grade: str) -> Outcome:
    """The same thing in another grade."""
    item = desk.chosen.item
    if item is None:
        return refused("A grade is chosen after the item. Scan its SKU first.")
    kin = [one for one in siblings(desk.work.session, desk.work.tenant_id, item.product_id) if one.grade == grade]
    alike = [one for one in kin if one.color == item.color] or kin
    if not alike:
        return refused(f"{item.product_name} has no grade {grade} in use. Add the variant in the catalogue first.")
    if len(alike) > 1:
        return which_one(alike)
    return choose_item(desk, alike[0])


def which_one(items: list[Item]) -> Outcome:
    """Several fit: ask."""
    return attention(
        "doubt",
        "Several fit this code. Which one is it?",
        kept={"why": "which", "choices": [f"item:{one.sku}" for one in items[:12]] + ["dismiss"]},
    )


def hold(desk: Desk) -> Outcome:
    """The card HELD: what comes is held for a look, or is good again."""
    chosen = desk.chosen
    chosen.status = "available" if chosen.status == HELD else HELD
    return accepted("context", "Held for a look from now on." if chosen.status == HELD else "Good from now on.")


def next_bin(desk: Desk, following: Where | None) -> Outcome:
    """The card NEXT BIN."""
    if following is None:
        return refused(f"There is no bin after {desk.chosen.where}. Scan the one you mean.")
    return choose_place(desk, following)


def choose_preset(desk: Desk, told: Mapping[str, Any]) -> tuple[str, Outcome]:
    """What was chosen by hand, in the order in which it was sent, and what of it decided; raises Problem.

    A good item does not make up for a place that failed, nor either of them for a cost.
    """
    actor = desk.work.actor
    judge = Preset.from_json if actor.source == "api" else Preset.from_form
    preset = judge(dict(told), exponent=actor.tenant.exponent, **_lax(desk))
    said = []
    if preset.sku:
        said.append(("item", _item_of(desk, preset.sku)))
    if preset.grade:
        said.append(("item", choose_grade(desk, preset.grade)))
    if preset.location:
        said.append(("place", _place_of(desk, preset.location)))
    failed = next((one for one in said if one[1].state != "accepted"), None)
    if failed is not None:
        return failed
    if _keep(desk, preset, told):
        desk.chosen.blocked_by.pop("preset", None)
    return "preset", accepted("context", " ".join(one.say for _, one in said) or _preset_words(desk))


def _lax(desk: Desk) -> dict[str, Any]:
    actor = desk.work.actor
    return {} if actor.source == "api" else {"currency": actor.tenant.currency}


_KEPT = {
    "acquisitionCost": ("acquisition_cost", "cost"),
    "acquisitionDate": ("acquisition_date", "acquired_on"),
    "condition": ("condition", "condition"),
    "notes": ("notes", "notes"),
    "lotNumber": ("lot_number", "lot_number"),
    "expiresOn": ("expires_on", "lot_expires_on"),
}
"""What stays as it is sent: its name outside, in the preset, and in what is chosen."""


def _keep(desk: Desk, preset: Preset, told: Mapping[str, Any]) -> bool:
    """Keep what was sent, where a blank clears; answers whether there was anything."""
    sent = [names for outside, names in _KEPT.items() if outside in told]
    for inside, kept in sent:
        value = getattr(preset, inside)
        setattr(desk.chosen, kept, None if value == "" else value)
    if preset.status:
        desk.chosen.status = preset.status
    return bool(sent or preset.status)


def _preset_words(desk: Desk) -> str:
    chosen = desk.chosen
    said = [chosen.condition, "held" if chosen.status == HELD else None]
    day = chosen.acquired_on
    if day is not None and day != clock.today(desk.work.actor.tenant.time_zone):
        said.append(day.isoformat())
    return "From now on: " + (", ".join(one for one in said if one) or "as chosen") + "."


def _item_of(desk: Desk, sku: str) -> Outcome:
    found = items_as_typed(desk.work.session, desk.work.tenant_id, sku)
    if not found:
        return refused(f"No variant has the SKU {sku}. Check it, or add it to the catalogue first.")
    return choose_item(desk, found[0]) if len(found) == 1 else which_one(found)


def _place_of(desk: Desk, words: str) -> Outcome:
    work = desk.work
    try:
        place = find_place(work.session, work.tenant_id, words)
    except Problem as problem:
        return refused(problem.words)
    if place.words:
        return refused(f"There is no place {words}. Pick one, or type a warehouse's code.")
    return choose_place(desk, where_is(work.session, work.tenant_id, place.warehouse_id, place.bin_id))
