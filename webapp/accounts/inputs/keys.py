"""What the operations on API keys take."""

import datetime as dt
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, BeforeValidator, Field

from webapp.accounts.permissions import SCOPES
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Day, Line, Whole


def _judge_some(scopes: Any) -> Any:
    if scopes == []:
        raise ValueError("Tick at least one thing that it may do.")
    return scopes


def _judge_scopes(scopes: list[str]) -> list[str]:
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown:
        raise ValueError(f"There is no scope {unknown[0]}. The scopes are {', '.join(SCOPES)}.")
    return ["*"] if "*" in scopes else list(dict.fromkeys(scopes))


class CreateKey(Input):
    """A program's credential; ``*`` is the scope of everything, write covers read."""

    name: Annotated[str, Line(100)] = Field(title="Name", description="What will use it.", examples=["Web shop"])
    scopes: Annotated[
        list[Annotated[str, MaxLen(60)]],
        MinLen(1),
        MaxLen(len(SCOPES)),
        AfterValidator(_judge_scopes),
        BeforeValidator(_judge_some),
    ] = Field(
        title="What it may do",
        examples=[["products:read", "assets:write"]],
        json_schema_extra={"widget": "checks"},
    )
    expires_on: Day | None = Field(
        None,
        title="Last day",
        description="Left blank, it works until it is revoked.",
        examples=[dt.date(2099, 12, 31)],
    )
    requests_per_minute: Annotated[int, Whole(1, 100_000)] | None = Field(
        None, title="Requests per minute", description="Left blank, there is no limit.", examples=[600]
    )


class KeyId(Input):
    """One of the keys of this tenant."""

    key_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
