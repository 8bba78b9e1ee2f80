"""Cheats with events."""

from tests.ledger.cheats import Cheat, cheat, nothing, then
from tests.ledger.cheats.parts import HELD, RENTED, SOLD, change, go, has, tell, theirs

EVENTS: list[Cheat] = [
    cheat(
        "sells a unit in stock without moving it",
        has(),
        tell(status_from="available", status_to="sold"),
        "unit_step_not_allowed",
    ),
    cheat(
        "rents a unit out without moving it",
        has(),
        tell(status_from="available", status_to="rented_out"),
        "unit_step_not_allowed",
    ),
    cheat(
        "steps from a status the unit does not have",
        HELD,
        tell(status_from="returned", status_to="unavailable"),
        "unit_not_there",
    ),
    cheat(
        "steps back without undoing its own event",
        then(RENTED, tell(status_from="rented_out", status_to="sold")),
        tell(status_from="sold", status_to="rented_out"),
        "unit_step_not_allowed",
    ),
    cheat(
        "steps back after the unit has come home",
        then(
            RENTED,
            tell(status_from="rented_out", status_to="unavailable"),
            go("u1", "customer", "held", "unavailable", "unavailable"),
        ),
        lambda b: [b.event("u1", status_from="unavailable", status_to="rented_out", reverses_n=b.newest("event", 0))],
        "unit_step_not_allowed",
    ),
    cheat(
        "undoes an event twice",
        then(
            HELD,
            tell(status_from="unavailable", status_to="returned"),
            lambda b: [b.event("u1", status_from="returned", status_to="unavailable", reverses_n=b.newest("event", 0))],
            tell(status_from="unavailable", status_to="returned"),
        ),
        lambda b: [b.event("u1", status_from="returned", status_to="unavailable", reverses_n=b.newest("event", 2))],
        "uq_event_reversed",
    ),
    cheat(
        "calls a new step an undo",
        then(HELD, tell(status_from="unavailable", status_to="returned")),
        lambda b: [b.event("u1", status_from="returned", status_to="available", reverses_n=b.newest("event", 0))],
        "not_its_reversal",
    ),
    cheat("shelves a unit in another warehouse", has(), tell(bin_to="bin_2"), "bin_elsewhere"),
    cheat("shelves a sold unit", SOLD, tell(bin_to="bin_1"), "unit_not_there"),
    cheat(
        "takes a unit from a shelf it is not on",
        then(has(), tell(bin_to="bin_1")),
        tell(bin_from="bin_1b", bin_to=None),
        "unit_not_there",
    ),
    cheat(
        "applies an event a second time",
        then(has(), tell(bin_to="bin_1"), tell(bin_from="bin_1", bin_to="bin_1b")),
        lambda b: change("unit", f"bin_id = 'bin_1', last_n = {b.newest('event', 1)}", "u1")(b),
        "unit_guarded",
    ),
    cheat(
        "edits an event",
        then(has(), tell(bin_to="bin_1")),
        lambda b: [f"UPDATE event SET note = 'x' WHERE tenant_id = {b.tenant}"],
        "event_append_only",
    ),
    cheat(
        "deletes an event",
        then(has(), tell(bin_to="bin_1")),
        lambda b: [f"DELETE FROM event WHERE tenant_id = {b.tenant}"],
        "event_append_only",
    ),
    cheat(
        "truncates the events",
        has(),
        lambda _: ["TRUNCATE event CASCADE"],
        "event_no_truncate",
        engine="postgresql",
    ),
    cheat(
        "puts an event on another tenant's unit",
        lambda b: [theirs(b).unit("u_theirs")],
        tell("u_theirs", status_to="sold"),
        "unit_step_not_allowed",
        "fk_event_unit",
        "foreign_key",
    ),
    cheat("says a bin of no unit", nothing, lambda b: [b.event(None, bin_to="bin_1")], "event_bin_to_of_unit"),
]

CHEATS = EVENTS
