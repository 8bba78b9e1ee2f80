"""What the operations on labels take."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, Field, JsonValue

from webapp.core.codes.reading import MAX_CODE
from webapp.core.inputs.schema import Input
from webapp.core.inputs.types import Hint, Kept, Line, Switch, Whole
from webapp.labels.drawing.content import SYMBOLS
from webapp.labels.drawing.sizes import SIZES

MOST_THINGS = 500
MOST_LABELS = 1000

_SIZE_WORDS = {key: size.words for key, size in SIZES.items()}
_WHAT_WORDS = {"units": "Units", "bins": "Bins", "variants": "Variants (SKUs)"}

SizeKey = Literal["l7160", "l7651", "5160", "roll-57x32", "roll-100x50"]
SymbolKey = Literal["code128", "qr", "gs1"]

_GS1 = "GS1 carries GTIN and serial number where the variant has a GTIN, else the plain code."


def _words(words: Mapping[str, str]) -> dict[str, JsonValue]:
    return {"words": dict(words)}


Scanned = Annotated[str, MinLen(1), MaxLen(MAX_CODE), Hint("line")]
"""A code as it was scanned, separators and all."""

DPIS = (203, 300, 600)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:]+")


def _judge_host(host: str) -> str:
    if not _HOST.fullmatch(host) or ".." in host:
        raise ValueError("Write an address such as 192.168.1.40, or a name such as zebra-1.local, and nothing else.")
    return host


def _judge_dpi(dpi: int) -> int:
    if dpi not in DPIS:
        raise ValueError("Label printers have 203, 300 or 600 dots per inch.")
    return dpi


Dpi = Annotated[int, Whole(203, 600), AfterValidator(_judge_dpi)]


class PrintLabels(Input):
    """Labels of units, bins or variants; what they are for is said by ids, by codes, or by a whole warehouse."""

    what: Literal["units", "bins", "variants"] = Field(
        title="Labels for", examples=["bins"], json_schema_extra=_words(_WHAT_WORDS)
    )
    ids: Annotated[list[Annotated[str, Line(64)]], MaxLen(MOST_THINGS)] = Field(
        [], title="Ids", json_schema_extra={"widget": "hidden"}
    )
    codes: Annotated[list[Annotated[str, Line(500)]], MaxLen(MOST_THINGS)] = Field(
        [],
        title="Which",
        description="One on a line: serial numbers, or SKUs, or places such as RTM/A-01-02 or RTM/A-01-01…A-04-12.",
        json_schema_extra={"widget": "lines"},
    )
    location_id: Annotated[str, Line(64)] | None = Field(
        None,
        title="All bins of a warehouse",
        examples=["wh_1m7yq0zrd1gpvd3takvnz8rs4"],
        alias="location_id",
        json_schema_extra={"widget": "select"},
    )
    size: SizeKey = Field("l7160", title="Label size", examples=["l7160"], json_schema_extra=_words(_SIZE_WORDS))
    symbol: SymbolKey = Field(
        "code128", title="Code", description=_GS1, examples=["code128"], json_schema_extra=_words(SYMBOLS)
    )
    copies: Annotated[int, Whole(1, 20)] = Field(1, title="Copies of each", examples=[1])
    start: Annotated[int, Whole(1, 65)] = Field(
        1, title="First label at", description="On a sheet that is used in part, counted along the rows.", examples=[1]
    )
    printer_id: Annotated[str, Line(64)] | None = Field(
        None,
        title="Printer",
        description="Left blank, a PDF and a ZPL file are made. A printer prints its own size.",
        json_schema_extra={"widget": "select"},
    )


class PrintAgain(Input):
    """What was printed before."""

    job_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class SettleJob(PrintAgain):
    """What became of a job: nothing said when its printer took it."""

    said: Annotated[str, Line(500)] | None = None


class AddPrinter(Input):
    """A label printer: its address, and the labels it holds."""

    name: Annotated[str, Line(60)] = Field(title="Name", description="As on the sign above it.", examples=["Zebra 1"])
    host: Annotated[str, Line(255), AfterValidator(_judge_host)] = Field(
        title="Address", description="Its number in the network, or its name there.", examples=["192.168.1.40"]
    )
    port: Annotated[int, Whole(1024, 65_535)] = Field(9100, title="Port", examples=[9100])
    dpi: Dpi = Field(203, title="Dots per inch", examples=[203], json_schema_extra={"widget": "select"})
    width: Annotated[int, Whole(15, 200)] = Field(
        57, title="Label width", json_schema_extra={"data-unit": "mm"}, examples=[57]
    )
    height: Annotated[int, Whole(10, 300)] = Field(
        32, title="Label height", json_schema_extra={"data-unit": "mm"}, examples=[32]
    )


class PrinterId(Input):
    """One of the printers here."""

    printer_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ChangePrinter(PrinterId):
    """A printer as it is to be; what is not sent stays, ``version`` is what was read."""

    version: Annotated[int, Whole(1)] | None = Field(None, json_schema_extra={"widget": "hidden"})
    name: Annotated[Annotated[str, Line(60)] | None, Kept()] = Field(None, title="Name", examples=["Zebra 2"])
    host: Annotated[Annotated[str, Line(255), AfterValidator(_judge_host)] | None, Kept()] = Field(
        None, title="Address", examples=["192.168.1.41"]
    )
    port: Annotated[Annotated[int, Whole(1024, 65_535)] | None, Kept()] = Field(None, title="Port", examples=[9100])
    dpi: Annotated[Dpi | None, Kept()] = Field(
        None, title="Dots per inch", examples=[300], json_schema_extra={"widget": "select"}
    )
    width: Annotated[Annotated[int, Whole(15, 200)] | None, Kept()] = Field(
        None, title="Label width", json_schema_extra={"data-unit": "mm"}, examples=[100]
    )
    height: Annotated[Annotated[int, Whole(10, 300)] | None, Kept()] = Field(
        None, title="Label height", json_schema_extra={"data-unit": "mm"}, examples=[50]
    )


class SetReceiptLabels(Input):
    """Whether units get a label as they arrive: at one desk, or wherever a desk has no rule of its own."""

    desk_id: Annotated[str, Line(64)] | None = Field(None, title="Desk", json_schema_extra={"widget": "none"})
    on_receipt: Switch = Field(title="Print a label for every unit that is received", examples=[True])
    printer_id: Annotated[str, Line(64)] | None = Field(
        None,
        title="Printer",
        description="None: the desk shows a link to each label's PDF.",
        json_schema_extra={"widget": "select"},
    )
    size: SizeKey = Field(
        "l7160",
        title="Label size without a printer",
        examples=["roll-57x32"],
        json_schema_extra=_words(_SIZE_WORDS),
    )
    symbol: SymbolKey = Field(
        "code128", title="Code", description=_GS1, examples=["gs1"], json_schema_extra=_words(SYMBOLS)
    )


class DeskRule(Input):
    """The rule of one desk."""

    desk_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})


class ProveLabel(Input):
    """What the label says, and what it stands on: the unit's own code, or the unit itself."""

    label: Scanned = Field(title="Code on the label", examples=["010950600013435221C02ZX1Y2MD6T"])
    unit: Scanned | None = Field(None, title="Code on the unit", examples=["C02ZX1Y2MD6T"])
    unit_id: Annotated[str, Line(64)] | None = Field(
        None, title="Unit", examples=["unit_1m7yq0zrd1gpvd3takvnz8rs4"], json_schema_extra={"widget": "hidden"}
    )
