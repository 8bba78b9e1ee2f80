"""Pick lists as JSON; they are ours."""

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.orders.picking.queries import Asked, PickList
from webapp.orders.picking.walking import Pick


class OpenLineJson(TypedDict):
    """A line that something is open of."""

    orderId: str
    orderItemIndex: int
    sku: str
    productName: str
    wanted: int
    units: int
    withoutSerialNumber: int
    short: int
    promisedToOthers: int


class PickJson(TypedDict):
    """So many out of one place, for one line."""

    warehouseId: str
    warehouseName: str
    binId: str | None
    binCode: str | None
    kind: str
    sku: str
    productName: str
    orderId: str
    orderItemIndex: int
    take: int
    there: int
    serialNumbers: list[str]
    lotId: str | None
    lotNumber: str | None
    expiresAt: str | None


class PickListJson(TypedDict):
    """docs/contract.md, pick lists."""

    orderIds: list[str]
    wanted: int
    units: int
    short: int
    lines: list[OpenLineJson]
    picks: list[PickJson]


def pick_list_json(listed: PickList) -> PickListJson:
    """What is open of the orders, and the picks in walking order."""
    return PickListJson(
        orderIds=[order.id for order in listed.orders],
        wanted=listed.total("wanted"),
        units=listed.total("units"),
        short=listed.total("short"),
        lines=[_line(one) for one in listed.asked.values()],
        picks=[_pick(one, listed.asked[one.want]) for one in listed.picks],
    )


def _line(one: Asked) -> OpenLineJson:
    return OpenLineJson(
        orderId=one.order.id,
        orderItemIndex=one.line.position,
        sku=one.line.sku,
        productName=one.line.product_name,
        wanted=one.wanted,
        units=one.units,
        withoutSerialNumber=one.pieces,
        short=one.short,
        promisedToOthers=one.promised,
    )


def _pick(pick: Pick, asked: Asked) -> PickJson:
    spot = pick.spot
    return PickJson(
        warehouseId=spot.site.id,
        warehouseName=spot.site.name,
        binId=spot.bin_id,
        binCode=spot.bin_code,
        kind=spot.kind,
        sku=asked.line.sku,
        productName=asked.line.product_name,
        orderId=asked.order.id,
        orderItemIndex=asked.line.position,
        take=pick.take,
        there=spot.there,
        serialNumbers=[unit.serial for unit in pick.units],
        lotId=spot.lot_id,
        lotNumber=spot.lot_number,
        expiresAt=iso(spot.expires) if spot.expires else None,
    )
