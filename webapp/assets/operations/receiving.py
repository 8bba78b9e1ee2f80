"""Receiving one unit."""

from webapp.accounts.permissions import Permission
from webapp.assets.arrivals import Coming, Known, bring_in, judge
from webapp.assets.errors import AssetExists, InvalidStatus, VariantInactive, VariantNotFound
from webapp.assets.inputs import ReceiveAsset
from webapp.assets.queries import UnitRow
from webapp.core.operation.registry import Work, operation
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed


@operation(
    needs=Permission.RECEIVE,
    raises=(AssetExists, BinClosed, InvalidStatus, NoWarehouse, VariantInactive, VariantNotFound, WarehouseClosed),
    only={"json": "people receive at the desk, scan after scan"},
)
def receive_asset(work: Work, data: ReceiveAsset) -> UnitRow:
    """Receive one unit of an active variant into a place; a serial number enters once."""
    one = judge(work, Coming(data), Known())
    [unit] = bring_in(work, [one])
    work.tell(f"received {unit.serial} ({unit.sku}) {one.into}", unit.id)
    return unit
