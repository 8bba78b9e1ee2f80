"""What PackageX is told of a manifest (docs/contract.md, PackageX manifests)."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core.core_schema import ValidationInfo

from webapp.assets.inputs import Serial
from webapp.core.inputs.gtin import Gtin
from webapp.core.inputs.schema import SnakeInput
from webapp.core.inputs.span import within
from webapp.core.inputs.text import clean
from webapp.core.inputs.types import Blank, Day, Line, Whole, zone_of
from webapp.receiving.inputs.rows import MOST_ROWS

_MILLISECONDS = 100_000_000_000


def _digits(value: Any) -> Any:
    """Quantities are numbers; this dialect also writes them as text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11 else value


def _moment(value: Any, info: ValidationInfo) -> Any:
    """Seconds or milliseconds since 1970, or ISO text; without a zone it is UTC."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and value == int(value):
        seconds = int(value) // 1000 if value >= _MILLISECONDS else int(value)
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=min(max(seconds, 0), _MILLISECONDS))
    else:
        try:
            moment = dt.datetime.fromisoformat(value if isinstance(value, str) else "")
            moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        except ValueError:
            raise ValueError("This is a time: whole seconds since 1970, or such as 2026-03-31T08:00:00Z.") from None
    return within(moment, zone_of(info)).astimezone(dt.UTC)


def _who(value: Any) -> Any:
    """A party: a name, or whatever is known of it."""
    if not (value is None or isinstance(value, (str, dict))):
        raise ValueError("This is an object or a text.")
    if isinstance(value, str) and len(value := clean(value)) > 200:
        raise ValueError("This is too long: at most 200 characters.")
    return value


def _asset(value: Any) -> Any:
    return {"serial_number": value} if isinstance(value, str) else value


Quantity = Annotated[int, Whole(), BeforeValidator(_digits)]
Moment = Annotated[dt.datetime, BeforeValidator(_moment), WithJsonSchema({"type": ["integer", "string"]})]
_Word = Annotated[str, Line(200, 0)]
_Who = Annotated[Any, AfterValidator(_who), WithJsonSchema({"type": ["object", "string", "null"]})]


class AssetIn(SnakeInput):
    """One unit, by its serial number; a bare text is one too."""

    serial_number: Serial = Field(examples=["C02ZX1Y2MD6T"])
    defective: bool = Field(default=False, description="It arrived, and not as something to be used.")


class ArticleIn(SnakeInput):
    """So many of one item: what was announced, and on completing the manifest what arrived."""

    id: Annotated[str, Line(64)] | None = Field(None, description="On an update: which article.")
    item_id: Annotated[str, Line(64)] | None = None
    sku: Annotated[str, Line(200)] | None = Field(None, examples=["MACBOOK-PRO-16-M3-A"])
    gtin: Gtin | None = None
    name: _Word | None = None
    layout_id: Annotated[Annotated[str, Line(64)] | None, Blank] = None
    assets: Annotated[list[Annotated[AssetIn, BeforeValidator(_asset)]], Field(max_length=MOST_ROWS)] | None = Field(
        None, description="The serial numbers, as far as they are known."
    )
    special_handling_tags: Annotated[list[_Word], Field(max_length=50)] | None = None
    manifested_qty: Quantity | None = Field(None, description="How many are to come.", examples=[1])
    requested_qty: Quantity | None = None
    packed_qty: Quantity | None = None
    picked_qty: Quantity | None = None
    received_qty: Quantity | None = Field(None, description="How many arrived in order; verified_qty says the same.")
    defective_qty: Quantity | None = Field(None, description="How many arrived besides; damaged_qty says the same.")
    verified_qty: Quantity | None = None
    damaged_qty: Quantity | None = None
    lot_number: Annotated[Annotated[str, Line(128)] | None, Blank] = Field(None, description="Ours.")
    expires_at: Day | None = Field(None, description="Ours: the lot's last good day.")

    @property
    def good(self) -> int | None:
        """How many arrived in order, by whichever name."""
        return self.verified_qty if self.received_qty is None else self.received_qty

    @property
    def bad(self) -> int | None:
        """How many arrived besides, by whichever name."""
        return self.damaged_qty if self.defective_qty is None else self.defective_qty

    @property
    def wanted(self) -> int:
        """How many are to come: as said, as packed, as asked for, or as there are serial numbers."""
        said = (self.manifested_qty, self.packed_qty, self.requested_qty)
        return next((one for one in said if one is not None), len(self.assets or ()))


_Articles = Annotated[list[ArticleIn], Field(max_length=MOST_ROWS)]


class ContainerIn(SnakeInput):
    """A box, a pallet: what is in it, and where it is to stand."""

    articles: _Articles | None = None
    tracking_number: _Word | None = None
    container_number: _Word | None = None
    layout_id: Annotated[Annotated[str, Line(64)] | None, Blank] = None
    unpacked: bool | None = None


class AboutManifest(SnakeInput):
    """What is told of a delivery; what is not sent stays."""

    order_number: _Word | None = Field(None, examples=["SO-2211"])
    invoice_number: _Word | None = None
    purchase_order_number: _Word | None = Field(None, examples=["PO-4711"])
    reference_number: _Word | None = None
    customer_purchase_order_number: _Word | None = None
    container_number: _Word | None = None
    load_number: _Word | None = None
    external_id: _Word | None = None
    alternate_external_id: _Word | None = None
    arrived_at: Moment | None = None
    processed_at: Moment | None = None
    sender: _Who = None
    recipient: _Who = None
    shipment_options: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None


class CreateManifest(AboutManifest):
    """A delivery that is to come to one warehouse."""

    location_id: Annotated[str, Line(64)] = Field(
        description="A warehouse's id.", examples=["wh_1m7yq0zrd1gpvd3takvnz8rs4"]
    )
    articles: _Articles | None = Field(
        None, examples=[[{"sku": "MACBOOK-PRO-16-M3-A", "manifested_qty": 1, "assets": ["C02ZX1Y2MD6T"]}]]
    )
    containers: Annotated[list[ContainerIn], Field(max_length=500)] | None = None
    inventory: _Articles | None = Field(None, description="An older name of `articles`.")
    status: Literal["requested", "accepted"] = "requested"


class UpdateManifest(AboutManifest):
    """What changed: words, the status, and with ``completed`` what arrived."""

    manifest_id: Annotated[str, Line(64)] = Field(json_schema_extra={"widget": "none"})
    status: Literal["requested", "accepted", "processing", "completed", "void"] | None = Field(
        None, examples=["accepted"]
    )
    articles: _Articles | None = None


NUMBERS = (
    "order_number", "invoice_number", "purchase_order_number", "reference_number", "customer_purchase_order_number",
    "container_number", "load_number", "external_id", "alternate_external_id",
)  # fmt: skip
TOLD = (*NUMBERS, "sender", "recipient", "shipment_options", "metadata")
"""What is kept as it was told."""
