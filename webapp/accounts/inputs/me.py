"""What a person changes about themselves."""

from typing import Annotated

from pydantic import Field

from webapp.accounts.inputs.links import PASSWORD_HELP, TypedPassword
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line


class RenameMe(Input):
    """A person's own name."""

    name: Annotated[str, Line(200)] = Field(
        title="Your name",
        description="It stands beside what you do.",
        json_schema_extra={"autocomplete": "name"},
    )


class ChangePassword(Input):
    """The present password, and the one that replaces it."""

    current_password: TypedPassword = Field(
        title="Present password", json_schema_extra={"widget": "password", "autocomplete": "current-password"}
    )
    new_password: TypedPassword = Field(
        title="New password",
        description=PASSWORD_HELP,
        json_schema_extra={"widget": "password", "autocomplete": "new-password"},
    )


class SessionId(Input):
    """One browser in which a person is signed in."""

    session_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
