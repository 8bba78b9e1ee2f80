"""Rows of a form changed on the server: one way for a browser with JavaScript and for one without.

A submit button named ``_add`` with the value ``variants-0-pricing`` asks for one more row of that list; ``_copy``,
``_remove``, ``_up`` and ``_down`` with the value ``variants-0-pricing-1`` copy, drop or move a row. Nothing is saved;
the form comes back as typed, with the focus where a person goes on. A feature teaches a verb of its own with ``teach``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms import Field, FieldList, FormField, HiddenField

Form = MultiDict[str, str]
Change = Callable[[Form, str], str | None]
"""Changes a form for a button's value and says where the focus goes: to a row, field or button ``_up=variants-0``."""

_NAME = re.compile(r"[A-Za-z]+(?:-[0-9]{1,3}-[A-Za-z]+)*(?:-[0-9]{1,3})?|[A-Za-z0-9]+_[0-9a-z]+")
"""A row, a list or a field, or the id of a thing that was found."""
_MARK = "_row"
_taught: dict[str, Change] = {}


@dataclass(frozen=True)
class Changed:
    """A form after one of its row buttons, and where the focus goes."""

    form: Form
    focus: str


def teach(verb: str, change: Change) -> None:
    """Let buttons named ``_verb`` change a form as a feature says; called by ``features.py`` alone."""
    _taught[f"_{verb}"] = change


def change_rows(sent: ImmutableMultiDict[str, str]) -> Changed | None:
    """The form as the pressed row button asks, or None when none was pressed."""
    for verb, change in {**_OWN, **_taught}.items():
        target = sent.get(verb, "")
        if target and _NAME.fullmatch(target):
            form = MultiDict(sent)
            form.poplist(verb)
            return Changed(form, change(form, target) or target)
    return None


def put_focus(form: Any, place: str) -> None:
    """Mark the field where the focus goes: the one of this name, or the first to be seen of this row."""
    form.focus = place
    for field in _leaves(form):
        if (field.name == place or field.name.startswith(f"{place}-")) and not isinstance(field, HiddenField):
            field.render_kw = {**(field.render_kw or {}), "autofocus": True}
            return


def _leaves(fields: Iterable[Any]) -> Iterator[Field]:
    for field in fields:
        if isinstance(field, FieldList):
            yield from _leaves(field.entries)
        elif isinstance(field, FormField):
            yield from _leaves(field.form)
        else:
            yield field


def indexes(form: Iterable[str], prefix: str) -> list[int]:
    """The numbers of a list's rows, in their order."""
    pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,3}})(?:-|$)")
    return sorted({int(found[1]) for name in form if (found := pattern.match(name))})


def add_row(form: Form, prefix: str) -> str:
    """One more row at the end; its name."""
    taken = indexes(form, prefix)
    row = f"{prefix}-{taken[-1] + 1 if taken else 0}"
    form.add(f"{row}-{_MARK}", "")
    return row


def copy_row(form: Form, row: str) -> str:
    """A row once more, at the end; the copy's name, or the row's own when there is no such row."""
    prefix, at, taken = _place(form, row)
    if at not in taken:
        return row
    copy = f"{prefix}-{taken[-1] + 1}"
    _rename(form, {row: copy}, keep=True)
    return copy


def remove_row(form: Form, row: str) -> str:
    """Without a row, those behind it moving up; the name of the one that takes its place, or of the last."""
    prefix, at, taken = _place(form, row)
    for name in _names(form, row):
        form.poplist(name)
    behind = [other for other in taken if other > at]
    if at in taken and behind:
        _rename(form, {f"{prefix}-{other}": f"{prefix}-{to}" for to, other in zip([at, *behind], behind, strict=False)})
        return row
    before = [other for other in taken if other < at]
    return f"{prefix}-{before[-1]}" if before else prefix


def _up(form: Form, row: str) -> str:
    return _swap(form, row, "up")


def _down(form: Form, row: str) -> str:
    return _swap(form, row, "down")


def _swap(form: Form, row: str, verb: str) -> str:
    """The row changes places with its neighbour; the focus goes with it, to the same button while there is one."""
    prefix, at, taken = _place(form, row)
    beyond = [other for other in taken if (other < at if verb == "up" else other > at)]
    if at not in taken or not beyond:
        return row
    other = beyond[-1] if verb == "up" else beyond[0]
    _rename(form, {row: f"{prefix}-{other}", f"{prefix}-{other}": row})
    is_last_step = len(beyond) == 1
    onward = {"up": "down", "down": "up"}[verb] if is_last_step else verb
    return f"_{onward}={prefix}-{other}"


def _place(form: Form, row: str) -> tuple[str, int, list[int]]:
    prefix, _, index = row.rpartition("-")
    return prefix, int(index) if index.isdigit() else -1, indexes(form, prefix)


def _names(form: Form, row: str) -> list[str]:
    return [name for name in form if name == row or name.startswith(f"{row}-")]


def _rename(form: Form, rows: dict[str, str], *, keep: bool = False) -> None:
    values = {to + name[len(row) :]: form.getlist(name) for row, to in rows.items() for name in _names(form, row)}
    for row in () if keep else rows:
        for name in _names(form, row):
            form.poplist(name)
    for name, sent in values.items():
        form.setlist(name, sent)


_OWN: dict[str, Change] = {"_add": add_row, "_copy": copy_row, "_remove": remove_row, "_up": _up, "_down": _down}
