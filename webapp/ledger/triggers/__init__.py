"""The ledger's triggers for both engines, from one source."""

from webapp.core.data.ddl import after_tables
from webapp.ledger.triggers import event, guards, movement, places, rules
from webapp.ledger.triggers.language import ENGINES, Trigger


def triggers() -> list[Trigger]:
    """All of them, in the order in which they are created."""
    return [*movement.triggers(), *event.triggers(), *guards.triggers(), *places.triggers(), *rules.triggers()]


def statements(engine: str) -> list[str]:
    """Everything that follows the ledger's tables on one engine, in order."""
    created = [statement for trigger in triggers() for statement in trigger.statements(engine)]
    unmade = [*guards.truncations(), *rules.truncations()] if engine == "postgresql" else []
    return [*rules.rows(), *created, *unmade]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        after_tables(engine, statements(engine), of="movement")
