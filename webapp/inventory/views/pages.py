"""The blueprints of stock records, and what several of their pages need."""

from typing import Any

from flask import url_for

from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Pages
from webapp.inventory.queries.records import RecordRow, find_record

pages = Pages("records")
low_pages = Pages("low_stock")

TAKES = {"record_id": "recordId"}


def record_of(actor: Actor, record_id: str) -> dict[str, Any]:
    """The record that a page is about; raises RecordNotFound."""
    return {"record": find_record(db.session(), actor.tenant.id, record_id)}


def address(row: RecordRow) -> str:
    """The page of a record."""
    return url_for("records.record", record_id=row.id)
