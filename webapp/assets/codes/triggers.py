"""A code names one live unit: no current code is a live unit's serial number, whichever of the two came first."""

from webapp.ledger.triggers.language import KEY, OnlyOn, Require, Step, Trigger

_LOCK = "(30051, NEW.tenant_id::int)"
_IS_CURRENT = "NEW.current = 1"
_COMES = "NEW.voided = 0 AND (OLD.voided = 1 OR NEW.serial_norm <> OLD.serial_norm)"
_GOES = "NEW.voided = 1 AND OLD.voided = 0"
_CODES = f"SELECT 1 FROM unit_code WHERE {KEY} AND current = 1"
_LIVE = f"SELECT 1 FROM unit WHERE {KEY} AND voided = 0"


def _waits(lock: str, when: str) -> OnlyOn:
    """On PostgreSQL serials and codes wait for each other, so that each sees what the other wrote."""
    return OnlyOn("postgresql", f"IF {when} THEN PERFORM {lock}{_LOCK}; END IF;")


def _current() -> tuple[Step, ...]:
    unit = f"{_LIVE} AND id = NEW.unit_id"
    return (
        _waits("pg_advisory_xact_lock", _IS_CURRENT),
        OnlyOn("sqlite", Require("unit_code_of_none", f"EXISTS ({unit})", _IS_CURRENT).sqlite()),
        OnlyOn("postgresql", Require("unit_code_of_none", f"EXISTS ({unit} FOR SHARE)", _IS_CURRENT).postgresql()),
        Require("code_is_serial", f"NOT EXISTS ({_LIVE} AND serial_norm = NEW.code_norm)", _IS_CURRENT),
    )


def _units() -> tuple[Step, ...]:
    return (
        _waits("pg_advisory_xact_lock_shared", _COMES),
        Require("serial_is_code", f"NOT EXISTS ({_CODES} AND code_norm = NEW.serial_norm)", _COMES),
        Require("unit_has_codes", f"NOT EXISTS ({_CODES} AND unit_id = NEW.id)", _GOES),
    )


def statements(engine: str) -> list[str]:
    """All of them, for one engine."""
    made = (
        Trigger("unit_code_born", "unit_code", "BEFORE INSERT", _current()),
        Trigger("unit_code_again", "unit_code", "BEFORE UPDATE OF current, code_norm, unit_id", _current()),
        Trigger("unit_called", "unit", "BEFORE UPDATE OF voided, serial_norm", _units()),
    )
    return [statement for trigger in made for statement in trigger.statements(engine)]
