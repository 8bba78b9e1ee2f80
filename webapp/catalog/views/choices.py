"""The words to choose from in the filters of the catalogue's lists."""

from dataclasses import replace

from flask import g, request

from webapp.catalog.inputs.product import GRADES
from webapp.catalog.models import Product
from webapp.catalog.queries.products import words_in_use
from webapp.core.data.database import db
from webapp.core.listing.listing import Filter, Listing


def with_choices(listing: Listing) -> Listing:
    """A list, with the categories, brands and grades there are as choices."""
    return replace(listing, filters=tuple(_with_choices(one) for one in listing.filters))


def _with_choices(one: Filter) -> Filter:
    words = _words(one.name)
    if words is None:
        return one
    asked = request.args.get(one.name, "").strip()
    if asked and asked not in words:
        words.append(asked)
    return replace(one, choices=tuple((word, word) for word in words))


def _words(name: str) -> list[str] | None:
    if name == "grade":
        return list(GRADES)
    column = {"category": Product.category, "brand": Product.brand}.get(name)
    return None if column is None else words_in_use(db.session(), g.actor.tenant.id, column)
