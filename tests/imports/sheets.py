"""Sheets that tests send, and how they are sent."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.test import TestResponse

from tests.house import House

HEADER = (
    "Product Name", "Product SKU", "Category", "Brand", "Specification", "Grade", "Color", "Variant SKU", "List Price",
    "Acquisition Cost", "6mo_Price", "12mo_Price", "24mo_Price", "36mo_Price",
)  # fmt: skip

PUBLISHED = f"""\
{",".join(HEADER)}
MacBook Pro 16",MACBOOK-PRO-16,Laptops,Apple,M3 Pro 18GB 512GB,A,Space Black,MBP-16-A,2499,1800,189,159,129,109
MacBook Pro 16",MACBOOK-PRO-16,Laptops,Apple,M3 Pro 18GB 512GB,B,Space Black,MBP-16-B,2299,1600,169,139,,
iPhone 15,IPHONE-15,Phones,Apple,128GB,A,Blue,IPH-15-A,949,700,59,49,39,
"""


def line(**more: str) -> dict[str, str]:
    """A good row, with what a test says of it."""
    return {
        "Product Name": "Desk phone", "Product SKU": "PHONE", "Category": "Phones", "Brand": "Bell",
        "Specification": "Rings", "Grade": "A", "Color": "Black", "Variant SKU": "PHONE-A", "List Price": "100.00",
        "Acquisition Cost": "50.00", "12mo_Price": "10.00", **{k.replace("m_", "mo_"): v for k, v in more.items()},
    }  # fmt: skip


def sheet(*rows: Mapping[str, str], delimiter: str = ",") -> str:
    """Rows as CSV, under every column that one of them has."""
    header = list(dict.fromkeys([*HEADER[:10], "12mo_Price", *(name for row in rows for name in row)]))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def send(house: House, data: str | bytes, **headers: str) -> TestResponse:
    """A sheet as the body of the published call."""
    raw = data.encode() if isinstance(data, str) else data
    return house.api().send("POST", "/v1/products/csv", raw=raw, **{"Content_Type": "text/csv", **headers})


def send_part(house: House, data: bytes, part: str = "csvFile") -> TestResponse:
    """A sheet as a part of a form."""
    head = f'--edge\r\nContent-Disposition: form-data; name="{part}"; filename="p.csv"\r\n\r\n'.encode()
    raw = head + data + b"\r\n--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    return house.api().send("POST", "/v1/products/csv", raw=raw, Content_Type=kind)


def errors_of(answer: TestResponse) -> list[tuple[int, str]]:
    """Row and words of each refused row."""
    return [(one["row"], one["error"]) for one in answer.get_json()["errors"]]


def product_of(house: House, sku: str) -> dict[str, Any]:
    """A product as the API shows it, with its variants by SKU."""
    found = house.api().get("/v1/products?include=variants&limit=100").get_json()["products"]
    [product] = [one for one in found if one["productSku"] == sku]
    return {**product, "variants": {one["variantSku"]: one for one in product["variants"]}}


def skus_of(house: House) -> set[str]:
    """Every product SKU there is."""
    return {one["productSku"] for one in house.api().get("/v1/products?limit=100").get_json()["products"]}


def lines(count: int, per_product: int = 4) -> Iterable[dict[str, str]]:
    """Many good rows."""
    for i in range(count):
        name = f"T-{i // per_product}"
        prices = {"6mo_Price": "12.00", "24mo_Price": "8.50", "36mo_Price": "7.25"}
        own = {"Product Name": name, "Product SKU": name, "Variant SKU": f"{name}-{i % per_product}"}
        yield line(**own, **prices)
