"""GTINs: as people and scanners give them (8, 12, 13 or 14 digits), and as the database keeps them (14)."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from webapp.core.inputs.types import Hint

LENGTHS = (8, 12, 13, 14)


def check_digit(digits: str) -> int:
    """The GS1 check digit behind these digits (GS1 General Specifications, 7.9.1)."""
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -weighted % 10


def judge_gtin(value: Any) -> Any:
    """Fourteen digits; spaces and hyphens between are passed by. Raises ValueError in a clerk's words."""
    if not isinstance(value, str):
        return value
    digits = value.strip().replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in LENGTHS):
        raise ValueError("A GTIN has 8, 12, 13 or 14 digits, as they stand under the bar code.")
    expected = check_digit(digits[:-1])
    if expected != int(digits[-1]):
        raise ValueError(
            f"The last digit should be {expected}, so a digit is mistyped. Scan the code or type it again."
        )
    return digits.zfill(14)


def gtin_text(kept: str) -> str:
    """A kept GTIN as people know it: 13 digits, or 14 for a pack that needs them, or 8 and 12 as they were."""
    short = kept.lstrip("0")
    return kept[-8:] if len(short) <= 8 else kept[-13:] if len(short) <= 13 else kept


Gtin = Annotated[
    str,
    Hint("line"),
    BeforeValidator(judge_gtin),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{8}$|^[0-9]{12,14}$"}),
]
"""A GTIN-8, -12, -13 or -14 with a right check digit, kept as 14 digits."""
