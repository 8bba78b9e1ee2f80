"""Making a GTIN known that was scanned from a box."""

from webapp.accounts.permissions import Permission
from webapp.catalog.inputs.changes import ChangeVariant
from webapp.catalog.operations.changes import change_variant
from webapp.catalog.queries.variants import variants_by_id
from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.receiving.desk import Desk, Outcome, refused
from webapp.receiving.reading.things import Item


def link_gtin(desk: Desk, item: Item, gtin: str | None) -> Outcome | None:
    """Let the item carry the GTIN from now on; answers the refusal, if there is one."""
    work = desk.work
    if gtin is None:
        return refused("This is no product's bar code, so it cannot be linked.")
    if not work.actor.may(Permission.EDIT_CATALOGUE):
        return refused("Linking a bar code takes the right to edit the catalogue. Ask a manager.")
    standing = variants_by_id(work.session, work.tenant_id, [item.variant_id])[item.variant_id].gtins
    if any(pieces == 1 for _, pieces in standing):
        own = next(one for one, pieces in standing if pieces == 1)
        return refused(f"{item.sku} carries {gtin_text(own)} already. Change it on the product's page if it is wrong.")
    told = ChangeVariant.from_json({"variantId": item.variant_id, "gtin": gtin}, exponent=0)

    def step() -> None:
        with own_batch(work, change_variant) as part:
            change_variant.body(part, told)

    done = attempt(work, told, step)
    return refused(done.words) if isinstance(done, Problem) else None
