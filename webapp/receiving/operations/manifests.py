"""Announcing a delivery as a manifest, and saying how far it is."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, update

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetExists
from webapp.core.data.columns import same
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work, operation
from webapp.ledger.models import table_of
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed, WarehouseNotFound
from webapp.locations.queries import find_warehouse
from webapp.receiving.errors import (
    ArticlesRefused,
    ManifestDone,
    ManifestHasGoods,
    ManifestNotFound,
    NotAccepted,
    TooManyLines,
)
from webapp.receiving.expected.announcing import announce, give_up
from webapp.receiving.inputs.manifests import TOLD, AboutManifest, CreateManifest, UpdateManifest
from webapp.receiving.manifests.arriving import Arrived, arrived, judged
from webapp.receiving.manifests.articles import Article, announced_rows, flattened, named_articles, refuse, refuse_rows
from webapp.receiving.models import Manifest
from webapp.receiving.operations.expected import judge_announced
from webapp.receiving.operations.held import change_intake, locked_intake
from webapp.receiving.operations.seat import add_intake
from webapp.receiving.queries.manifests import ManifestShown, find_manifest
from webapp.receiving.rows.receiving import receive_rows
from webapp.receiving.words import pieces

_ONLY = {"json": "people open an intake and announce goods from a list that they look at first"}


@operation(
    needs=Permission.RECEIVE,
    raises=(ArticlesRefused, BinClosed, NoWarehouse, TooManyLines, WarehouseClosed, WarehouseNotFound),
    only=_ONLY,
)
def create_manifest(work: Work, data: CreateManifest) -> ManifestShown:
    """Announce a delivery to one warehouse: an intake whose articles are expected from now on."""
    session, tenant_id = work.session, work.tenant_id
    try:
        warehouse = find_warehouse(session, tenant_id, data.location_id)
    except WarehouseNotFound:
        raise WarehouseNotFound(at="location_id") from None
    articles = named_articles(work, warehouse, flattened(data))
    rows, spans = announced_rows(articles)
    intake = add_intake(work, _about(data))
    good = judge_announced(work, intake, rows)
    paths = [article.path for article, span in zip(articles, spans, strict=True) for _ in span]
    refuse_rows(rows, paths)
    announce(work, intake.id, good)
    kept = {
        "tenant_id": tenant_id,
        "intake_id": intake.id,
        "warehouse_id": warehouse.id,
        "stage": data.status,
        "told": {name: value for name in TOLD if (value := getattr(data, name)) not in (None, "")},
        "articles": [_kept(article, span) for article, span in zip(articles, spans, strict=True)],
        "containers": [
            box.model_dump(include={"tracking_number", "container_number", "layout_id", "unpacked"})
            for box in data.containers or ()
        ],
        "arrived_at": data.arrived_at,
        "processed_at": data.processed_at,
        "created_at": work.at,
    }
    session.execute(insert(table_of(Manifest)), kept)
    work.tell(f"announced {pieces(sum(one.qty for one in good), 'piece')} in the manifest {intake.name}", intake.id)
    return find_manifest(session, tenant_id, intake.id)


def _about(data: AboutManifest) -> dict[str, Any]:
    """What a manifest tells of its intake, in an intake's words."""
    numbers = (data.purchase_order_number, data.order_number, data.reference_number, data.external_id)
    number = next((one for one in numbers if one), None)
    sender = data.sender
    if isinstance(sender, dict):
        sender = next((sender[key] for key in ("name", "company", "business_name") if sender.get(key)), None)
    return {
        "name": f"Manifest {number}"[:200] if number else None,
        "supplier": sender[:200] if isinstance(sender, str) else None,
        "delivery_note": data.order_number,
        "reference": number,
    }


