"""Changing many prices at once, and ending such a change."""

import datetime as dt

from sqlalchemy import insert, select

from webapp.accounts.permissions import Permission
from webapp.catalog.models import PriceChange, PriceChangeLine
from webapp.catalog.writing.claims import claim_by_ids
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.pricing.changes.errors import (
    NothingToChange,
    PriceChangeNotFound,
    PriceChangeOver,
    PricesMoved,
    TooManyPrices,
)
from webapp.pricing.changes.inputs import CreatePriceChange, EndPriceChange, PreviewPriceChange
from webapp.pricing.changes.planning import Plan, plan_change
from webapp.pricing.changes.queries import Shown, find_change, products_of
from webapp.pricing.changes.selection import select_variants
from webapp.pricing.changes.undoing import keep_event

_NOT_OF_THE_RULE = {"name", "version", "valid_from", "valid_until", "variant_ids", "except_ids"}
"""Columns of their own, and what the lines tell."""


@operation(
    needs=Permission.READ_CATALOGUE,
    raises=(TooManyPrices,),
    writes=False,
    only={"json": "the form of a new price change shows its preview itself"},
)
def preview_price_change(work: Work, data: PreviewPriceChange) -> Plan:
    """Say what a price change would do to each price; nothing is saved."""
    return plan_change(work, data)


@operation(needs=Permission.EDIT_CATALOGUE, raises=(NothingToChange, PricesMoved, TooManyPrices))
def create_price_change(work: Work, data: CreatePriceChange) -> Shown:
    """Change the prices of many variants at once, now or later, for good or for a time."""
    if data.is_of_all and data.version is None:
        words = "This changes every price there is. Preview it, and send the version of the preview."
        raise InputRefused([Detail("version", words)])
    chosen = select_variants(work.session, work.tenant_id, data)
    claim_by_ids(work, chosen.products)
    plan = plan_change(work, data, chosen)
    if data.version is not None and data.version != plan.version:
        raise PricesMoved(version=plan.version, preview=plan)
    if not plan.changing:
        raise NothingToChange(preview=plan)
    change_id = new_id("prc")
    _write(work, data, plan, change_id)
    period = plan.period
    after = {"withdrawn": False, "valid_until": period.end}
    keep_event(work, change_id, data.name, {**after, "withdrawn": True}, after)
    count = f"{len(plan.changing):,} price{'' if len(plan.changing) == 1 else 's'}"
    verb = "planned a change of" if period.start else "changed"
    work.tell(f"{verb} {count}: {data.name}", change_id)
    return find_change(work.session, work.tenant_id, change_id, actor_name=work.actor.name)


def _write(work: Work, data: CreatePriceChange, plan: Plan, change_id: str) -> None:
    facts = {
        "name": data.name,
        "rule": data.model_dump(exclude_none=True, exclude=_NOT_OF_THE_RULE),
        "valid_from": plan.period.begins,
        "valid_until": plan.period.end,
    }
    row = {**facts, "id": change_id, "withdrawn": False, "batch_id": work.batch_id, "created_at": work.at}
    work.session.execute(insert(PriceChange).values(tenant_id=work.tenant_id, **row))
    lines = [
        {
            "tenant_id": work.tenant_id,
            "change_id": change_id,
            "variant_id": variant_id,
            "contract_length": line.contract_length,
            "old_price": line.old,
            "new_price": line.new,
            "ended_at": None,
        }
        for variant_id, line in plan.changing
    ]
    work.session.execute(insert(PriceChangeLine), lines)
    work.changed(change_id, None, facts)


@operation(needs=Permission.EDIT_CATALOGUE, raises=(PriceChangeNotFound, PriceChangeOver))
def end_price_change(work: Work, data: EndPriceChange) -> Shown:
    """End a price change now, or call off one that is planned; the prices before it hold again."""
    change = work.session.execute(
        select(PriceChange)
        .where(PriceChange.tenant_id == work.tenant_id, PriceChange.id == data.price_change_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if change is None:
        raise PriceChangeNotFound
    if change.withdrawn or (change.valid_until is not None and change.valid_until <= work.at):
        raise PriceChangeOver(name=change.name)
    claim_by_ids(work, products_of(work.session, work.tenant_id, change.id))
    before = {"withdrawn": change.withdrawn, "valid_until": change.valid_until}
    if change.valid_from > work.at:
        change.withdrawn = True
    else:
        change.valid_until = max(work.at, change.valid_from + dt.timedelta(microseconds=1))
    after = {"withdrawn": change.withdrawn, "valid_until": change.valid_until}
    work.session.flush()
    keep_event(work, change.id, change.name, before, after)
    work.changed(change.id, before, after)
    verb = "called off" if change.withdrawn else "ended"
    work.tell(f"{verb} the price change {change.name}", change.id)
    return find_change(work.session, work.tenant_id, change.id)
