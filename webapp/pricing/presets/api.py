"""The JSON door of margin presets."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.pricing.presets.errors import PresetNotFound
from webapp.pricing.presets.operations import change_margin_preset, create_margin_preset, remove_margin_preset
from webapp.pricing.presets.queries import PRESETS, find_preset
from webapp.pricing.presets.wire import PresetJson, preset_json

presets = Api("margin_presets", FLEXPORTAL)

presets.listing(
    "/margin-presets",
    needs=Permission.READ_CATALOGUE,
    lists=lambda: PRESETS,
    key="presets",
    wire=preset_json,
    shape=PresetJson,
    summary="List margin presets.",
)
presets.write("POST", "/margin-presets", calls=create_margin_preset, wire=preset_json, shape=PresetJson, status=201)


@presets.read("/margin-presets/<presetId>", needs=Permission.READ_CATALOGUE, shape=PresetJson, raises=(PresetNotFound,))
def get_margin_preset(actor: Actor, presetId: str) -> Any:  # noqa: N803  (path parts are written as JSON names)
    """One margin preset."""
    return preset_json(find_preset(db.session(), actor.tenant.id, presetId), actor)


presets.write("PATCH", "/margin-presets/<presetId>", calls=change_margin_preset, wire=preset_json, shape=PresetJson)
presets.write("DELETE", "/margin-presets/<presetId>", calls=remove_margin_preset, wire=preset_json, shape=PresetJson)
