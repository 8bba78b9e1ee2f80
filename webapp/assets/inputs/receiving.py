"""What the operations on units take."""

from typing import Annotated

from pydantic import AfterValidator, Field

from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Blank, Day, Line, Money, Note, Switch


def _judge_segments(serial: str) -> str:
    """A serial stands in an address, where a slash at either end and a dot between slashes get lost."""
    if serial.startswith("/") or serial.endswith("/"):
        raise ValueError("A serial number does not begin or end with a slash.")
    if {".", ".."} & set(serial.split("/")):
        raise ValueError("A serial number is not only dots, nor is a part of it between slashes. Type it in full.")
    return serial


Serial = Annotated[str, Line(256), AfterValidator(_judge_segments)]


class ReceiveAsset(Input):
    """One unit that arrived (docs/contract.md, FlexPortal assets)."""

    sku: Annotated[str, Line(200)] = Field(
        title="SKU", description="Scan or type the variant's SKU.", examples=["MACBOOK-PRO-16-M3-A"]
    )
    serial_number: Serial = Field(title="Serial number", examples=["C02ZX1Y2MD6T"], json_schema_extra={"id": "scan"})
    acquisition_cost: Money | None = Field(
        None, title="Cost", description="Left blank, the variant's own cost.", examples=[1800]
    )
    acquisition_date: Annotated[Day | None, Blank] = Field(
        None, title="Acquired on", description="Left blank, today.", examples=["2025-01-15"]
    )
    location: Annotated[str, Line(500, 0)] | None = Field(
        None, title="Place", description="A warehouse, or CODE/BIN such as RTM/A-01-02.", examples=["RTM/A-01-02"]
    )
    condition: Annotated[str, Line(500, 0)] | None = Field(None, title="Condition", examples=["like new"])
    notes: Annotated[str, Note(5000)] | None = Field(None, title="Notes", examples=["Box slightly dented"])
    status: Annotated[str, Line(50, 0)] | None = Field(
        None, title="Status", examples=["available"], json_schema_extra={"widget": "none"}
    )
    product_name: Annotated[str, Line(500, 0)] | None = Field(
        None, title="Shown as", examples=["MacBook Pro 16"], json_schema_extra={"widget": "none"}
    )
    sure: Switch = Field(
        False,
        title="It is right, although it breaks the product's rule",
        description="Needed only where the product has a rule for serial numbers that this one does not follow.",
        json_schema_extra={"widget": "none"},
    )
