"""Manifests as PackageX writes them: snake_case, times in whole seconds."""

import datetime as dt
from typing import Any

from typing_extensions import TypedDict

from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.actor import Actor
from webapp.receiving.queries.manifests import Came, ManifestShown


class AssetJson(TypedDict):
    """A unit of an article, and whether it is here."""

    serial_number: str
    received: bool


class ArticleJson(TypedDict):
    """docs/contract.md, PackageX manifests; ``verified_qty`` and ``damaged_qty`` are the older names."""

    object: str
    id: str
    item_id: str
    sku: str
    gtin: str | None
    name: str | None
    layout_id: str | None
    assets: list[AssetJson]
    special_handling_tags: list[str]
    manifested_qty: int
    received_qty: int
    defective_qty: int
    verified_qty: int
    damaged_qty: int
    requested_qty: int
    picked_qty: int
    packed_qty: int
    lot_number: str | None
    expires_at: str | None


class ContainerJson(TypedDict):
    """A box or pallet of a manifest."""

    container_number: str | None
    tracking_number: str | None
    layout_id: str | None
    unpacked: bool
    articles: list[ArticleJson]


class ManifestJson(TypedDict):
    """docs/contract.md, PackageX manifests."""

    object: str
    id: str
    intake_id: str
    organization_id: str
    location_id: str
    location_name: str
    status: str
    articles: list[ArticleJson]
    containers: list[ContainerJson]
    order_number: str | None
    invoice_number: str | None
    purchase_order_number: str | None
    reference_number: str | None
    customer_purchase_order_number: str | None
    container_number: str | None
    load_number: str | None
    external_id: str | None
    alternate_external_id: str | None
    arrived_at: int | None
    processed_at: int | None
    sender: Any
    recipient: Any
    shipment_options: dict[str, Any]
    metadata: dict[str, Any]
    created_at: int
    updated_at: int


def manifest_json(one: ManifestShown, actor: Actor) -> ManifestJson:
    """One manifest."""
    row, told = one.row, one.row.told
    articles = [(kept["container"], _article(kept, came)) for kept, came in zip(row.articles, one.came, strict=True)]
    return ManifestJson(
        object="manifest",
        id=one.id,
        intake_id=row.intake_id,
        organization_id=actor.tenant.slug,
        location_id=row.warehouse_id,
        location_name=row.warehouse_name,
        status=row.status,
        articles=[article for container, article in articles if container is None],
        containers=[
            _container(box, [article for container, article in articles if container == at])
            for at, box in enumerate(row.containers)
        ],
        arrived_at=_seconds(row.arrived_at),
        processed_at=_seconds(row.processed_at),
        sender=told.get("sender"),
        recipient=told.get("recipient"),
        shipment_options=told.get("shipment_options") or {},
        metadata=told.get("metadata") or {},
        created_at=int(row.created_at.timestamp()),
        updated_at=int(row.updated_at.timestamp()),
        order_number=told.get("order_number"),
        invoice_number=told.get("invoice_number"),
        purchase_order_number=told.get("purchase_order_number"),
        reference_number=told.get("reference_number"),
        customer_purchase_order_number=told.get("customer_purchase_order_number"),
        container_number=told.get("container_number"),
        load_number=told.get("load_number"),
        external_id=told.get("external_id"),
        alternate_external_id=told.get("alternate_external_id"),
    )


def _container(box: Any, articles: list[ArticleJson]) -> ContainerJson:
    return ContainerJson(
        container_number=box.get("container_number"),
        tracking_number=box.get("tracking_number"),
        layout_id=box.get("layout_id"),
        unpacked=bool(box.get("unpacked")),
        articles=articles,
    )


def _article(kept: Any, came: Came) -> ArticleJson:
    return ArticleJson(
        object="article",
        id=kept["id"],
        item_id=kept["item_id"],
        sku=came.sku,
        gtin=gtin_text(kept["gtin"]) if kept["gtin"] else None,
        name=kept["name"],
        layout_id=kept["layout_id"],
        assets=[AssetJson(serial_number=serial, received=here) for serial, here in came.serials],
        special_handling_tags=kept["special_handling_tags"],
        manifested_qty=kept["qty"],
        received_qty=came.received,
        defective_qty=came.defective,
        verified_qty=came.received,
        damaged_qty=came.defective,
        requested_qty=kept["requested_qty"],
        picked_qty=kept["picked_qty"],
        packed_qty=kept["packed_qty"],
        lot_number=kept["lot_number"],
        expires_at=kept["expires_at"],
    )


def _seconds(moment: dt.datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
