"""The pages of custom fields."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages
from webapp.customfields.models import CustomField
from webapp.customfields.operations import change_custom_field, create_custom_field, remove_custom_field
from webapp.customfields.queries import FIELDS, find_field

pages = Pages("custom_fields")

_ONE = "/custom-fields/<field_id>"
_TAKES = {"field_id": "fieldId"}


def _list(**parts: str) -> str:
    return url_for("custom_fields.index")


def _made(field: CustomField) -> Done:
    return Done(_list(), f"{field.label} stands in the forms now.")


def _saved(field: CustomField, field_id: str) -> Done:
    return Done(_list(), f"{field.label} is saved. What stands in it already stays as it is.")


def _removed(field: CustomField, field_id: str) -> Done:
    return Done(_list(), f"{field.label} is removed. What stands in it stays, as {field.key}.")


def _standing(actor: Actor, field_id: str) -> dict[str, Any]:
    row = find_field(db.session(), actor.tenant.id, field_id)
    return {
        "version": str(row.version),
        "label": row.label,
        "kind": row.kind,
        "options": "\n".join(row.options),
        "required": row.required,
        "position": str(row.position),
    }


pages.listing("/custom-fields", needs=Permission.READ_SETTINGS, lists=FIELDS, template="customfields/index.html")
pages.form("/custom-fields/new", FormPage(calls=create_custom_field, template="customfields/new.html", done=_made))
pages.form(
    _ONE,
    FormPage(
        calls=change_custom_field,
        template="customfields/edit.html",
        done=_saved,
        context=lambda actor, field_id: {"field": find_field(db.session(), actor.tenant.id, field_id)},
        initial=_standing,
        takes=_TAKES,
        editing=True,
    ),
)
pages.action(f"{_ONE}/remove", calls=remove_custom_field, done=_removed, back=_list, takes=_TAKES)
