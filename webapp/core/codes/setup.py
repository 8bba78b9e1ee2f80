"""The set-up of one desk: its scanner and its sounds, as they are kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from webapp.core.codes.layouts import translation
from webapp.core.codes.wedge import Wedge


@dataclass(frozen=True)
class DeskSetup:
    """What a desk needs to know; a desk that was never set up has a scanner as it is sold."""

    prefix: str = ""
    suffix: str = "any"
    separator: str = ""
    scanner: str = "us"
    """The layout the scanner types for, one of LAYOUTS."""
    computer: str = "us"
    """The layout of the computer."""
    typed: str = ""
    """Where no known layout fits: characters that arrive, each for the one at the same place in ``meant``."""
    meant: str = ""
    volume: int = 7
    """Of ten."""
    muted: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "DeskSetup":
        """From what the database keeps."""
        return cls(**{one.name: kept[one.name] for one in fields(cls) if one.name in kept})

    def kept(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self)

    @property
    def wedge(self) -> Wedge:
        """How to read what its scanner types."""
        own = dict(zip(self.typed, self.meant, strict=False))
        return Wedge(self.prefix, self.suffix, self.separator, own or translation(self.scanner, self.computer))
