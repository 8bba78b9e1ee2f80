"""ZPL as a printer takes it: a small reader of its own gives back what the symbols and words would say."""

import re
from dataclasses import dataclass

import pytest

from webapp.labels.drawing.content import Label
from webapp.labels.drawing.sizes import SIZES, Size, roll
from webapp.labels.drawing.zpl import zpl_of

_COMMAND = re.compile(r"[\^~]([A-Z][A-Z0-9@])([^\^~]*)")
HOSTILE = (
    "^XZ^XA^FDmine", "~JA", "a\"b'c", "_5E", "\\5E", "Größe Ж Ω", "שלום", "tab\\tab", "{{x}}", "%s", "a,b,c", "end^FS",
)  # fmt: skip


@dataclass
class Field:
    """One field: its commands before the data, and its data decoded."""

    commands: dict[str, str]
    data: str

    @property
    def code(self) -> tuple[str, str]:
        """What scanning its symbol gives, by the escapes of each kind."""
        if "BC" in self.commands:
            assert ">" not in self.data
            return "code128", self.data
        if "BQ" in self.commands:
            assert self.data.startswith("MA,")
            return "qr", self.data[3:]
        assert self.commands["BX"].endswith(",_")
        parts = re.split(r"__|_1", self.data)
        marks = re.findall(r"__|_1", self.data)
        text = parts[0] + "".join({"__": "_", "_1": "\x1d"}[m] + p for m, p in zip(marks, parts[1:], strict=True))
        return ("gs1", text[1:]) if text.startswith("\x1d") else ("datamatrix", text)


def run(zpl: str) -> list[list[Field]]:
    """The fields of each label; anything but the commands we mean is a break-out."""
    labels: list[list[Field]] = []
    open_: dict[str, str] = {}
    for name, rest in _COMMAND.findall(zpl):
        if name == "XA":
            labels.append([])
        elif name == "FD":
            assert open_.pop("FH") == "\\"
            data = bytes(
                int(two[1:], 16) if two.startswith("\\") else ord(two)
                for two in re.findall(r"\\[0-9A-F]{2}|[^\\]", rest)
            )
            labels[-1].append(Field(open_, data.decode()))
            open_ = {}
        elif name in ("FO", "BY", "BC", "BQ", "BX", "A0", "FH"):
            open_[name] = rest
        else:
            assert name in ("XZ", "CI", "PW", "LL", "LH", "FS", "PQ") or name[:2] == "A0", name
    return labels


def symbol_of(fields: list[Field]) -> tuple[str, str]:
    """The one symbol of a label."""
    found = [one for one in fields if {"BC", "BQ", "BX"} & one.commands.keys()]
    assert len(found) == 1
    return found[0].code


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("symbol", ["code128", "qr", "gs1"])
def test_no_text_breaks_out_of_its_field(hostile: str, symbol: str) -> None:
    labels = run(zpl_of([Label("unit_1", hostile, hostile, (hostile,))] * 2, symbol, roll(100, 50), dpi=203))
    assert len(labels) == 2
    for fields in labels:
        assert symbol_of(fields)[1] == hostile
        assert len(fields) >= 3


@pytest.mark.parametrize("size", [SIZES["roll-57x32"], roll(100, 50), roll(40, 20)], ids=lambda one: one.words)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_gs1_carries_its_elements_and_separators(size: Size, dpi: int) -> None:
    unit = Label("u", "S_1>8", "x", gtin="09506000134352", serial="S_1>8")
    assert symbol_of(run(zpl_of([unit], "gs1", size, dpi=dpi))[0]) == ("gs1", "010950600013435221S_1>8")
    goods = Label("l", "L5", "x", gtin="09506000134352", lot="L5", expiry="261231", serial="7")
    assert symbol_of(run(zpl_of([goods], "gs1", size, dpi=dpi))[0])[1] == "01095060001343521726123110L5\x1d217"


def test_a_sign_that_changes_code_sets_is_never_in_bars() -> None:
    assert symbol_of(run(zpl_of([Label("u", "A>0B", "x")], "code128", roll(57, 32), dpi=203))[0]) == ("qr", "A>0B")


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("symbol", ["code128", "qr", "gs1"])
def test_every_position_is_on_the_label_in_whole_dots(dpi: int, symbol: str) -> None:
    text = zpl_of([Label("u", "C02ZX1Y2MD6T", "MacBook Pro", ("x",))], symbol, roll(57, 32), dpi=dpi, copies=3)
    width, height = (int(re.findall(rf"\^{name}(\d+)", text)[0]) for name in ("PW", "LL"))
    for x, y in re.findall(r"\^FO(-?\d+),(-?\d+)", text):
        assert 0 <= int(x) < width
        assert 0 <= int(y) < height
    assert "^PQ3" in text
