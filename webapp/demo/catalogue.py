"""What the demo renter rents out: products, the grades each comes in, and how prices follow from them."""

from dataclasses import dataclass
from typing import Any

from webapp.core.codes.serials import is_imei
from webapp.core.inputs.gtin import check_digit

GRADE_FACTORS = {"A": 100, "B": 86, "C": 72}
"""Price and cost of a grade, in percent of grade A's."""
GRADE_WORDS = {"A": "like new", "B": "light wear", "C": "visible wear"}
LENGTH_FACTORS = {6: 130, 12: 100, 24: 78, 36: 66}
"""The monthly price of a contract length, in percent of the one for 12 months."""


@dataclass(frozen=True)
class Model:
    """One product: list price and cost of grade A in euros, its monthly price for 12 months, and its serials' prefix."""

    sku: str
    name: str
    brand: str
    category: str
    specification: str
    configuration: str
    list_price: int
    cost: int
    monthly: int
    grades: str
    prefix: str
    weight: int


MODELS = (
    Model("MBP-16-M3", 'MacBook Pro 16"', "Apple", "Laptops", "Apple M3 Pro, 16.2-inch Liquid Retina XDR", "18 GB, 512 GB", 2499, 1800, 159, "ABC", "C02ZX", 9),
    Model("MBA-13-M2", 'MacBook Air 13"', "Apple", "Laptops", "Apple M2, 13.6-inch Liquid Retina", "16 GB, 256 GB", 1299, 880, 79, "ABC", "FVFH3", 9),
    Model("TP-T14-G4", "ThinkPad T14 Gen 4", "Lenovo", "Laptops", "Intel Core i5-1335U, 14-inch WUXGA", "16 GB, 512 GB", 1449, 920, 85, "ABC", "PF4K", 8),
    Model("LAT-7440", "Latitude 7440", "Dell", "Laptops", "Intel Core i7-1365U, 14-inch FHD+", "16 GB, 512 GB", 1699, 1050, 95, "AB", "7QW2", 6),
    Model("IPH-15", "iPhone 15", "Apple", "Phones", "A16 Bionic, 6.1-inch OLED", "128 GB, black", 949, 640, 49, "ABC", "35901", 8),
    Model("PIX-8", "Pixel 8", "Google", "Phones", "Tensor G3, 6.2-inch OLED", "128 GB, obsidian", 799, 480, 39, "ABC", "35177", 6),
    Model("IPD-11-M2", 'iPad Pro 11"', "Apple", "Tablets", "Apple M2, 11-inch Liquid Retina", "128 GB, Wi-Fi", 1069, 720, 59, "AB", "DMPF9", 5),
    Model("TAB-S9", "Galaxy Tab S9", "Samsung", "Tablets", "Snapdragon 8 Gen 2, 11-inch AMOLED", "128 GB, Wi-Fi", 899, 560, 45, "ABC", "R52W1", 4),
    Model("U2723QE", 'UltraSharp 27" 4K', "Dell", "Monitors", "27-inch IPS Black, USB-C hub", "3840 × 2160", 679, 410, 29, "AB", "CN0M4", 6),
    Model("LG-34WN", 'UltraWide 34"', "LG", "Monitors", "34-inch curved IPS, USB-C", "3440 × 1440", 549, 330, 25, "AB", "304NT", 4),
    Model("OFF-PS5", "PlayStation 5", "Sony", "Consoles", "Slim, with disc drive", "1 TB", 549, 400, 32, "AB", "S01E4", 4),
    Model("DJI-M3", "Mavic 3 Classic", "DJI", "Cameras and drones", "4/3 CMOS Hasselblad camera", "with RC controller", 1599, 1120, 99, "AB", "1581F", 3),
)  # fmt: skip


UNCODED = ("DJI-M3", "OFF-PS5")
"""Products whose boxes carry no bar code."""


BY_IMEI = "IPH-15"
"""The product whose units are known by their IMEI; any other takes whatever is scanned."""


