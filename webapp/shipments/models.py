"""Shipments of orders, and the subscriptions whose units left in each."""

import datetime as dt

from sqlalchemy import ForeignKeyConstraint, Index, Text, column
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import (
    Day,
    Flag,
    Instant,
    PublicRow,
    TenantRow,
    Whole,
    in_batch,
    one_of,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, after_tables, grant
from webapp.ledger.triggers.language import ENGINES, Require, Trigger, never

SENT, VOIDED = "sent", "voided"
"""One that was taken back is voided: to everybody outside as if it had never been."""
SHIPPED = "SHIPPED"
"""What the ledger calls a step of a shipment: it left, was changed, or was taken back."""
_LIVE = column("live", Whole) == 1


class Shipment(PublicRow, Base):
    """What left together for an order."""

    __tablename__ = "shipment"
    order_id: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    tracking_number: Mapped[str | None] = mapped_column(Text)
    carrier: Mapped[str | None] = mapped_column(Text)
    shipped_on: Mapped[dt.date] = mapped_column(Day)
    notes: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[str] = mapped_column(Text)
    """The action by which it is as it is; the one by which it left stands in the ledger (``queries.py``)."""
    created_by: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("order_id", "sales_order", name="fk_shipment_order"),
        in_batch("fk_shipment_batch"),
        one_of("status", (SENT, VOIDED), name="ck_shipment_status"),
        text_size("tracking_number", 100, name="ck_shipment_tracking"),
        text_size("carrier", 100, name="ck_shipment_carrier"),
        text_size("notes", 5000, name="ck_shipment_notes"),
        Index("ix_shipment_order", "tenant_id", "order_id", "shipped_on", "created_at"),
        Index("ix_shipment_batch", "tenant_id", "batch_id"),
        STRICT,
    )


class ShipmentUnit(TenantRow, Base):
    """A unit in a shipment, by the subscription that it went out with; in one live shipment at most."""

    __tablename__ = "shipment_unit"
    shipment_id: Mapped[str] = mapped_column(Text, primary_key=True)
    subscription_id: Mapped[str] = mapped_column(Text, primary_key=True)
    live: Mapped[bool] = mapped_column(Flag)
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "shipment_id"], ["shipment.tenant_id", "shipment.id"], name="fk_shipment_unit_shipment"
        ),
        reference("subscription_id", "subscription", name="fk_shipment_unit_subscription"),
        Index(
            "uq_shipment_unit_live",
            "tenant_id",
            "subscription_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        STRICT,
    )


grant("shipment", "SELECT, INSERT, UPDATE")
grant("shipment_unit", "SELECT, INSERT, UPDATE(live)")

_OF_ORDER = Require(
    "rental_not_of_order",
    "EXISTS (SELECT 1 FROM shipment AS h JOIN subscription AS s"
    " ON s.tenant_id = h.tenant_id AND s.order_id = h.order_id"
    " WHERE h.tenant_id = NEW.tenant_id AND h.id = NEW.shipment_id"
    " AND s.id = NEW.subscription_id AND s.status <> 'voided')",
    "NEW.live = 1",
)
_STAYS_OUT = Require(
    "subscription_shipped",
    "NOT EXISTS (SELECT 1 FROM shipment_unit WHERE tenant_id = NEW.tenant_id"
    " AND subscription_id = NEW.id AND live = 1)",
    "NEW.status = 'voided'",
)


def triggers() -> list[Trigger]:
    """What tables cannot say: only what went out for the order leaves for it, and it is not taken back meanwhile."""
    return [
        Trigger("shipment_unit_born", "shipment_unit", "BEFORE INSERT", (_OF_ORDER,)),
        Trigger("shipment_unit_again", "shipment_unit", "BEFORE UPDATE OF live", (_OF_ORDER,)),
        Trigger("subscription_in_shipment", "subscription", "BEFORE UPDATE OF status", (_STAYS_OUT,)),
        *never("shipment_kept", "shipment", ("DELETE",)),
        *never("shipment_unit_kept", "shipment_unit", ("DELETE",)),
    ]


def attach() -> None:
    """Have every fresh schema get them."""
    for engine in ENGINES:
        after_tables(engine, [one for each in triggers() for one in each.statements(engine)], of="shipment_unit")


attach()
