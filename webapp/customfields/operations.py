"""Making, changing and removing custom fields."""

import re

from sqlalchemy import delete, select

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.customfields.errors import CustomFieldNotFound, CustomFieldTaken
from webapp.customfields.inputs import ChangeCustomField, CreateCustomField, OneCustomField, choices_words
from webapp.customfields.models import CustomField

_EDITED = ("label", "kind", "options", "required", "position")


@operation(needs=Permission.EDIT_SETTINGS, raises=(CustomFieldTaken,))
def create_custom_field(work: Work, data: CreateCustomField) -> CustomField:
    """Make a field of the tenant's own; what stands under its name already is found by it at once."""
    values = {name: getattr(data, name) for name in ("section", *_EDITED)} | {"key": data.key or _key_of(data.label)}
    made = CustomField(
        tenant_id=work.tenant_id, id=new_id("fld"), version=1, created_at=work.at, updated_at=work.at, **values
    )
    work.session.add(made)
    work.tell(f"made the field {made.label} of {made.section}s", made.id)
    work.changed(made.id, None, values)
    return made


@operation(needs=Permission.EDIT_SETTINGS, raises=(CustomFieldNotFound, StaleEdit))
def change_custom_field(work: Work, data: ChangeCustomField) -> CustomField:
    """Change a field; what stands in it stays, and is judged anew when it is written again."""
    found = _locked(work, data.field_id)
    if data.version not in (None, found.version):
        raise StaleEdit(what=found.label, version=found.version)
    before = {name: getattr(found, name) for name in _EDITED}
    after = {**before, **{name: getattr(data, name) for name in data.model_fields_set if name in _EDITED}}
    if after["kind"] != "select" == before["kind"] and "options" not in data.model_fields_set:
        after["options"] = []
    if (after["kind"] == "select") != bool(after["options"]):
        raise InputRefused([Detail("options", choices_words(after["kind"]), "custom")])
    if after != before:
        for name, value in after.items():
            setattr(found, name, value)
        found.version, found.updated_at = found.version + 1, work.at
    work.tell(f"changed the field {found.label} of {found.section}s", found.id)
    work.changed(found.id, before, after)
    return found


@operation(needs=Permission.EDIT_SETTINGS, raises=(CustomFieldNotFound,))
def remove_custom_field(work: Work, data: OneCustomField) -> CustomField:
    """Remove a field from the forms; what stands in it stays, under its name for programs."""
    found = _locked(work, data.field_id)
    work.session.execute(delete(CustomField).where(CustomField.tenant_id == work.tenant_id, CustomField.id == found.id))
    work.session.expunge(found)
    work.tell(f"removed the field {found.label} of {found.section}s", found.id)
    work.changed(found.id, {name: getattr(found, name) for name in ("section", "key", *_EDITED)}, None)
    return found


def _key_of(label: str) -> str:
    words = re.findall(r"[A-Za-z0-9]+", label)
    key = "".join(word[:1].upper() + word[1:] for word in words)
    key = key[:1].lower() + key[1:60]
    if not key or not key[0].isalpha():
        raise InputRefused([Detail("key", "No name can be made of this label. Write one.", "custom")])
    return key


def _locked(work: Work, field_id: str) -> CustomField:
    found = work.session.execute(
        select(CustomField)
        .where(CustomField.tenant_id == work.tenant_id, CustomField.id == field_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise CustomFieldNotFound
    return found