def products() -> list[dict[str, Any]]:
    """Everything in the catalogue, as ``POST /v1/products`` takes it."""
    return [*(product_body(model) for model in MODELS), charger(), wipes()]


def product_body(model: Model) -> dict[str, Any]:
    """A product as ``POST /v1/products`` takes it."""
    return {
        "productSku": model.sku,
        "name": model.name,
        "specification": model.specification,
        "category": model.category,
        "brand": model.brand,
        "serialRule": "imei" if model.sku == BY_IMEI else None,
        "variants": [_variant(model, grade) for grade in model.grades],
    }


def charger() -> dict[str, Any]:
    """An accessory that is counted, and comes by the piece, the carton and the pallet layer."""
    piece = gtin(900, 1)
    return {
        "productSku": "CHG-65W",
        "name": "USB-C charger 65 W",
        "specification": "65 W, USB-C, with cable",
        "category": "Accessories",
        "brand": "Lenovo",
        "variants": [
            {
                "variantSku": "CHG-65W-A",
                "variantName": "65 W, black, new",
                "grade": "A",
                "listPrice": 49,
                "acquisitionCost": 21,
                "tracking": "count",
                "gtin": piece,
                "packs": [{"gtin": _pack(piece, 1), "quantity": 10}, {"gtin": _pack(piece, 2), "quantity": 120}],
                "pricing": _tiers(4, GRADE_FACTORS["A"]),
            }
        ],
    }


def wipes() -> dict[str, Any]:
    """A consumable that comes in lots with a last good day."""
    return {
        "productSku": "WIPE-100",
        "name": "Screen wipes, box of 100",
        "specification": "100 wipes, isopropyl alcohol 70 %",
        "category": "Supplies",
        "brand": "Durable",
        "variants": [
            {
                "variantSku": "WIPE-100-A",
                "variantName": "Box of 100, new",
                "grade": "A",
                "listPrice": 9,
                "acquisitionCost": 4,
                "tracking": "lot",
                "gtin": gtin(901, 1),
                "pricing": [{"contractLength": 1, "monthlyPrice": 6}],
            }
        ],
    }


def serial_of(model: Model, number: int, chance: int, *, old: bool) -> str:
    """The serial number of one unit, ``chance`` of four digits: makers change how theirs look, so an old one is shorter."""
    if model.sku == BY_IMEI:
        return imei(f"{model.prefix}612{number:03d}{chance % 1000:03d}")
    return f"{model.prefix}{number:03d}{chance // 100:02d}" if old else f"{model.prefix}{number:03d}{chance:04d}"


def imei(digits: str) -> str:
    """Fourteen digits and the check digit of an IMEI."""
    return next(f"{digits}{last}" for last in range(10) if is_imei(f"{digits}{last}"))


def gtin(product: int, variant: int) -> str:
    """A code of the range that GS1 leaves to shops for labels of their own: nobody else's goods carry it."""
    digits = f"2000000{product:03d}{variant:02d}"
    return f"{digits}{check_digit(digits)}"


def _pack(piece: str, indicator: int) -> str:
    """The code of a pack of such pieces: a digit before the same number."""
    digits = f"{indicator}{piece[:-1]}"
    return f"{digits}{check_digit(digits)}"


def _variant(model: Model, grade: str) -> dict[str, Any]:
    factor = GRADE_FACTORS[grade]
    code = {} if model.sku in UNCODED else {"gtin": gtin(MODELS.index(model) + 1, 1 + "ABC".index(grade))}
    return {
        "variantSku": f"{model.sku}-{grade}",
        "variantName": f"{model.configuration}, {GRADE_WORDS[grade]}",
        "grade": grade,
        "listPrice": model.list_price,
        "acquisitionCost": model.cost * factor // 100,
        **code,
        "pricing": _tiers(model.monthly, factor),
    }


def _tiers(monthly: int, factor: int) -> list[dict[str, Any]]:
    return [
        {"contractLength": months, "monthlyPrice": monthly * factor * share // 10_000}
        for months, share in LENGTH_FACTORS.items()
    ]
