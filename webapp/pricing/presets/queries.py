"""The list of margin presets, and which one a price is worked out with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import Session

from webapp.core.inputs.text import fold
from webapp.core.listing.listing import ASCENDING, Column, Listing, contains
from webapp.pricing.presets.errors import PresetNotFound
from webapp.pricing.presets.models import MarginPreset


@dataclass(frozen=True)
class Preset:
    """What a price is worked out with."""

    name: str
    margin: int
    target_months: int | None = None
    rounding: str = "none"


STANDARD = Preset("Standard", 1000)
"""What every tenant begins with, and falls back on when it has no default."""


def _preset_rows(tenant_id: int) -> Select[Any]:
    shown: list[Any] = [
        MarginPreset.id,
        MarginPreset.name,
        MarginPreset.margin,
        MarginPreset.target_months,
        MarginPreset.rounding,
        MarginPreset.is_default,
        MarginPreset.version,
        MarginPreset.created_at,
        MarginPreset.updated_at,
        case((MarginPreset.is_default == True, "Yes"), else_="").label("usual"),
    ]
    return select(*shown).where(MarginPreset.tenant_id == tenant_id)


PRESETS = Listing(
    name="margin presets",
    rows=_preset_rows,
    columns=(
        Column("name", "Preset", "link", sort="name", priority=1),
        Column("margin", "Margin", "percent", sort="marginPercent", priority=1),
        Column("target_months", "Months", "number", priority=1),
        Column("usual", "The usual one", priority=2),
        Column("updated_at", "Changed", "time", priority=3),
        Column("created_at", "Since", "time", sort="createdAt", page=False),
    ),
    sorts={"name": MarginPreset.name_key, "marginPercent": MarginPreset.margin, "createdAt": MarginPreset.created_at},
    tie=MarginPreset.id,
    search=lambda text: contains(MarginPreset.name, text),
    search_label="Name",
    default_sort="name",
    default_direction=ASCENDING,
)


def find_preset(session: Session, tenant_id: int, preset_id: str) -> Any:
    """One preset as the list has it; raises PresetNotFound."""
    found = session.execute(_preset_rows(tenant_id).where(MarginPreset.id == preset_id)).one_or_none()
    if found is None:
        raise PresetNotFound
    return found


def preset_names(session: Session, tenant_id: int) -> list[tuple[str, str, bool]]:
    """Id and name of each preset, and whether it is the default, for a choice; at most 200."""
    rows = session.execute(
        select(MarginPreset.id, MarginPreset.name, MarginPreset.is_default)
        .where(MarginPreset.tenant_id == tenant_id)
        .order_by(MarginPreset.name_key)
        .limit(200)
    )
    return [(row.id, row.name, row.is_default) for row in rows]


def chosen_preset(session: Session, tenant_id: int, asked: str | None) -> Preset:
    """The preset of this id or name, or else the tenant's default; raises PresetNotFound."""
    which = MarginPreset.is_default == True
    if asked:
        which = or_(MarginPreset.id == asked, MarginPreset.name_key == fold(asked))
    columns: list[Any] = [MarginPreset.name, MarginPreset.margin, MarginPreset.target_months, MarginPreset.rounding]
    found = session.execute(
        select(*columns).where(MarginPreset.tenant_id == tenant_id, which).order_by(MarginPreset.id).limit(1)
    ).one_or_none()
    if found is None and asked:
        raise PresetNotFound(at="preset")
    return STANDARD if found is None else Preset(*found)
