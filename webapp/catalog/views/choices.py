"""The words to choose from in the filters of the catalogue's lists."""

from dataclasses import replace

from webapp.catalog.inputs.product import GRADES
from webapp.catalog.models import Product
from webapp.catalog.queries.products import words_in_use
from webapp.core.listing.listing import Filter, Listing
from webapp.core.listing.saved import Visit


def with_choices(listing: Listing, visit: Visit) -> Listing:
    """A list, with the categories, brands and grades there are as choices."""
    return replace(listing, filters=tuple(_with_choices(one, visit) for one in listing.filters))


def _with_choices(one: Filter, visit: Visit) -> Filter:
    words = _words(one.name, visit)
    if words is None:
        return one
    asked = visit.query.get(one.name, "").strip()
    if asked and asked not in words:
        words.append(asked)
    return replace(one, choices=tuple((word, word) for word in words))


def _words(name: str, visit: Visit) -> list[str] | None:
    if name == "grade":
        return list(GRADES)
    column = {"category": Product.category, "brand": Product.brand}.get(name)
    return None if column is None else words_in_use(visit.session, visit.actor.tenant.id, column)
