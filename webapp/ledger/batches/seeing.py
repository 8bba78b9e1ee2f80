"""Who may read what a batch changed: who did it, and who may see the thing itself."""

from dataclasses import replace

from webapp.accounts.permissions import Permission
from webapp.core.operation.actor import Actor
from webapp.core.web.subjects import address_of
from webapp.ledger.batches.reading import Changed

_OPEN = {"var", "lay", "inv", "lot", "pool", "mpr", "res"}
"""Parts of what everybody may see, without a page of their own kind."""


def seen_by(actor: Actor, doer_id: str, changed: list[Changed]) -> list[Changed]:
    """The same, without the fields of things that this actor may not see."""
    if actor.id == doer_id or actor.may(Permission.MANAGE_PEOPLE):
        return changed
    return [one if _may_see(actor, one) else replace(one, name="", fields=(), told="changed") for one in changed]


def _may_see(actor: Actor, one: Changed) -> bool:
    return one.subject_id.partition("_")[0] in _OPEN or bool(address_of(one.subject_id, actor))
