"""What is done to units."""

from webapp.assets.arrivals import Coming, receive_units
from webapp.assets.operations.acting import act_on_assets
from webapp.assets.operations.changing import change_asset, remove_asset
from webapp.assets.operations.handling import change_status, inspect_unit, move_unit, regrade_unit
from webapp.assets.operations.many import receive_assets
from webapp.assets.operations.naming import add_identifier, correct_serial, remove_identifier
from webapp.assets.operations.receiving import receive_asset

__all__ = [
    "Coming",
    "act_on_assets",
    "add_identifier",
    "change_asset",
    "change_status",
    "correct_serial",
    "inspect_unit",
    "move_unit",
    "receive_asset",
    "receive_assets",
    "receive_units",
    "regrade_unit",
    "remove_asset",
    "remove_identifier",
]