def _kept(article: Article, span: range) -> dict[str, Any]:
    data = article.data
    return {
        "id": new_id("art"),
        "item_id": article.item.variant_id,
        "container": article.container,
        "layout_id": article.layout_id,
        "gtin": data.gtin,
        "name": data.name or None,
        "special_handling_tags": list(data.special_handling_tags or ()),
        "qty": data.wanted,
        "requested_qty": data.requested_qty or 0,
        "picked_qty": data.picked_qty or 0,
        "packed_qty": data.packed_qty or 0,
        "lot_number": data.lot_number,
        "expires_at": data.expires_at.isoformat() if data.expires_at else None,
        "first": span.start,
        "count": len(span),
    }


@operation(
    needs=Permission.RECEIVE,
    raises=(
        ArticlesRefused, AssetExists, BinClosed, ManifestDone, ManifestHasGoods, ManifestNotFound, NoWarehouse,
        NotAccepted, WarehouseClosed,
    ),
    only=_ONLY,
)  # fmt: skip
def update_manifest(work: Work, data: UpdateManifest) -> ManifestShown:
    """Say more of a manifest, or how far it is; completing it books what arrived and gives up what did not."""
    session, tenant_id = work.session, work.tenant_id
    found = find_manifest(session, tenant_id, data.manifest_id)
    intake = locked_intake(work, found.row.intake_id)
    shown = find_manifest(session, tenant_id, intake.id)
    was, status = shown.row.status, data.status or shown.row.status
    _judge_step(was, status)
    news = arrived(shown, data.articles or ())
    if news and was in ("completed", "void"):
        raise ManifestDone(status=was)
    if news and status != "completed":
        words = "What arrived is booked when the manifest is completed: send it together with that status."
        refuse([Detail("articles", words)])
    work.tell(f"changed the manifest {intake.name}", intake.id)
    values = _words(shown, data)
    if status != was:
        _step(work, intake, shown, status, news, values)
    elif values:
        change_intake(work, intake)
    if values:
        mine = (Manifest.tenant_id == tenant_id, Manifest.intake_id == intake.id)
        session.execute(update(Manifest).where(*mine).values(**values))
    return find_manifest(session, tenant_id, intake.id)


def _judge_step(was: str, status: str) -> None:
    """Requested, accepted, processing, completed, in this order; void from any of them, while nothing is here."""
    if status == was:
        return
    if was in ("completed", "void"):
        raise ManifestDone(status=was)
    if was == "requested" and status in ("processing", "completed"):
        raise NotAccepted


def _words(shown: ManifestShown, data: UpdateManifest) -> dict[str, Any]:
    """The columns that what was sent changes; an empty text clears."""
    before = shown.row.told
    sent = {name: value for name in TOLD if (value := getattr(data, name)) is not None}
    told = {name: value for name, value in {**before, **sent}.items() if value != ""}
    values = {} if same(told, before) else {"told": told}
    for name in ("arrived_at", "processed_at"):
        if getattr(data, name) not in (None, getattr(shown.row, name)):
            values[name] = getattr(data, name)
    return values


def _step(
    work: Work, intake: Any, shown: ManifestShown, status: str, news: Sequence[Arrived], values: dict[str, Any]
) -> None:
    """Go on to another status; the last two close the intake, and nothing of it is expected any more."""
    if status != "completed" and shown.row.received:
        raise ManifestHasGoods
    values["stage"] = "processing" if status == "completed" else status
    if status not in ("completed", "void"):
        change_intake(work, intake)
        work.tell(f"said that the manifest {intake.name} is {status}", intake.id)
        return
    good = judged(work, shown, news) if news else []
    if good:
        receive_rows(work, intake, good)
    left = give_up(work, intake.id)
    change_intake(work, intake, status="closed", closed_at=work.at)
    if status == "void":
        work.tell(f"said that the manifest {intake.name} is void: {pieces(left, 'piece')} will not come", intake.id)
        return
    if shown.row.processed_at is None:
        values.setdefault("processed_at", work.at)
    came = pieces(sum(one.qty for one in good), "piece")
    work.tell(f"completed the manifest {intake.name}: {came} received, {left} will not come", intake.id)
