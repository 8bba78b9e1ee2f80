"""What the page behind a one-time link takes."""

from typing import Annotated

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, Field

from webapp.accounts.secrets import LONGEST, SHORTEST, weakness
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line

PASSWORD_HELP = f"At least {SHORTEST} characters. A few words in a row are easy to remember."


def _judge_password(password: str) -> str:
    """Say at once what is wrong with it by itself; who it is for is judged by the operation."""
    why = weakness(password, email="")
    if why is not None:
        raise ValueError(why)
    return password


TypedPassword = Annotated[str, MinLen(1), MaxLen(LONGEST), AfterValidator(_judge_password)]
"""A new password as it was typed: nothing is trimmed."""


class UseLink(Input):
    """The secret part of a one-time link."""

    secret: Annotated[str, Line(100)] = Field(json_schema_extra={"widget": "none"})


class JoinAsNew(UseLink):
    """Who was invited and never signed in anywhere."""

    name: Annotated[str, Line(200)] = Field(
        title="Your name",
        description="As your colleagues know you.",
        json_schema_extra={"autocomplete": "name"},
    )
    password: TypedPassword = Field(
        title="Choose a password",
        description=PASSWORD_HELP,
        json_schema_extra={"widget": "password", "autocomplete": "new-password"},
    )


class ResetPassword(UseLink):
    """A new password in place of a forgotten one."""

    password: TypedPassword = Field(
        title="New password",
        description=PASSWORD_HELP,
        json_schema_extra={"widget": "password", "autocomplete": "new-password"},
    )
