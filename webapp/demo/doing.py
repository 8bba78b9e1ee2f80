"""How the story is told: one operation after another, each as the person who would do it."""

from typing import Any

from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Conflict
from webapp.core.operation.registry import Operation
from webapp.core.operation.runner import call


def do(session: Session, operation: Operation[Any, Any], actor: Actor, body: dict[str, Any]) -> Any:
    """Run an operation; what an interrupted telling did already is passed over."""
    try:
        return call(session, operation, actor, operation.input.from_json(body, exponent=actor.tenant.exponent))
    except Conflict:
        return None
