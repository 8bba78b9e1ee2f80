"""More or less stock of a record, by what happened."""

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.inventory.errors import NegativeStock, NotFree, RecordNotFound
from webapp.inventory.inputs import AdjustRecord
from webapp.inventory.operations.locking import Booked, booked, need_record, usual_bin
from webapp.inventory.operations.records import change_facts
from webapp.inventory.reckoning import reckon
from webapp.ledger.errors import TooMuchStock
from webapp.ledger.quantities import Why, bring, record_shelf, sell, take
from webapp.locations.errors import BinClosed, WarehouseClosed

_FROM = {"RECEIVED": "supplier", "RETURNED": "customer", "ADJUSTED": "found"}
_TO = {"DAMAGED": "scrap", "ADJUSTED": "loss"}
_TOLD = {
    "RECEIVED": "received {qty:,} {sku} into {place}",
    "RETURNED": "took {qty:,} {sku} back into {place}",
    "SOLD": "sold {qty:,} {sku} from {place}",
    "DAMAGED": "wrote off {qty:,} damaged {sku} in {place}",
    "ADJUSTED": "corrected {sku} in {place} by {change:+,}",
}


@operation(
    needs=Permission.ADJUST_STOCK,
    raises=(RecordNotFound, StaleEdit, NegativeStock, NotFree, TooMuchStock, WarehouseClosed, BinClosed),
)
def adjust_record(work: Work, data: AdjustRecord) -> Booked:
    """Book stock in or out of a record: received, sold, returned, damaged, or counted otherwise."""
    row = need_record(work, data.record_id, data.version)
    shelf = record_shelf(work, row.id)
    why = Why(action=data.action, reference=data.reference, note=data.notes)
    reckon(shelf.pools, shelf.promises, data.action, data.qty, data.reference)
    if data.qty > 0:
        bring(work, shelf, data.qty, why, source=_FROM[data.action], bin_id=usual_bin(work, row))
    elif data.action == "SOLD":
        sell(work, shelf, -data.qty, why)
    else:
        take(work, shelf, -data.qty, why, to=_TO[data.action])
    sent = data.model_fields_set & {"reorder_level", "reorder_qty"}
    change_facts(work, row, {name: getattr(data, name) for name in sent})
    words = _TOLD[data.action]
    told = words.format(qty=abs(data.qty), change=data.qty, sku=row.sku, place=row.warehouse_name)
    work.tell(f"{told}{f' for {data.reference}' if data.reference else ''}", row.id)
    return booked(work, row.id)
