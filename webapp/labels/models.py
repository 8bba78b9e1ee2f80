"""Printers, what was printed, and what is printed when something arrives."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import (
    Flag,
    Instant,
    Json,
    PublicRow,
    TenantRow,
    Whole,
    in_batch,
    one_of,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

KINDS = ("units", "bins", "variants")
STATES = ("made", "waiting", "sent", "failed")


class Printer(PublicRow, Base):
    """A label printer that an administrator has allowed; its address is the only one that labels are ever sent to."""

    __tablename__ = "printer"
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    host: Mapped[str] = mapped_column(Text)
    port: Mapped[int] = mapped_column(Whole)
    dpi: Mapped[int] = mapped_column(Whole)
    width: Mapped[int] = mapped_column(Whole)
    height: Mapped[int] = mapped_column(Whole)
    active: Mapped[bool] = mapped_column(Flag)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_printer_tenant"),
        CheckConstraint("port BETWEEN 1 AND 65535", name="ck_printer_port"),
        CheckConstraint("dpi IN (203, 300, 600)", name="ck_printer_dpi"),
        text_size("name", 60, name="ck_printer_name"),
        text_size("host", 255, name="ck_printer_host"),
        Index(
            "uq_printer_name",
            "tenant_id",
            "name_key",
            unique=True,
            sqlite_where=text("active = 1"),
            postgresql_where=text("active = 1"),
        ),
        STRICT,
    )


class PrintJob(PublicRow, Base):
    """Labels that somebody asked for: of which things, in what shape; who and when stands in the batch.

    ``size`` names a sheet or a roll, or is a printer's own (``57x32``). A job for a printer waits until it is sent.
    """

    __tablename__ = "print_job"
    what: Mapped[str] = mapped_column(Text)
    things: Mapped[Any] = mapped_column(Json)
    size: Mapped[str] = mapped_column(Text)
    symbol: Mapped[str] = mapped_column(Text)
    copies: Mapped[int] = mapped_column(Whole)
    start: Mapped[int] = mapped_column(Whole)
    printer_id: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    said: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    __table_args__ = (
        in_batch("fk_print_job_batch"),
        reference("printer_id", "printer", name="fk_print_job_printer"),
        one_of("what", KINDS, name="ck_print_job_what"),
        one_of("state", STATES, name="ck_print_job_state"),
        text_size("said", 500, name="ck_print_job_said"),
        Index("ix_print_job_at", "tenant_id", "created_at", "id"),
        Index("ix_print_job_batch", "tenant_id", "batch_id"),
        STRICT,
    )


class LabelSetting(TenantRow, Base):
    """What is printed when a unit arrives: for one desk, or (``place`` is ``house``) wherever a desk says nothing."""

    __tablename__ = "label_setting"
    place: Mapped[str] = mapped_column(Text, primary_key=True)
    desk_id: Mapped[str | None] = mapped_column(Text)
    on_receipt: Mapped[bool] = mapped_column(Flag)
    printer_id: Mapped[str | None] = mapped_column(Text)
    size: Mapped[str] = mapped_column(Text)
    symbol: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_label_setting_tenant"),
        reference("desk_id", "desk", name="fk_label_setting_desk"),
        reference("printer_id", "printer", name="fk_label_setting_printer"),
        CheckConstraint("(place = 'house') = (desk_id IS NULL)", name="ck_label_setting_place"),
        STRICT,
    )
