"""Keyboards by country: what a scanner that types for one of them writes on a computer set to another."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

LayoutCode = Literal["us", "gb", "fr", "be", "de", "ch", "es", "it", "pt", "se", "no", "dk"]


@dataclass(frozen=True)
class Layout:
    """One keyboard: what its keys type alone and with Shift.

    The keys stand in the order of the US one, from the key above Tab to the one before the right Shift, and last the
    key beside the left Shift. ``dead`` are the accents that wait for a letter.
    """

    code: str
    name: str
    plain: str
    shifted: str
    dead: str = ""

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Each key with its level, by its place, and what it types."""
        return tuple(
            (f"{level}{place}", character)
            for level, row in (("", self.plain), ("^", self.shifted))
            for place, character in enumerate(row)
        )


_ALL = (
    Layout(
        "us",
        "English, US",
        "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
        "",
    ),
    Layout(
        "gb",
        "English, UK",
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./\\",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?|',
        "",
    ),
    Layout(
        "fr",
        "French (AZERTY)",
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!<",
        "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§>",
        "^¨",
    ),
    Layout(
        "be",
        "Belgian (AZERTY)",
        "²&é\"'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:=<",
        "³1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+>",
        "^¨",
    ),
    Layout(
        "de",
        "German (QWERTZ)",
        "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-<",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_>",
        "^`´",
    ),
    Layout(
        "ch",
        "Swiss (QWERTZ)",
        "§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-<",
        '°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_>',
        "^`¨",
    ),
    Layout(
        "es",
        "Spanish",
        "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-<",
        'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_>',
        "^`¨´",
    ),
    Layout(
        "it",
        "Italian",
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-<",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_>',
        "",
    ),
    Layout(
        "pt",
        "Portuguese",
        "\\1234567890'«qwertyuiop+´~asdfghjklçºzxcvbnm,.-<",
        '|!"#$%&/()=?»QWERTYUIOP*`^ASDFGHJKLÇªZXCVBNM;:_>',
        "^`~´",
    ),
    Layout(
        "se",
        "Swedish, Finnish",
        "§1234567890+´qwertyuiopå¨'asdfghjklöäzxcvbnm,.-<",
        '½!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_>',
        "^`¨´",
    ),
    Layout(
        "no",
        "Norwegian",
        "|1234567890+\\qwertyuiopå¨'asdfghjkløæzxcvbnm,.-<",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLØÆZXCVBNM;:_>',
        "^`¨",
    ),
    Layout(
        "dk",
        "Danish",
        "½1234567890+´qwertyuiopå¨'asdfghjklæøzxcvbnm,.-<",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÆØZXCVBNM;:_>',
        "^`¨´",
    ),
)
LAYOUTS = {layout.code: layout for layout in _ALL}
_ACCENTS = {"^": "\u0302", "¨": "\u0308", "´": "\u0301", "`": "\u0300", "~": "\u0303"}


@cache
def translation(scanner: str, computer: str) -> dict[str, str]:
    """What each character that arrives stands for; what stands for itself is left out."""
    meant = {key: sign for key, sign in LAYOUTS[scanner].keys if sign not in LAYOUTS[scanner].dead}
    arrives = [(key, sign) for key, sign in LAYOUTS[computer].keys if key in meant]
    found: dict[str, str] = {}
    for key, sign in arrives:
        found.setdefault(sign, meant[key])
    for dead, sign in arrives:
        for key, letter in arrives if sign in LAYOUTS[computer].dead else ():
            if both := _composed(sign, letter):
                found.setdefault(both, meant[dead] + meant[key])
    return {sign: stands for sign, stands in found.items() if sign != stands}


def typed_as(text: str, scanner: str, computer: str) -> str:
    """What arrives when a scanner of one layout types a text at a computer of another; what it cannot type is lost."""
    if scanner == computer:
        return text
    keys: dict[str, str] = {}
    for key, sign in LAYOUTS[scanner].keys:
        if sign not in LAYOUTS[scanner].dead:
            keys.setdefault(sign, key)
    types = dict(LAYOUTS[computer].keys)
    out: list[str] = []
    waiting = ""
    for character in text:
        sign = character if character == " " else types.get(keys.get(character, ""), "")
        if waiting:
            both = waiting if sign == " " else _composed(waiting, sign) or waiting
            out.append(both)
            sign = "" if sign == " " or both != waiting else sign
            waiting = ""
        if sign and sign in LAYOUTS[computer].dead:
            waiting = sign
        else:
            out.append(sign)
    return "".join(out) + waiting


def _composed(accent: str, letter: str) -> str:
    """One character of the two, if there is one."""
    both = unicodedata.normalize("NFC", letter + _ACCENTS[accent]) if letter.isalpha() else ""
    return both if len(both) == 1 else ""
