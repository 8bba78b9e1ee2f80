"""Steps of a unit's life: what is held, what is wanted, how it is carried out, and how it is put back."""

from webapp.assets.steps.carrying import Done, carry_out
from webapp.assets.steps.holding import HeldUnit, Hold, hold_units
from webapp.assets.steps.planning import Goal, Wish
from webapp.assets.steps.ways import ENDS, REASONS

__all__ = ["ENDS", "REASONS", "Done", "Goal", "HeldUnit", "Hold", "Wish", "carry_out", "hold_units"]
