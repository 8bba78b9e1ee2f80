"""The cells of a table: a list is the page that is asked for most, and a template takes five times as long."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from markupsafe import Markup, escape

NONE = '<span class="none">–</span>'
CODE_SHOWN, CODE_START, CODE_END = 24, 12, 9

_odd = re.compile("[&<>'\"]").search
_unbroken = re.compile(r"[^\s-]{20}").search
"""A run of letters that no line has room for beside other columns; words of a language are shorter, and stay whole."""

Told = tuple[str, str, str, Any]
"""A column: its key, its kind, the marks of its cells, and what its cells link to."""
Writer = Callable[[Any], str]


def safe(value: Any) -> str:
    """A value as text without markup of its own; nearly none needs more than a look."""
    return value if type(value) is str and not _odd(value) else escape(value)


def text_cell(value: Any) -> str:
    """A text; one with a word that is too long for its column may break within it."""
    if type(value) is str and _unbroken(value):
        return f'<span class="unbroken">{safe(value)}</span>'
    return safe(value)


def code_cell(value: Any) -> str:
    """A code, shortened in the middle where it is long."""
    if len(value) <= CODE_SHOWN:
        return f"<code>{safe(value)}</code>"
    return f'<code title="{escape(value)}">{escape(value[:CODE_START])}…{escape(value[-CODE_END:])}</code>'


def body_of(
    rows: Sequence[Any],
    columns: Iterable[Told],
    writers: Mapping[str, Writer],
    act: Callable[[Any], str] | None,
    pick: str | None,
) -> Markup:
    """The rows of a table's body; ``writers`` make a value of their kind safe text, any other is escaped as it is."""
    if not rows:
        return Markup()
    take = itemgetter if isinstance(rows[0], Mapping) else attrgetter
    told = [
        (f"<td {marks}>", take(key), writers.get(kind, safe), _linked(link, take)) for key, kind, marks, link in columns
    ]
    id_of = take("id")
    out: list[str] = []
    for row in rows:
        out.append("<tr>")
        if pick:
            out.append(_tick(told[0][1](row), id_of(row), pick))
        for start, value_of, write, linked in told:
            value = value_of(row)
            text = NONE if value is None or value == "" else write(value)
            out += (start, linked(row, text) if linked and text is not NONE else text, "</td>")
        if act:
            out += ('<td class="do p1">', escape(act(row)), "</td>")
        out.append("</tr>")
    # Each part of it is escaped above.
    return Markup("".join(out))  # noqa: S704  # nosec B704


def _tick(name: Any, value: Any, field: str) -> str:
    box = f'<input type="checkbox" name="{escape(field)}" value="{safe(value)}" form="picked">'
    return f'<td class="pick p1"><label><span class="sr">Tick {safe(name)}</span>{box}</label></td>'


def _linked(link: Any, take: Callable[[str], Callable[[Any], Any]]) -> Callable[[Any, str], str] | None:
    """What puts a cell's text in its link: an address with a ~ for a field of the row, or what a macro writes of it."""
    if not link:
        return None
    if callable(link):

        def by_macro(row: Any, text: str) -> str:
            href = link(row).strip()
            return f'<a href="{escape(href)}">{text}</a>' if href else text

        return by_macro
    before, mark, after = str(escape(link[0])).partition("~")
    field = take(link[1])

    def by_field(row: Any, text: str) -> str:
        part = safe(field(row)) if mark else ""
        return f'<a href="{before}{part}{after}">{text}</a>'

    return by_field
