"""The pages of margin presets."""

from typing import Any

from flask import g, url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Pages
from webapp.pricing.presets.models import MarginPreset
from webapp.pricing.presets.operations import change_margin_preset, create_margin_preset, remove_margin_preset
from webapp.pricing.presets.queries import PRESETS, STANDARD, find_preset, preset_names

pages = Pages("presets")


def _list(**parts: str) -> str:
    return url_for("presets.index")


def _made(preset: MarginPreset) -> Done:
    return Done(_list(), f"{preset.name} is ready to work out prices with.")


def _changed(preset: MarginPreset, preset_id: str) -> Done:
    words = f"{preset.name} is saved. Prices that were worked out with it stay as they are."
    return Done(_list(), f"{words}{_heir()}" if not preset.is_default else words)


def _removed(preset: MarginPreset, preset_id: str) -> Done:
    words = f"{preset.name} is removed. Prices that were worked out with it keep its name."
    return Done(_list(), f"{words}{_heir()}" if preset.is_default else words)


def _heir() -> str:
    """Which preset is the usual one now."""
    names = [name for _, name, is_default in preset_names(db.session(), g.actor.tenant.id) if is_default]
    return f" The usual one is {names[0]}." if names else ""


def _standing(actor: Actor, preset_id: str) -> dict[str, Any]:
    preset = find_preset(db.session(), actor.tenant.id, preset_id)
    return {
        "version": str(preset.version),
        "name": preset.name,
        "marginPercent": str(to_major(preset.margin, PERCENT_DIGITS)),
        "targetMonths": "" if preset.target_months is None else str(preset.target_months),
        "rounding": preset.rounding,
        "isDefault": preset.is_default,
    }


pages.listing(
    "/margin-presets",
    needs=Permission.READ_CATALOGUE,
    lists=PRESETS,
    template="pricing/presets.html",
    context=lambda actor: {"standard": STANDARD},
)
pages.form(
    "/margin-presets/new",
    FormPage(calls=create_margin_preset, template="pricing/preset_new.html", done=_made),
)
pages.form(
    "/margin-presets/<preset_id>",
    FormPage(
        calls=change_margin_preset,
        template="pricing/preset.html",
        done=_changed,
        context=lambda actor, preset_id: {"preset": find_preset(db.session(), actor.tenant.id, preset_id)},
        initial=_standing,
        takes={"preset_id": "presetId"},
        editing=True,
    ),
)
pages.action(
    "/margin-presets/<preset_id>/remove",
    calls=remove_margin_preset,
    done=_removed,
    back=_list,
    takes={"preset_id": "presetId"},
)
