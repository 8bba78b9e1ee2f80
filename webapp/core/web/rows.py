"""Rows of a form added and removed on the server: one way for a browser with JavaScript and for one without.

A submit button named ``_add`` with the value ``variants-0-pricing`` asks for one more row of that list; ``_copy`` and
``_remove`` with the value ``variants-0-pricing-1`` copy or drop a row. Nothing is saved; the form comes back as typed.
"""

import re

from werkzeug.datastructures import ImmutableMultiDict, MultiDict

_NAME = re.compile(r"[A-Za-z]+(?:-[0-9]{1,3}-[A-Za-z]+)*(?:-[0-9]{1,3})?")
_MARK = "_row"


def change_rows(sent: ImmutableMultiDict[str, str]) -> MultiDict[str, str] | None:
    """The form with the asked row added, copied or removed, or None when no such button was pressed."""
    for verb, change in (("_add", _add), ("_copy", _copy), ("_remove", _remove)):
        target = sent.get(verb, "")
        if target and _NAME.fullmatch(target):
            form = MultiDict(sent)
            form.poplist(verb)
            change(form, target)
            return form
    return None


def _indexes(form: MultiDict[str, str], prefix: str) -> list[int]:
    pattern = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,3}})(?:-|$)")
    return sorted({int(found[1]) for name in form if (found := pattern.match(name))})


def _add(form: MultiDict[str, str], prefix: str) -> None:
    taken = _indexes(form, prefix)
    form.add(f"{prefix}-{taken[-1] + 1 if taken else 0}-{_MARK}", "")


def _copy(form: MultiDict[str, str], row: str) -> None:
    prefix, _, index = row.rpartition("-")
    taken = _indexes(form, prefix)
    if not index.isdigit() or int(index) not in taken:
        return
    for name in list(form):
        if name.startswith(f"{row}-"):
            form.setlist(f"{prefix}-{taken[-1] + 1}{name[len(row) :]}", form.getlist(name))


def _remove(form: MultiDict[str, str], row: str) -> None:
    for name in list(form):
        if name == row or name.startswith(f"{row}-"):
            form.poplist(name)
