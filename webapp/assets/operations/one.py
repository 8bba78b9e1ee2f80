"""Handling units: found by what names them, held, and given what is wished."""

from collections.abc import Iterable, Mapping

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetNotFound
from webapp.assets.inputs import OneAsset
from webapp.assets.queries import UnitRow, find_by_serial, find_unit
from webapp.assets.steps import Done, Wish, carry_out, hold_units
from webapp.assets.steps.holding import last_places
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import NotAllowed
from webapp.core.operation.registry import Work
from webapp.ledger.quantities import Broken, broken_of
from webapp.locations.places import find_place

COMES_BACK = ("available", "returned", "unavailable")
TAKES_AWAY = ("lost", "scrapped", "sold")
"""Ends by which a unit leaves the stock for good."""


def unit_named(work: Work, data: OneAsset) -> UnitRow:
    """The live unit that a program or a page means; raises AssetNotFound."""
    if data.serial_number is not None:
        return find_by_serial(work.session, work.tenant_id, data.serial_number)
    found = find_unit(work.session, work.tenant_id, data.unit_id or "")
    if not found.status:
        raise AssetNotFound
    return found


def handle(work: Work, data: Input, unit_id: str, wish: Wish) -> Done:
    """Do what is wished of one unit, or raise what forbids it."""
    done = handle_each(work, data, {unit_id: wish}).get(unit_id)
    if done is None:
        raise AssetNotFound
    if done.problem is not None:
        raise done.problem
    return done


def handle_each(work: Work, data: Input, wishes: Mapping[str, Wish]) -> dict[str, Done]:
    """Do what is wished of each unit; what cannot be done is told of it. Units that are no more are left out."""
    for wish in wishes.values():
        if wish.end in TAKES_AWAY and not work.actor.may(Permission.WRITE_OFF):
            raise NotAllowed(what=Permission.WRITE_OFF)
    wishes = _with_homes(work, wishes)
    hold = hold_units(work, list(wishes), lambda unit: wishes[unit.id].keys(unit))
    return carry_out(work, data, hold, {one: wish for one, wish in wishes.items() if one in hold.units})


def broken_by(work: Work, done: Iterable[Done]) -> tuple[Broken, ...]:
    """What was taken of promises, for lack of units that nobody was promised."""
    return broken_of(work, [(one.broken.reference, 1) for one in done if one.broken is not None and not one.problem])


def _with_homes(work: Work, wishes: Mapping[str, Wish]) -> Mapping[str, Wish]:
    """Where units go that come back without a word of where to: to where they stood last, or the default warehouse."""
    coming = [one for one, wish in wishes.items() if wish.end in COMES_BACK and wish.place is None]
    if not coming:
        return wishes
    homes = last_places(work, coming)
    if len(homes) < len(coming):
        default = find_place(work.session, work.tenant_id, None)
        homes = dict.fromkeys(coming, default) | homes
    return {one: wish.returning_to(homes[one]) if one in homes else wish for one, wish in wishes.items()}
