"""A list's state as text: what can be saved of it, and how the pages of lists are told what was saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session

from webapp.core.inputs.text import clean
from webapp.core.listing.listing import Listing, ask, narrowed
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.hooks import Hook

MAX_QUERY = 2000
_PAGING = ("startAfter", "limit", "page")


@dataclass(frozen=True)
class Visit:
    """Who asks for a list, and what of it."""

    session: Session
    actor: Actor
    query: Mapping[str, str]


@dataclass(frozen=True)
class ListPage:
    """The page of a list: who may see it, and the list, or how it is made of who asks and the parts of the address."""

    needs: str
    lists: Listing | Callable[..., Listing]
    parts: tuple[str, ...] = ()

    def made(self, visit: Visit, **parts: str) -> Listing:
        """The list as it is asked for; of no thing in particular where that is not said."""
        lists = self.lists
        return lists if isinstance(lists, Listing) else lists(visit, **{**dict.fromkeys(self.parts, ""), **parts})


list_pages: dict[str, ListPage] = {}
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
    state: dict[str, list[str]] = {}
    for name, value in pairs:
        state.setdefault(clean(name), []).append(clean(value))
    told = {name: ",".join(filter(None, dict.fromkeys(values))) for name, values in state.items()}
    return write({name: value for name, value in told.items() if value and name not in _PAGING})


def write(state: dict[str, str]) -> str:
    """A state as a query."""
    return urlencode(sorted(state.items()))


def judge_state(session: Session, actor: Actor, list_name: str, query: str) -> None:
    """Raise InputRefused at ``query`` for what its list would refuse; what it does not know breaks no page."""
    page = list_pages[list_name]
    if not actor.may(page.needs):  # what values there are is not told to who may not see the list
        return
    listing = page.made(Visit(session, actor, dict(parse_qsl(query))))
    try:
        narrowed(listing, actor.tenant.id, ask(listing, dict(parse_qsl(known_part(listing, query)))))
    except InputRefused as refused:
        labels = {one.name: f"{one.label}: " for one in listing.filters}
        words = [f"{labels.get(one.path, '')}{one.message}" for one in refused.details]
        raise InputRefused([Detail("query", text, "invalid_string") for text in words]) from None


def known_part(listing: Listing, query: str) -> str:
    """What of a saved query its list still knows: a filter or an order that is gone breaks no page."""
    state = dict(parse_qsl(query))
    if state.get("sortBy", listing.default_sort) not in listing.sorts:
        del state["sortBy"]
    known = (*listing.filter_names(), "sortBy", "sortDir")
    return write({name: value for name, value in state.items() if name in known})
