"""Receiving many units in one go: all or nothing, or row by row; one batch, one undo."""

from collections import Counter
from collections.abc import Sequence

from webapp.accounts.permissions import Permission
from webapp.assets.arrivals import Coming, receive_units
from webapp.assets.errors import AssetExists, InvalidStatus, VariantInactive, VariantNotFound
from webapp.assets.inputs import ReceiveAssets
from webapp.assets.inputs.many import Row
from webapp.assets.queries import UnitRow
from webapp.assets.rows import RowResult, Rows, refuse_all
from webapp.bulk.errors import RowsRefused
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work, operation
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed


@operation(
    needs=Permission.RECEIVE,
    raises=(
        AssetExists,
        BinClosed,
        InvalidStatus,
        NoWarehouse,
        RowsRefused,
        VariantInactive,
        VariantNotFound,
        WarehouseClosed,
    ),
    only={"json": "people receive by scan, or from a list that they look at first"},
)
def receive_assets(work: Work, data: ReceiveAssets) -> Rows:
    """Receive up to 500 units in one go: all or nothing, or each row for itself."""
    readable = [(n, row.data) for n, row in enumerate(data.rows) if row.data is not None]
    received = receive_units(work, [Coming(one) for _, one in readable])
    outcomes = dict(zip((n for n, _ in readable), received, strict=True))
    results = [_result(row, outcomes.get(n)) for n, row in enumerate(data.rows)]
    if data.mode == "all":
        refuse_all("assets", [one.problem for one in results])
    units = [one.unit for one in results if one.unit is not None]
    work.tell(_summary(units, len(results)), units[0].id if len(units) == 1 else None)
    return Rows(results, work.batch_id if units else None)


def _result(row: Row, outcome: UnitRow | Problem | None) -> RowResult:
    if outcome is None or isinstance(outcome, Problem):
        return RowResult(row.serial, None, outcome or row.problem)
    return RowResult(outcome.serial, outcome, None)


def _summary(units: Sequence[UnitRow], total: int) -> str:
    if not units:
        return f"received none of {total} unit{'' if total == 1 else 's'}"
    skus = Counter(unit.sku for unit in units)
    what = ", ".join(f"{count} {sku}" for sku, count in skus.most_common(3))
    more = f" and {len(skus) - 3} more SKUs" if len(skus) > 3 else ""
    return f"received {len(units)} unit{'' if len(units) == 1 else 's'} ({what}{more})"
