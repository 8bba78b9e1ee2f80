"""A list's state as text: what can be saved of it, and how the pages of lists are told what was saved."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from webapp.core.inputs.text import clean
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.operation.hooks import Hook

MAX_QUERY = 2000
_PAGING = ("startAfter", "limit", "page")

list_pages: set[str] = set()
"""The pages of lists, by endpoint; each that is routed adds itself."""


@dataclass(frozen=True)
class View:
    """One saved view, as the page of its list shows it; ``edit_href`` is for those who may change it."""

    name: str
    query: str
    is_shared: bool
    edit_href: str


@dataclass(frozen=True)
class Shelf:
    """What was saved of one list, and where more can be."""

    views: list[View]
    save_href: str
    may_share: bool


shelves: Hook[[Actor, str], Shelf] = Hook("shelves")
"""Asked for the saved views of a list, by its page's endpoint, when the page is shown."""


def canonical(query: str) -> str:
    """The one way to write filters, search and order: sorted, without blanks and pages. Raises ValueError."""
    if len(query) > MAX_QUERY:
        raise ValueError("This is more than a view can hold. Take a filter away.")
    pairs = parse_qsl(query.removeprefix("?"), max_num_fields=50)
    cleaned = ((clean(name), clean(value)) for name, value in pairs)
    return write({name: value for name, value in cleaned if value and name not in _PAGING})


def write(state: dict[str, str]) -> str:
    """A state as a query."""
    return urlencode(sorted(state.items()))


def known_part(listing: Listing, query: str) -> str:
    """What of a saved query its list still knows: a filter or an order that is gone breaks no page."""
    state = dict(parse_qsl(query))
    if state.get("sortBy", listing.default_sort) not in listing.sorts:
        del state["sortBy"]
    known = (*listing.filter_names(), "sortBy", "sortDir")
    return write({name: value for name, value in state.items() if name in known})
