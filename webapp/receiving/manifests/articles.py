"""A manifest's articles as rows of goods: what each names is looked up together, and judged as any list is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work
from webapp.locations.models import Warehouse
from webapp.receiving.errors import ArticlesRefused
from webapp.receiving.inputs.manifests import ArticleIn, AssetIn, CreateManifest
from webapp.receiving.inputs.rows import RowIn
from webapp.receiving.reading.look_up import bins_by_id, items_by_gtin, items_by_id, items_by_sku
from webapp.receiving.reading.things import Item
from webapp.receiving.rows.told import Told

_NAMES = {
    "sku": "sku", "serialNumber": "assets", "quantity": "manifested_qty", "location": "layout_id",
    "lotNumber": "lot_number", "expiresOn": "expires_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One article where it stood in the body; ``place`` are words for its layout, or for the warehouse."""

    path: str
    data: ArticleIn
    container: int | None
    layout_id: str | None
    item: Item
    place: str

    def row(self, number: int, qty: int, asset: AssetIn | None = None) -> Told:
        """So many of it, or one by its serial number, as a list would have it."""
        data = RowIn.model_construct(
            sku=self.item.sku,
            serial_number=asset.serial_number if asset else None,
            quantity=None if asset else qty,
            location=self.place,
            lot_number=self.data.lot_number,
            expires_on=self.data.expires_at,
        )
        return Told(number, data, self.item.sku, asset.serial_number if asset else "")

    @property
    def assets(self) -> Sequence[AssetIn]:
        """The units that are named."""
        return self.data.assets or ()


def flattened(data: CreateManifest) -> list[tuple[str, ArticleIn, int | None, str | None]]:
    """Every article with its path, its container and its layout: its own, or else its container's."""
    found = [(f"articles.{n}", one, None, one.layout_id) for n, one in enumerate(data.articles or ())]
    found += [(f"inventory.{n}", one, None, one.layout_id) for n, one in enumerate(data.inventory or ())]
    return found + [
        (f"containers.{at}.articles.{n}", one, at, one.layout_id or box.layout_id)
        for at, box in enumerate(data.containers or ())
        for n, one in enumerate(box.articles or ())
    ]


def named_articles(work: Work, warehouse: Warehouse, told: Sequence[tuple[Any, ...]]) -> list[Article]:
    """The articles with their items and places; raises ArticlesRefused for what is not there."""
    session, tenant_id = work.session, work.tenant_id
    inputs: list[ArticleIn] = [one[1] for one in told]
    by_id = items_by_id(session, tenant_id, {one.item_id for one in inputs if one.item_id})
    by_sku = items_by_sku(session, tenant_id, {one.sku for one in inputs if one.sku})
    by_gtin = items_by_gtin(session, tenant_id, {one.gtin for one in inputs if one.gtin})
    bins = bins_by_id(session, tenant_id, {layout for *_, layout in told if layout})
    found: list[Article] = []
    faults: list[Detail] = []
    for path, data, container, layout_id in told:
        item = _item(path, data, by_id, by_sku, by_gtin, faults)
        where = bins.get(layout_id or "")
        if layout_id and (where is None or where.warehouse_id != warehouse.id):
            faults.append(Detail(f"{path}.layout_id", "This location has no such layout.", "not_found"))
        elif item is not None:
            place = f"{warehouse.code}/{where.bin_code}" if where else warehouse.code
            found.append(Article(path, data, container, layout_id, item, place))
    refuse(faults)
    return found


def _item(
    path: str,
    data: ArticleIn,
    by_id: dict[str, Item],
    by_sku: dict[str, list[Item]],
    by_gtin: dict[str, list[Item]],
    faults: list[Detail],
) -> Item | None:
    """The item that an article names by its id, else its SKU, else its GTIN."""
    if data.item_id:
        at, found = "item_id", [by_id[data.item_id]] if data.item_id in by_id else []
    elif data.sku:
        named = by_sku.get(data.sku.lower(), [])
        at, found = "sku", [one for one in named if one.sku == data.sku] or named
    elif data.gtin:
        at, found = "gtin", [one for one in by_gtin.get(data.gtin, []) if one.is_active]
    else:
        faults.append(Detail(f"{path}.sku", "Name the item by item_id, sku or gtin.", "invalid_type"))
        return None
    if len(found) == 1:
        return found[0]
    words = f"Several items have this {at}. Name one by its item_id." if found else "There is no such item."
    faults.append(Detail(f"{path}.{at}", words, "custom" if found else "not_found"))
    return None


def announced_rows(articles: Sequence[Article]) -> tuple[list[Told], list[range]]:
    """The rows that articles announce, and which of them, counted from one, are each article's."""
    rows: list[Told] = []
    spans, faults = [], []
    for article in articles:
        first, wanted = len(rows) + 1, article.data.wanted
        if not wanted:
            faults.append(Detail(f"{article.path}.manifested_qty", "Say how many are to come.", "too_small"))
        rest = wanted - len(article.assets)
        if wanted and rest < 0:
            words = f"There are {len(article.assets)} serial numbers for {wanted}."
            faults.append(Detail(f"{article.path}.assets", words))
        rows += [article.row(len(rows) + n, 1, asset) for n, asset in enumerate(article.assets, start=1)]
        if rest > 0:
            rows.append(article.row(len(rows) + 1, rest))
        spans.append(range(first, len(rows) + 1))
    refuse(faults)
    return rows, spans


def refuse_rows(rows: Iterable[Told], path_of: Sequence[str]) -> None:
    """Refuse everything for rows with faults, each named by its article; ``path_of`` has the article of each row."""
    refuse(
        Detail(f"{path_of[row.number - 1]}.{_NAMES.get(fault.path, fault.path)}", fault.message, fault.code)
        for row in rows
        for fault in row.faults
    )


def refuse(faults: Iterable[Detail]) -> None:
    """Raise ArticlesRefused if there are any."""
    found = list({(one.path, one.message): one for one in faults}.values())
    if found:
        raise ArticlesRefused(first=found[0].message, count=len(found), details=found)
