"""What naming a unit takes: another serial number, further codes."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from webapp.assets.inputs.receiving import Serial
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Line, Note, Switch

Kind = Literal["asset_tag", "imei", "other"]

_NONE: Any = {"widget": "none"}


class NamedAsset(Input):
    """One unit: by its serial number or a code of it from a program, by its id from a page."""

    asset_serial_number: Annotated[str, Line(300)] | None = Field(
        None, title="Unit", examples=["C02ZX1Y2MD6T"], json_schema_extra=_NONE
    )
    unit_id: Annotated[str, Line(64)] | None = Field(None, json_schema_extra=_NONE)

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.asset_serial_number is None and self.unit_id is None:
            raise ValueError("Say which unit: send assetSerialNumber")
        return self


class CorrectSerial(NamedAsset):
    """Another serial number for a unit whose first one was wrong."""

    serial_number: Serial = Field(title="Right serial number", examples=["C02ZX1Y2MD6X"])
    reason: Annotated[str, Note(2000, 1)] = Field(
        title="Why", description="The old number still finds the unit.", examples=["Misread O for 0"]
    )
    sure: Switch = Field(
        False,
        title="It is right, although it breaks the product's rule",
        description="Needed only where the product has a rule for serial numbers that this one does not follow.",
        examples=[True],
    )


class AddIdentifier(NamedAsset):
    """A further code of a unit."""

    kind: Kind = Field(
        title="Kind",
        examples=["asset_tag"],
        json_schema_extra={"words": {"asset_tag": "Asset tag", "imei": "IMEI", "other": "Other code"}},
    )
    code: Annotated[str, Line(256)] = Field(title="Code", description="Scan or type it.", examples=["TAG-00017"])


class RemoveIdentifier(Input):
    """A code that a unit does not have any more."""

    identifier_id: Annotated[str, Line(64)] = Field(json_schema_extra=_NONE)
