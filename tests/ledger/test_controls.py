"""Negative controls: take any one trigger away, and a cheat that it stood against is refused no more."""

import re
from contextlib import suppress

from sqlalchemy.exc import DBAPIError

from tests.ledger.cheats import Cheat, balances, engines, events, lots, movements, places, promises, units
from tests.ledger.conftest import House, new_tenant
from tests.ledger.desk.book import Book
from webapp.ledger.triggers import triggers
from webapp.ledger.triggers.language import Trigger

CHEATS = [
    cheat for module in (movements, lots, balances, promises, units, events, engines, places) for cheat in module.CHEATS
]
_RAISED = re.compile(r"RAISE\(ABORT, '(\w+)'\)|CONSTRAINT = '(\w+)'")

# On PostgreSQL this one only numbers events, and nothing that is refused hangs on that.
HARMLESS = {("postgresql", "event_numbered")}


def raised(trigger: Trigger, engine: str) -> set[str]:
    """The names under which a trigger refuses."""
    found = _RAISED.findall("".join(trigger.statements(engine)))
    return {name for pair in found for name in pair if name}


def candidates(trigger: Trigger, engine: str) -> list[Cheat]:
    names = raised(trigger, engine)
    return [
        cheat
        for cheat in CHEATS
        if names & set(cheat.refused) and cheat.engine in ("both", engine) and cheat.role != "web"
    ]


def outcome(house: House, cheat: Cheat) -> str | None:
    book = Book(house.owner, new_tenant(house.owner), new_tenant(house.owner))
    book.run(*cheat.honest(book))
    return book.refusal(*cheat.cheat(book))


def stands_alone(house: House, engine: str, trigger: Trigger) -> bool:
    """Whether some cheat is refused under one of the trigger's names with it, and not so without it."""
    names = raised(trigger, engine)
    run = Book(house.owner, 0).run
    for cheat in candidates(trigger, engine):
        if outcome(house, cheat) not in names:
            continue
        on = "" if engine == "sqlite" else f" ON {trigger.table}"
        run(f"DROP TRIGGER {trigger.name}{on}")
        without: str | None = None
        with suppress(DBAPIError):  # where even the honest part needs the trigger, that is difference enough
            without = outcome(house, cheat)
        run(trigger.statements(engine)[-1])
        if without not in names:
            return True
    return False


def test_each_trigger_is_needed(own_house: House) -> None:
    engine = own_house.owner.dialect.name
    idle = [
        trigger.name
        for trigger in triggers()
        if (engine, trigger.name) not in HARMLESS
        and trigger.statements(engine)
        and not stands_alone(own_house, engine, trigger)
    ]
    assert idle == [], ", ".join(idle)
