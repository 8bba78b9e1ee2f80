"""What a list's template needs, made from its Listing: columns with sort links, chips, facets, saved views, export."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import g, request, url_for

from webapp.core.listing.listing import Column, Filter, Found, Listing
from webapp.core.listing.saved import known_part, list_pages, shelves, write

_ID = re.compile("[a-z]{2,8}_[0-9a-z]{25}")
"""An id says nothing to a person."""

Field = tuple[str, str, str, str]
"""A filter that is typed: its name, its label, how it is asked for, and what was typed."""


@dataclass(frozen=True)
class ListView:
    """The parts of a list page, ready for the table macros; ``hidden`` filters come by links and have no field."""

    columns: list[dict[str, Any]]
    chips: list[tuple[str, str, str]]
    facets: list[tuple[str, str, list[tuple[str, str]], str]]
    fields: list[Field]
    more: list[Field]
    search: str | None
    search_label: str
    hidden: dict[str, str]
    clear_href: str
    next_href: str
    first_href: str
    exports: list[tuple[str, str]]
    is_filtered: bool
    query: str


@dataclass(frozen=True)
class SavedChip:
    """One saved view above its list; of a partial one, some filter is not there any more."""

    name: str
    href: str
    current: bool
    is_shared: bool
    is_partial: bool
    edit_href: str


@dataclass(frozen=True)
class SavedPart:
    """The saved views of a list, and what can be saved of it as it is shown: its query, or none."""

    chips: list[SavedChip]
    list_name: str
    query: str
    is_saved: bool
    here: str
    save_href: str
    may_share: bool


def saved_of(listing: Listing) -> SavedPart:
    """Describe what was saved of a list, for its page."""
    list_name, query = request.endpoint or "", write(_kept(listing))
    here = f"{request.path}?{query}" if query else request.path
    chips, save_href, may_share = [], "", False
    for shelf in shelves(g.actor, list_name):
        save_href, may_share = shelf.save_href, shelf.may_share
        for view in shelf.views:
            known, back = known_part(listing, view.query), urlencode({"next": here})
            href = f"{request.path}?{known}" if known else request.path
            edit_href = f"{view.edit_href}?{back}" if view.edit_href and known == query else ""
            chips.append(SavedChip(view.name, href, known == query, view.is_shared, known != view.query, edit_href))
    is_saved = any(chip.current for chip in chips)
    return SavedPart(chips, list_name, query if save_href else "", is_saved, here, save_href, may_share)


def _kept(listing: Listing) -> dict[str, str]:
    """What the address says that this list knows, but for the page."""
    told = {one.name: one.told(request.args) for one in listing.filters}
    others = {name: request.args.get(name, "") for name in (*listing.filter_names(), "sortBy", "sortDir")}
    return {name: text for name, text in {**others, **told}.items() if text}


def view_of(listing: Listing, found: Found | None) -> ListView:
    """Describe a list for its page, keeping the filters of the address."""
    kept = _kept(listing)
    filters = {name: kept[name] for name in listing.filter_names() if name in kept}
    sort = found.question.sort if found else listing.default_sort
    direction = found.question.direction if found else listing.default_direction
    after = found.next_cursor if found else None
    return ListView(
        columns=[_column(c, kept, sort, direction) for c in listing.columns if c.page],
        chips=[
            (_label(listing, n), _word(listing, n, v), _href({k: x for k, x in kept.items() if k != n}))
            for n, v in filters.items()
        ],
        facets=[(f.name, f.label, _options(f, filters), filters.get(f.name, "")) for f in listing.filters if f.choices],
        fields=_fields(listing, filters, folded=False),
        more=_fields(listing, filters, folded=True),
        search=filters.get("q", "") if listing.search else None,
        search_label=listing.search_label,
        hidden={f.name: kept[f.name] for f in listing.filters if f.name in kept and not (f.choices or f.kind)},
        clear_href=request.path,
        next_href=_href({**kept, "startAfter": after}) if after else "",
        first_href=_href(kept) if request.args.get("startAfter") else "",
        exports=_exports(kept),
        is_filtered=bool(filters),
        query=f"?{urlencode(kept)}" if kept else "",
    )


def _options(one: Filter, filters: Mapping[str, str]) -> list[tuple[str, str]]:
    """What can be chosen; several values at once, which a link brought, are one more choice while they hold."""
    told, words = filters.get(one.name, ""), _words(one, filters.get(one.name, ""))
    return [*one.choices, (told, words)] if words and "," in told else list(one.choices)


def _words(one: Filter, told: str) -> str:
    """The words for several values of a filter, or nothing."""
    choices, values = dict(one.choices), told.split(",")
    return " or ".join(choices[value] for value in values) if one.many and choices.keys() >= set(values) else ""


def _fields(listing: Listing, filters: Mapping[str, str], *, folded: bool) -> list[Field]:
    return [
        (one.name, one.label, one.kind, filters.get(one.name, ""))
        for one in listing.filters
        if one.kind and not one.choices and one.folded is folded
    ]


def _exports(kept: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where the whole list is sent from, in which form; a page that only borrows a list has no such place."""
    if request.endpoint not in list_pages:
        return []
    forms = (("CSV", "csv"), ("Excel", "xlsx"))
    at = request.view_args or {}
    return [(words, f"{url_for(f'{request.endpoint}_{form}', **at)}?{urlencode(kept)}") for words, form in forms]


def _column(column: Column, kept: dict[str, str], sort: str, direction: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"key": column.key, "label": column.label, "kind": column.kind, "priority": column.priority}
    if column.sort:
        is_sorted = column.sort == sort
        turned = "asc" if (is_sorted and direction == "desc") else "desc" if is_sorted else "asc"
        shown["sort_href"] = _href({**kept, "sortBy": column.sort, "sortDir": turned})
        if is_sorted:
            shown["sorted"] = "ascending" if direction == "asc" else "descending"
    return shown


def _href(parameters: Mapping[str, str | None]) -> str:
    told = {name: value for name, value in parameters.items() if value}
    return f"{request.path}?{urlencode(told)}" if told else request.path


def _label(listing: Listing, name: str) -> str:
    return next((f.label for f in listing.filters if f.name == name), listing.search_label)


def _word(listing: Listing, name: str, value: str) -> str:
    one = next((f for f in listing.filters if f.name == name), None)
    words = one and (dict(one.choices).get(value) or _words(one, value))
    return words or ("chosen" if _ID.fullmatch(value) else value)
