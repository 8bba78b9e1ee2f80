"""What the operations on desks take."""

from typing import Annotated

from pydantic import Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line


class NoInput(Input):
    """Nothing is taken."""


class NameDesk(Input):
    """A name for a desk."""

    name: Annotated[str, Line(60)] = Field(
        title="Name", description="As on the sign above it.", examples=["Receiving 1"]
    )


class DeskId(Input):
    """One of the desks here."""

    desk_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class RenameDesk(DeskId):
    """Another name for a desk."""

    name: Annotated[str, Line(60)] = Field(title="Name", examples=["Receiving 2"])
