"""Labels for what arrives: the rule of a desk or of the house, and what it makes of a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from webapp.accounts.errors import DeskNotFound
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import find_desk
from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.operation.parts import own_batch
from webapp.core.operation.registry import Work, operation
from webapp.labels.errors import LabelRuleNotFound, PrinterNotFound
from webapp.labels.inputs import DeskRule, SetReceiptLabels
from webapp.labels.models import LabelSetting, PrintJob
from webapp.labels.operations.printing import count_of, print_labels, printed_on
from webapp.labels.queries import HOUSE, Rule, find_printer, rule_at
from webapp.labels.sending import send_later
from webapp.labels.subjects import UNITS
from webapp.ledger.posting import record_events


@dataclass(frozen=True)
class ReceiptLabels:
    """The job that a receipt made, and its printer's name; without a printer, its PDF waits to be opened."""

    job_id: str
    printer: str | None


def label_arrivals(work: Work, unit_ids: Sequence[str], *, always: bool = False) -> ReceiptLabels | None:
    """Labels of units that have just arrived, if the desk or the house wants them; ``always`` when a person asks.

    For work that is told by its parts: the labels are a part of their own, and no receipt's. The job is written in the
    receipt's transaction; a printer is spoken to after the commit, so that a dead one neither loses nor delays one.
    """
    rule = rule_at(work.session, work.tenant_id, work.actor.desk_id) if unit_ids else Rule()
    if not unit_ids or not (rule.on_receipt or always):
        return None
    with own_batch(work, print_labels) as part:
        told = _keep(part, unit_ids, rule)
        where = f" on {told.printer}" if told.printer else ""
        part.tell(f"printed {count_of(len(unit_ids), 'label')} of what was received{where}", told.job_id)
    return told


def _keep(work: Work, unit_ids: Sequence[str], rule: Rule) -> ReceiptLabels:
    job = PrintJob(
        tenant_id=work.tenant_id,
        id=new_id("job"),
        what=UNITS,
        things=list(unit_ids),
        size=rule.size,
        symbol=rule.symbol,
        copies=1,
        start=1,
        printer_id=rule.printer_id,
        state="waiting" if rule.printer_id else "made",
        batch_id=work.batch_id,
        created_at=work.at,
    )
    work.session.add(job)
    work.session.flush()
    record_events(work, [printed_on(unit_id, rule.printer_name) for unit_id in unit_ids])
    if rule.printer_id:
        send_later(work, job.id, rule.printer_id)
    return ReceiptLabels(job.id, rule.printer_name)


@operation(needs=Permission.EDIT_SETTINGS, raises=(DeskNotFound, PrinterNotFound))
def set_receipt_labels(work: Work, data: SetReceiptLabels) -> Rule:
    """Say whether units get a label as they arrive, at one desk or wherever a desk has no rule of its own."""
    session, tenant_id = work.session, work.tenant_id
    desk = find_desk(session, tenant_id, data.desk_id) if data.desk_id else None
    if data.printer_id:
        find_printer(session, tenant_id, data.printer_id, at="printerId")
    values: dict[str, Any] = {
        "on_receipt": data.on_receipt,
        "printer_id": data.printer_id,
        "size": data.size,
        "symbol": data.symbol,
        "updated_at": work.at,
    }
    make = insert_for(session)
    session.execute(
        make(LabelSetting)
        .values(tenant_id=tenant_id, place=data.desk_id or HOUSE, desk_id=data.desk_id, **values)
        .on_conflict_do_update(index_elements=[LabelSetting.tenant_id, LabelSetting.place], set_=values)
    )
    where = f"at {desk.name}" if desk else "wherever a desk has no rule of its own"
    does = "a label is printed for what arrives" if data.on_receipt else "no label is printed for what arrives"
    work.tell(f"said that {does} {where}", data.desk_id)
    return rule_at(session, tenant_id, data.desk_id)


@operation(needs=Permission.EDIT_SETTINGS, raises=(DeskNotFound, LabelRuleNotFound))
def remove_label_rule(work: Work, data: DeskRule) -> Rule:
    """Take a desk's own label rule away; what counts there from now on is answered: the rule of the house."""
    session, tenant_id = work.session, work.tenant_id
    desk = find_desk(session, tenant_id, data.desk_id)
    mine = (LabelSetting.tenant_id == tenant_id, LabelSetting.desk_id == desk.id)
    if not session.execute(delete(LabelSetting).where(*mine).returning(LabelSetting.place)).all():
        raise LabelRuleNotFound
    work.tell(f"took the label rule of {desk.name} away", desk.id)
    return rule_at(session, tenant_id, desk.id)
