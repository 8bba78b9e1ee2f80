"""What higher features know of places: asked in the same transaction, subscribed to in ``features.py``."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.core.operation.hooks import Hook

lies_in_bin: Hook[[Session, int, str], str] = Hook("lies_in_bin")
"""What lies in the bin of this tenant and id, as a sentence begins: ``3 units lie``; nothing when it is empty."""

lies_in_warehouse: Hook[[Session, int, str], str] = Hook("lies_in_warehouse")
"""The same of a warehouse and all its bins."""


@dataclass(frozen=True)
class Panel:
    """A part that a higher feature puts on a bin's page: its template, and what that gets as ``told``."""

    template: str
    told: Any


bin_shown: Hook[[Actor, str], Panel | None] = Hook("bin_shown")
"""The page of the bin of this id is about to be shown: what a higher feature has to say of it, if anything."""

bin_told: Hook[[Actor, str], list[dict[str, Any]]] = Hook("bin_told")
"""The timeline of the bin of this id is about to be told: lines of a higher feature, as the timeline shows them."""
