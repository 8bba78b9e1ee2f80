"""What is done to units."""

from webapp.assets.arrivals import Coming, receive_units
from webapp.assets.operations.changing import change_asset, remove_asset
from webapp.assets.operations.many import receive_assets
from webapp.assets.operations.receiving import receive_asset

__all__ = ["Coming", "change_asset", "receive_asset", "receive_assets", "receive_units", "remove_asset"]
