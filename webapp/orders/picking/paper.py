"""A pick list on A4: what to fetch where, bin by bin, with boxes to tick and codes to scan."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from webapp.core.data import clock
from webapp.core.operation.actor import Actor
from webapp.core.paper.fonts import told_apart
from webapp.core.paper.marks import Coded
from webapp.core.paper.report import PaperColumn, Report, Table
from webapp.core.paper.wrapping import in_rows
from webapp.orders.picking.queries import Asked, PickList
from webapp.orders.picking.walking import UNIT, Pick
from webapp.orders.picking.wording import kept_where, nothing_to_pick, short_of

_BOX = "\N{BALLOT BOX}"
_WALK = (
    PaperColumn("", 7),
    PaperColumn("Bin", 25),
    PaperColumn("Item", 78),
    PaperColumn("Take", 12, number=True),
    PaperColumn("Serial number or lot", 58),
)
_ORDERS = (PaperColumn("Order", 100), PaperColumn("Number", 62), PaperColumn("Open", 18, number=True))
_SHORT = (PaperColumn("Item", 110), PaperColumn("Open", 15, number=True), PaperColumn("Short", 55))


def pick_paper(listed: PickList, actor: Actor) -> Report:
    """The walk, warehouse by warehouse, and what is short."""
    one = listed.orders[0] if len(listed.orders) == 1 else None
    zone = actor.tenant.time_zone
    walk = [
        Table(
            f"{site.name} ({site.code})",
            [row for pick in picks for row in _rows(pick, listed.asked[pick.want], zone, of_many=one is None)],
        )
        for site, picks in listed.sites
    ]
    return Report(
        house=actor.tenant.name,
        title=f"Pick list for {one.buyer}" if one else f"Pick list for {len(listed.orders):,} orders",
        facts=[("Printed", f"{clock.now().astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}, {actor.name}")],
        sums=[
            (f"{listed.total('wanted'):,}", "open"),
            (f"{listed.total('units'):,}", "to fetch"),
            (f"{listed.total('short'):,}", "short"),
        ],
        columns=_WALK,
        tables=[
            *(() if one else (_orders(listed),)),
            *(walk or [Table("The walk", (), empty=nothing_to_pick(listed))]),
            *((_short(listed),) if listed.short else ()),
        ],
        code=one.id if one else "",
    )


def _rows(pick: Pick, asked: Asked, zone: str, *, of_many: bool) -> Iterator[Sequence[str | Coded]]:
    spot = pick.spot
    bin_code = spot.bin_code or "no bin"
    words = f"{asked.line.product_name}, {asked.line.sku}"
    if of_many:
        words += f", for {asked.order.buyer}"
    drawn = told_apart([unit.serial for unit in pick.units])
    names = [f"{one} ({unit.noted})" if unit.noted else one for one, unit in zip(drawn, pick.units, strict=True)]
    first, *more = in_rows(names) if spot.kind == UNIT else [kept_where(spot, zone)]
    yield _BOX, bin_code, Coded(words, asked.line.sku, low=True), f"{pick.take:,}", first
    for serials in more:
        yield "", bin_code, asked.line.sku, "", serials


def _orders(listed: PickList) -> Table:
    open_of = {order.id: 0 for order in listed.orders}
    for one in listed.asked.values():
        open_of[one.order.id] += one.wanted
    rows = [(Coded(order.buyer, order.id), order.id, f"{open_of[order.id]:,}") for order in listed.orders]
    return Table("Orders", rows, columns=_ORDERS)


def _short(listed: PickList) -> Table:
    rows = [(f"{one.line.product_name}, {one.line.sku}", f"{one.wanted:,}", short_of(one)) for one in listed.short]
    return Table("Short", rows, columns=_SHORT)
