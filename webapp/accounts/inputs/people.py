"""What the operations on people take."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.config import JsonDict

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Email, Line

Role = Literal["viewer", "operator", "manager", "admin"]

ROLE_WORDS: JsonDict = {
    "viewer": "Viewer: sees everything, changes nothing",
    "operator": "Operator: receives, moves, fulfils, takes back, counts",
    "manager": "Manager: also the catalogue, prices and corrections",
    "admin": "Administrator: also people, keys and settings",
}


class InvitePerson(Input):
    """Somebody who shall work here."""

    email: Email = Field(title="E-mail", description="They sign in with it.", examples=["olga@renter.example"])
    role: Role = Field("operator", title="Role", json_schema_extra={"words": ROLE_WORDS})
    name: Annotated[str, Line(200)] | None = Field(
        None, title="Name", description="Left blank, they give it themselves.", examples=["Olga Vermeer"]
    )


class PersonId(Input):
    """One of the people here."""

    user_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ChangeRole(PersonId):
    """What a person may do from now on."""

    role: Role = Field(title="Role", json_schema_extra={"words": ROLE_WORDS})
