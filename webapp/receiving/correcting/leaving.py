"""Taking one row out of a batch that holds others too: a correction, or what did an intake again after its undo."""

from webapp.core.operation.registry import Work
from webapp.ledger.errors import NothingToUndo, UndoNotAllowed
from webapp.ledger.operations import may_take_back
from webapp.ledger.undoing import apply_undo
from webapp.receiving.correcting.following import followed
from webapp.receiving.correcting.receipts import receipts_any


def take_out(work: Work, batch_id: str, name: str) -> None:
    """Take back what stands now for what a batch received, and nothing else."""
    ids = followed(work.session, work.tenant_id, [batch_id])[batch_id]
    receipts = receipts_any(work.session, work.tenant_id, ids)
    if not receipts:
        raise NothingToUndo
    if not all(may_take_back(work.actor, one.actor_id, one.at, work.at) for one in receipts.values()):
        raise UndoNotAllowed
    numbers = {one.n for one in receipts.values()}
    first, *others = sorted({one.batch_id for one in receipts.values()})
    apply_undo(work, first, along=others, which=lambda line: line.n in numbers)
    work.tell(f"took back: received {name}", next(iter(receipts.values())).unit_id)
