"""Making, changing and removing margin presets."""

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import lock_tenant
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.pricing.presets.errors import DefaultPresetTaken, PresetNameTaken, PresetNotFound
from webapp.pricing.presets.inputs import ChangePreset, CreatePreset, PresetId
from webapp.pricing.presets.models import MarginPreset
from webapp.pricing.presets.queries import STANDARD

COLUMNS = {
    "name": "name",
    "margin_percent": "margin",
    "target_months": "target_months",
    "rounding": "rounding",
    "is_default": "is_default",
}


@operation(needs=Permission.EDIT_CATALOGUE, raises=(PresetNameTaken, DefaultPresetTaken))
def create_margin_preset(work: Work, data: CreatePreset) -> MarginPreset:
    """Make a margin preset; one that is the default takes that from the one before."""
    values = {column: getattr(data, field) for field, column in COLUMNS.items()}
    if data.is_default:
        _take_default(work)
    preset = MarginPreset(
        tenant_id=work.tenant_id,
        id=new_id("mpr"),
        name_key=fold(data.name),
        version=1,
        created_at=work.at,
        updated_at=work.at,
        **values,
    )
    work.session.add(preset)
    work.tell(f"made the margin preset {preset.name}", preset.id)
    work.changed(preset.id, None, values)
    return preset


@operation(needs=Permission.EDIT_CATALOGUE, raises=(PresetNotFound, PresetNameTaken, DefaultPresetTaken, StaleEdit))
def change_margin_preset(work: Work, data: ChangePreset) -> MarginPreset:
    """Change a margin preset; prices that were worked out with it stay as they are."""
    sent = {COLUMNS[name]: getattr(data, name) for name in data.model_fields_set if name in COLUMNS}
    if sent.get("is_default"):
        _take_default(work, data.preset_id)
    elif "is_default" in sent:
        lock_tenant(work.session, work.tenant_id)
    preset = _preset(work, data.preset_id)
    if data.version is not None and data.version != preset.version:
        raise StaleEdit(what=preset.name, version=preset.version)
    before = {column: getattr(preset, column) for column in COLUMNS.values()}
    after = {**before, **sent}
    if after != before:
        for column, value in sent.items():
            setattr(preset, column, value)
        preset.name_key = fold(preset.name)
        preset.version, preset.updated_at = preset.version + 1, work.at
        if before["is_default"] and not after["is_default"]:
            work.session.flush()
            _hand_on_default(work, preset.id)
    work.tell(f"changed the margin preset {preset.name}", preset.id)
    work.changed(preset.id, before, after)
    return preset


@operation(needs=Permission.EDIT_CATALOGUE, raises=(PresetNotFound,))
def remove_margin_preset(work: Work, data: PresetId) -> MarginPreset:
    """Remove a margin preset; prices that were worked out with it keep its name; another is the default then."""
    lock_tenant(work.session, work.tenant_id)
    preset = _preset(work, data.preset_id)
    work.session.execute(
        delete(MarginPreset).where(MarginPreset.tenant_id == work.tenant_id, MarginPreset.id == preset.id)
    )
    work.session.expunge(preset)
    if preset.is_default:
        _hand_on_default(work, preset.id)
    work.tell(f"removed the margin preset {preset.name}", preset.id)
    work.changed(preset.id, {column: getattr(preset, column) for column in COLUMNS.values()}, None)
    return preset


def make_first_preset(session: Session, actor: Actor) -> None:
    """Give a new tenant the preset that everybody begins with."""
    now = clock.now()
    values: dict[str, Any] = {
        "tenant_id": actor.tenant.id,
        "id": new_id("mpr"),
        "name": STANDARD.name,
        "name_key": fold(STANDARD.name),
        "margin": STANDARD.margin,
        "target_months": STANDARD.target_months,
        "rounding": STANDARD.rounding,
        "is_default": True,
        "version": 1,
        "created_at": now,
        "updated_at": now,
    }
    session.execute(insert(MarginPreset).values(values))


def _preset(work: Work, preset_id: str) -> MarginPreset:
    found = work.session.execute(
        select(MarginPreset)
        .where(MarginPreset.tenant_id == work.tenant_id, MarginPreset.id == preset_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise PresetNotFound
    return found


def _take_default(work: Work, but: str = "") -> None:
    """Leave no other default, and let nobody make one until this is done."""
    lock_tenant(work.session, work.tenant_id)
    work.session.execute(
        update(MarginPreset)
        .where(
            MarginPreset.tenant_id == work.tenant_id,
            MarginPreset.is_default == True,
            MarginPreset.id != but,
        )
        .values(is_default=False, version=MarginPreset.version + 1, updated_at=work.at)
    )


def _hand_on_default(work: Work, but: str) -> None:
    """Let the first other preset be the default: while there are presets, one of them is the usual one."""
    heir = work.session.execute(
        select(MarginPreset.id)
        .where(MarginPreset.tenant_id == work.tenant_id, MarginPreset.id != but)
        .order_by(MarginPreset.name_key)
        .limit(1)
    ).scalar_one_or_none()
    if heir is None:
        return
    work.session.execute(
        update(MarginPreset)
        .where(MarginPreset.tenant_id == work.tenant_id, MarginPreset.id == heir)
        .values(is_default=True, version=MarginPreset.version + 1, updated_at=work.at)
    )
    work.changed(heir, {"is_default": False}, {"is_default": True})
