"""Inserting an event applies what it says of a unit's status or bin, or is refused."""

from webapp.ledger.triggers.language import KEY, Change, OnlyOn, Require, Trigger, never
from webapp.ledger.triggers.movement import NEXT_N, UNIT
from webapp.ledger.triggers.phrases import same, serial_free

_STEPS = "NEW.unit_id IS NOT NULL AND NEW.status_from IS DISTINCT FROM NEW.status_to"
_SHIFTS = "NEW.unit_id IS NOT NULL AND NEW.bin_from IS DISTINCT FROM NEW.bin_to"
_OLD_STATUS = "COALESCE(NEW.status_from, '')"
_NEW_STATUS = "COALESCE(NEW.status_to, '')"
_BACK = f"s.status_from = {_NEW_STATUS} AND s.status_to = {_OLD_STATUS} AND s.place_to = u.place"
_FORTH = f"s.status_from = {_OLD_STATUS} AND s.status_to = {_NEW_STATUS} AND s.place_from = u.place"
_LISTED = "EXISTS (SELECT 1 FROM unit_still AS s, unit AS u WHERE u.tenant_id = NEW.tenant_id AND u.id = NEW.unit_id"

_REVERSED = (
    "EXISTS (SELECT 1 FROM event AS e"
    " WHERE e.tenant_id = NEW.tenant_id AND e.n = NEW.reverses_n AND e.n < NEW.n"
    " AND e.subject = NEW.subject AND e.subject_id = NEW.subject_id"
    f" AND {same('e.status_from', 'NEW.status_to')} AND {same('e.status_to', 'NEW.status_from')}"
    f" AND {same('e.bin_from', 'NEW.bin_to')} AND {same('e.bin_to', 'NEW.bin_from')})"
)
_KEPT = (
    "tenant_id", "n", "id", "batch_id", "subject", "subject_id", "unit_id", "status_from", "status_to", "bin_from",
    "bin_to", "action", "actor", "desk_id", "source", "reverses_n", "at",
)  # fmt: skip
_WORDS = ("reference", "note", "before", "after")
_FORGETS = " AND ".join(
    [
        "(NEW.unit_id IS NULL OR NEW.action = 'RENTED_OUT')",
        *(same(f"NEW.{one}", f"OLD.{one}") for one in _KEPT),
        *(f"NEW.{one} IS NULL" for one in _WORDS),
    ]
)
"""What was written of a person may be taken out of what is no unit's, or tells to whom one went: all of it, no more."""


def _stepped() -> Change:
    revives = f"{_STEPS} AND NEW.status_from IS NULL"
    return Change(
        "unit_not_there",
        "unit",
        f"status = CASE WHEN {_STEPS} THEN NEW.status_to ELSE status END,"
        f" place = CASE WHEN NOT ({_STEPS}) THEN place WHEN NEW.status_to IS NULL THEN 'none'"
        " WHEN NEW.status_from IS NULL THEN 'customer' ELSE place END,"
        f" voided = CASE WHEN NOT ({_STEPS}) THEN voided WHEN NEW.status_to IS NULL THEN 1 ELSE 0 END,"
        f" bin_id = CASE WHEN {_SHIFTS} THEN NEW.bin_to ELSE bin_id END, last_n = NEW.n",
        f"{UNIT} AND (NOT ({_STEPS}) OR {same('status', 'NEW.status_from')})"
        f" AND (NOT ({_SHIFTS}) OR (record_id IS NOT NULL AND {same('bin_id', 'NEW.bin_from')}))"
        f" AND {serial_free(revives)}",
        f"{UNIT} AND last_n = NEW.n",
        when=f"({_STEPS}) OR ({_SHIFTS})",
        diagnoses=(
            (
                "uq_unit_serial",
                f"EXISTS (SELECT 1 FROM unit WHERE {UNIT} AND voided = 1 AND NOT {serial_free(revives)})",
            ),
        ),
    )


def triggers() -> list[Trigger]:
    """All triggers of the event table."""
    number = [
        OnlyOn("sqlite", Require("wrong_n", NEXT_N).sqlite()),
        OnlyOn("postgresql", "NEW.n := nextval('movement_n_seq');"),
        OnlyOn(
            "sqlite",
            Require("event_taken", f"NOT EXISTS (SELECT 1 FROM event WHERE {KEY} AND id = NEW.id)").sqlite(),
        ),
        OnlyOn(
            "sqlite",
            Require(
                "uq_event_reversed",
                f"NOT EXISTS (SELECT 1 FROM event WHERE {KEY} AND reverses_n = NEW.reverses_n)",
                when="NEW.reverses_n IS NOT NULL",
            ).sqlite(),
        ),
    ]
    judged = [
        Require("not_its_reversal", _REVERSED, when="NEW.reverses_n IS NOT NULL"),
        Require(
            "unit_step_not_allowed",
            f"{_LISTED} AND {_FORTH})",
            when=f"{_STEPS} AND NEW.reverses_n IS NULL",
        ),
        Require(
            "unit_step_not_allowed",
            f"{_LISTED} AND (({_BACK}) OR ({_FORTH})))",
            when=f"{_STEPS} AND NEW.reverses_n IS NOT NULL",
        ),
    ]
    return [
        Trigger("event_numbered", "event", "BEFORE INSERT", number),
        Trigger("event_applied", "event", "AFTER INSERT", [*judged, _stepped()]),
        Trigger("event_no_update", "event", "BEFORE UPDATE", (Require("event_append_only", _FORGETS),)),
        *never("event_append_only", "event", ("DELETE",)),
    ]
