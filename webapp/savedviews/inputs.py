"""What the operations on saved views take."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Switch, Whole
from webapp.core.listing.saved import MAX_QUERY, canonical, list_pages


def _known_list(name: str) -> str:
    if name not in list_pages:
        raise ValueError("There is no such list.")
    return name


def _something(query: str) -> str:
    if not query:
        raise ValueError("Filter, search or sort the list first: this is the list as it always is.")
    return query


class SaveView(Input):
    """A list as it is filtered, searched and sorted, and a name for that."""

    list_name: Annotated[str, Line(100), AfterValidator(_known_list)] = Field(
        alias="list", title="List", json_schema_extra={"widget": "hidden"}, examples=["assets.index"]
    )
    query: Annotated[str, Line(MAX_QUERY), BeforeValidator(canonical), AfterValidator(_something)] = Field(
        title="Filters", json_schema_extra={"widget": "hidden"}, examples=["q=C02&status=returned"]
    )
    name: Annotated[str, Line(100)] = Field(title="Name", examples=["Returned in Rotterdam"])
    shared: Switch = Field(False, title="For everybody here", examples=[True])


class ViewId(Input):
    """One of the saved views."""

    view_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class RenameView(ViewId):
    """Another name; ``version`` is what was read, so that nobody overwrites unseen."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    name: Annotated[str, Line(100)] = Field(title="Name", examples=["Returned, all places"])
