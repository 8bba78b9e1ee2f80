"""What a completed manifest says arrived, beside what is here of it by then: the difference, as rows of goods."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work
from webapp.locations.queries import find_warehouse
from webapp.receiving.inputs.manifests import ArticleIn, AssetIn
from webapp.receiving.manifests.articles import Article, named_articles, refuse, refuse_rows
from webapp.receiving.queries.manifests import Came, ManifestShown
from webapp.receiving.rows.good import Good
from webapp.receiving.rows.judging import judge_rows
from webapp.receiving.rows.told import Told

Arrived = tuple[int, ArticleIn, int, int]
"""The article's place in the manifest, what was said of it, and how many more are here in order, and held."""


def arrived(shown: ManifestShown, told: Sequence[ArticleIn]) -> list[Arrived]:
    """What is here beyond what was booked; raises ArticlesRefused for articles that are not the manifest's."""
    found: list[Arrived] = []
    faults: list[Detail] = []
    for n, said in enumerate(told):
        at = _which(shown, said)
        if at is None:
            words = "The manifest has no such article, or several: name it by its id."
            faults.append(Detail(f"articles.{n}.id", words, "not_found"))
            continue
        here = shown.came[at]
        bad = here.defective if said.bad is None else said.bad
        named = said.assets if said.good is None and said.bad is None else None
        good = here.received if said.good is None else said.good
        if named:
            fresh = _fresh(here, named)
            good, bad = (
                here.received + sum(not one.defective for one in fresh),
                here.defective + sum(one.defective for one in fresh),
            )
        for name, now, before in (("received_qty", good, here.received), ("defective_qty", bad, here.defective)):
            if now < before:
                words = f"{before} are here already. What was received is taken back by undoing its batch."
                faults.append(Detail(f"articles.{n}.{name}", words, "too_small"))
        if (good, bad) != (here.received, here.defective):
            found.append((at, said, good - here.received, bad - here.defective))
    refuse(faults)
    return found


def _which(shown: ManifestShown, said: ArticleIn) -> int | None:
    """The article that is meant: by its id, or as the only one of its item."""
    kept = shown.row.articles
    if said.id:
        found = [n for n, one in enumerate(kept) if one["id"] == said.id]
    else:
        found = [
            n
            for n, (one, came) in enumerate(zip(kept, shown.came, strict=True))
            if said.item_id == one["item_id"]
            or (not said.item_id and (said.sku == came.sku if said.sku else said.gtin and said.gtin == one["gtin"]))
        ]
    return found[0] if len(found) == 1 else None


def _fresh(here: Came, named: Sequence[AssetIn]) -> list[AssetIn]:
    """Those that are not here yet."""
    there = {fold(serial) for serial, received in here.serials if received}
    return [one for one in named if fold(one.serial_number) not in there]


def judged(work: Work, shown: ManifestShown, news: Sequence[Arrived]) -> list[Good]:
    """The rows that arrived, judged as a list is; raises ArticlesRefused."""
    warehouse = find_warehouse(work.session, work.tenant_id, shown.row.warehouse_id)
    kept = [shown.row.articles[at] for at, *_ in news]
    told = [(f"articles.{n}", _as_kept(one), one["container"], one["layout_id"]) for n, one in enumerate(kept)]
    rows: list[Told] = []
    paths: list[str] = []
    marks: dict[int, tuple[bool, range]] = {}
    for article, one, (at, said, good, bad) in zip(named_articles(work, warehouse, told), kept, news, strict=True):
        near = range(one["first"], one["first"] + one["count"])
        for row, held in _rows(article, shown.came[at], said, good, bad):
            rows.append(replace(row, number=len(rows) + 1))
            paths.append(article.path)
            marks[len(rows)] = (held, near)
    found = judge_rows(work, rows, "receive")
    refuse_rows(rows, paths)
    return [replace(one, held=marks[one.told.number][0], near=marks[one.told.number][1]) for one in found]


def _as_kept(kept: Any) -> ArticleIn:
    return ArticleIn.from_json({name: kept[name] for name in ("item_id", "lot_number", "expires_at")}, exponent=2)


def _rows(article: Article, here: Came, said: ArticleIn, good: int, bad: int) -> list[tuple[Told, bool]]:
    """The rows of one article, and whether they are held."""
    if article.item.tracking != "serial":
        return [(article.row(0, qty), held) for qty, held in ((good, False), (bad, True)) if qty]
    fresh = _fresh(here, said.assets or ())
    if not fresh and not bad:  # nobody named them: they are those that were announced, if that is all of them
        left = [serial for serial, received in here.serials if not received]
        fresh = [AssetIn.model_construct(serial_number=one, defective=False) for one in left]
    if (good, bad) != (sum(not one.defective for one in fresh), sum(one.defective for one in fresh)):
        words = f"Say which {good + bad} of {article.item.sku} arrived: their serial numbers, in assets."
        refuse([Detail(f"{article.path}.assets", words)])
    return [(article.row(0, 1, one), one.defective) for one in fresh]
